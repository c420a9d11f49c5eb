"""`make bench`: measures everything in one run, prints it and writes docs/performance.md."""

import os

from pipelines.settings import CHECKOUT
from tests.bench import build, coverage, inbox, ingestion, names, reading

PAGE = CHECKOUT / "docs" / "performance.md"


def main() -> None:
    recognised = names.measure()
    parts = [
        f"# Performance\nWritten by `make bench`, on {os.cpu_count()} cores.\n",
        build.section(),
        inbox.section(),
        ingestion.section(),
        reading.section(),
        f"""## Names of applications
Each of {recognised["aliases"]} aliases forgotten in turn and asked for: {recognised["right"]} matched right,
{recognised["wrong"]} wrong (goal: 0); of the rest {recognised["suggested_first"]} are the first proposal,
{recognised["suggested_in_three"]} among the first three, {recognised["none"]} not proposed.
""",
        coverage.section(),
    ]
    page = "\n".join(parts)
    PAGE.write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main()
