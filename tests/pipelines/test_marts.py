"""Running a SELECT over the lake: the same rows give the same bits, whatever the machine has to run it with."""

import math
import random

import polars as pl
import pytest

from pipelines import marts
from pipelines.lake import content_hash
from pipelines.tables import TABLES

BUDGET_LINE = TABLES["core.budget_line"]
SUMS = TABLES["reference.student_t"]
SUM_OF_AMOUNTS = """
select cast(fiscal_year as bigint) as degrees_of_freedom, sum(amount_mid) as t_975
from core.budget_line group by fiscal_year
"""


@pytest.fixture
def many_amounts(lake):
    """Amounts of very unlike sizes in so many row groups that several threads would share them out."""
    chance = random.Random(11)  # noqa: S311
    n_rows, n_years = 400_000, 7
    amounts = [chance.lognormvariate(0, 8) for _ in range(n_rows)]
    example = BUDGET_LINE.example_row()
    frame = pl.DataFrame({"fiscal_year": [index % n_years + 1 for index in range(n_rows)], "amount_mid": amounts})
    rest = [pl.lit(value, BUDGET_LINE.types[name]).alias(name) for name, value in example.items() if name not in frame]
    path = lake.path(BUDGET_LINE.name)
    path.parent.mkdir(parents=True)
    frame.with_columns(rest).select(list(BUDGET_LINE.types)).write_parquet(path, row_group_size=20_000)
    return lake


def test_a_sum_of_doubles_has_the_same_bits_every_time(many_amounts):
    runs = [marts.run(SUM_OF_AMOUNTS, many_amounts) for _ in range(4)]
    assert len({content_hash(run) for run in runs}) == 1
    amounts = many_amounts.read(BUDGET_LINE.name)
    for year, total in runs[0].select("degrees_of_freedom", "t_975").iter_rows():
        exact = math.fsum(amounts.filter(pl.col("fiscal_year") == year)["amount_mid"])
        assert total == pytest.approx(exact, rel=1e-12)
