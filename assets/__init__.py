"""When it runs: the Dagster layer and the command line. The only drawer that knows Dagster."""
