"""Reference files whole: nothing rejected, known figures in place."""

import math

import polars as pl
import pytest

from pipelines import reference
from pipelines.exchange import exchange_rates
from tests.conftest import DATA

FOLDER = DATA / "reference"


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("municipalities", 1549),
        ("changes", 527),
        ("population", 9154),
        ("consumer_prices", 139),
        ("purchasing_power", 245),
        ("forms", 8),
        ("kostra_groups", 17),
        ("functional_areas", 45),
        ("applications", 125),
    ],
)
def test_every_row_of_a_file_holds(name, rows):
    settled = getattr(reference, name)(FOLDER)
    assert (settled.valid.height, settled.rejects.height) == (rows, 0)


def test_the_only_row_left_out_of_a_register_is_named():
    listed = pl.read_csv(FOLDER / "municipalities_dk.csv", infer_schema=False)
    assert listed.filter(pl.col("is_municipality") != "yes")["name"].to_list() == ["Christiansø"]


def test_leading_zeros_survive():
    codes = reference.municipalities(FOLDER).valid["municipality_code"]
    assert {"0301", "0101", "0114", "005"} <= set(codes)


def test_kostra_groups_cover_all_municipalities_of_2020():
    assert reference.kostra_groups(FOLDER).valid["n_municipalities_2020"].sum() == 356


def test_published_price_changes_agree_with_the_index():
    prices = reference.consumer_prices(FOLDER).valid
    both = prices.filter(pl.col("published_change_pct").is_not_null() & pl.col("annual_change_pct").is_not_null())
    assert both.height > 20
    assert (both["annual_change_pct"] - both["published_change_pct"]).abs().max() <= 0.11


def test_rates_are_averages_of_whole_years_per_single_unit():
    rates = {(row["currency"], row["year"]): row for row in exchange_rates().iter_rows(named=True)}
    # Norges Bank's published averages: SEK 2017 0.9680, DKK 2017 1.2540, EUR 2017 9.3271.
    for currency, published in (("SEK", 0.9680), ("DKK", 1.2540), ("EUR", 9.3271)):
        assert math.isclose(rates[currency, 2017]["nok_per_unit"], published, rel_tol=0.003)
    assert rates["NOK", 2017]["nok_per_unit"] == 1
    assert rates["SEK", 2017]["is_full_year"] and 240 < rates["SEK", 2017]["banking_days"] < 260
    assert not rates["SEK", max(year for _, year in rates)]["is_full_year"]
