"""How we know it: plain functions frame -> frame, readers, matching, the release. Runs without Dagster."""
