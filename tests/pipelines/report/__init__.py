"""Tests of the report: what is read, what is written, and the page in a real browser."""
