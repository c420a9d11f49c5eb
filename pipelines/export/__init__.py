"""A release in formats that others read, with what describes them."""
