"""Conventions are read from one file, and a wrong one is said, not used."""

import pytest

from pipelines import reference
from pipelines.conventions import conventions
from pipelines.faults import UserError
from tests.conftest import DATA

PRICES = reference.consumer_prices(DATA / "reference").valid


def in_force(tmp_path, text=None):
    override = tmp_path / "conventions.toml"
    if text is not None:
        override.write_text(text, encoding="utf-8")
    frame = conventions(DATA / "conventions.toml", override, PRICES)
    return {row["convention"]: (row["value"], row["is_default"]) for row in frame.iter_rows(named=True)}


def test_defaults_and_the_latest_full_price_year(tmp_path):
    found = in_force(tmp_path)
    assert found["annuity_rate"] == ("0.04", True)
    assert found["price_year"] == ("2024", True)  # the last year all four countries have, not the euro area's


def test_a_user_changes_one_line(tmp_path):
    found = in_force(tmp_path, "[annuity_rate]\nvalue = 0.05\n")
    assert found["annuity_rate"] == ("0.05", False)
    assert found["annuity_years"] == ("5", True)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[anuity]\nvalue = 1\n", "there is no convention anuity"),
        ("[annuity_rate]\nvalue = 'four'\n", "not a number"),
        ("[annuity_rate]\nvalue = -0.1\n", "not a number that can be used"),
        ("[annuity_years]\nvalue = 0\n", "not a number"),
        ("[annuity_rate\n", "not valid TOML"),
        ("annuity_rate = 0.05\n", "no line value"),
        ("[annuity_rate]\nvalue = true\n", "not a number"),
    ],
)
def test_a_wrong_file_says_what_is_wrong(tmp_path, text, message):
    with pytest.raises(UserError, match=message):
        in_force(tmp_path, text)


def test_a_price_year_without_an_index_is_refused_with_what_to_do(tmp_path):
    message = r'price_year = 2025 has no consumer prices for .*NO.*Choose a year up to 2024, or "latest"'
    with pytest.raises(UserError, match=message) as refused:
        in_force(tmp_path, "[price_year]\nvalue = 2025\n")
    assert refused.value.exit_code == 2


def test_an_earlier_price_year_is_in_force(tmp_path):
    assert in_force(tmp_path, "[price_year]\nvalue = 2019\n")["price_year"] == ("2019", False)


def test_a_price_year_before_every_source_names_all_countries(tmp_path):
    with pytest.raises(UserError, match="price_year = 1800 has no consumer prices for NO, SE, DK, FI"):
        in_force(tmp_path, "[price_year]\nvalue = 1800\n")
