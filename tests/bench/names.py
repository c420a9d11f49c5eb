"""How well names are recognised: every alias of the catalogue in turn is forgotten and then asked for.

`python -m tests.bench.names` prints it; a wrong automatic match is a fault of the program, not a figure.
"""

import polars as pl

from pipelines import reference
from pipelines.matching import match
from pipelines.settings import CHECKOUT
from pipelines.suggestions import known_names, suggest


def measure() -> dict[str, int]:
    """Aliases; matched right or wrong; of the rest the product is first, in the first three, or not proposed."""
    folder = CHECKOUT / "data" / "reference"
    applications, aliases = reference.applications(folder).valid, reference.aliases(folder).valid
    counted = dict.fromkeys(("aliases", "right", "wrong", "suggested_first", "suggested_in_three", "none"), 0)
    for row in aliases.filter(~pl.col("is_stop_alias")).iter_rows(named=True):
        others = aliases.filter(pl.col("alias") != row["alias"])
        counted["aliases"] += 1
        found = match(pl.DataFrame({"name_as_written": [row["alias"]]}), applications, others)["application_id"][0]
        if found is not None:
            counted["right" if found == row["application_id"] else "wrong"] += 1
            continue
        proposed = [each.application_id for each in suggest(row["alias"], known_names(applications, others))]
        counted["suggested_first"] += proposed[:1] == [row["application_id"]]
        counted["suggested_in_three"] += row["application_id"] in proposed
        counted["none"] += row["application_id"] not in proposed
    return counted


if __name__ == "__main__":
    print(measure())
