"""Figures of a home stand instead of shipped ones with the same key, and a faulty file is named with its line."""

import datetime

import polars as pl
import pytest

from pipelines.exchange import exchange_rates
from pipelines.faults import UserError
from pipelines.gazetteer import Gazetteer
from pipelines.overrides import OVERRIDABLE, municipalities, overridden
from pipelines.reference import consumer_prices
from schemas.reference import CONSUMER_PRICE, EXCHANGE_RATE, MUNICIPALITY
from tests.conftest import DATA, munibench

PRICES = "country_code,year,index_2015_100,source\n"
PLACE = "unit_id,country_code,municipality_code,name,valid_from,valid_from_precision,source\n"


def written(folder, name, text, encoding="utf-8"):
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(text.encode(encoding))
    return folder


def prices(folder):
    return overridden(CONSUMER_PRICE, consumer_prices(DATA / "reference").valid, folder)


def test_a_row_of_the_same_key_stands_instead_and_another_is_added(tmp_path):
    shipped = consumer_prices(DATA / "reference").valid
    folder = written(
        tmp_path / "r", "consumer_price.csv", PRICES + "DK,2019,104.5,Danmarks Statistik\nDK,2031,150,DS\n"
    )
    found = prices(folder)
    assert found.height == shipped.height + 1 and dict(found.schema) == CONSUMER_PRICE.types
    own = found.filter((pl.col("country_code") == "DK") & pl.col("year").is_in([2019, 2031])).sort("year")
    assert own.select("index_2015_100", "annual_change_pct", "source").rows() == [
        (104.5, None, "Danmarks Statistik (consumer_price.csv of this home)"),
        (150.0, None, "DS (consumer_price.csv of this home)"),
    ]
    rest = shipped.filter((pl.col("country_code") != "DK") | (pl.col("year") != 2019))
    assert rest.join(found, on=["country_code", "year", "source"], how="anti").height == 0


def test_a_municipality_of_a_home_is_found_like_any_other(tmp_path):
    folder = written(tmp_path / "r", "municipality.csv", PLACE + "SE-9990,SE,9990,Hittepå,2015-01-01,day,made up\n")
    gazetteer = Gazetteer(municipalities(DATA, folder))
    assert gazetteer.resolve("9990", "SE", datetime.date(2020, 1, 1)).name == "Hittepå"
    with pytest.raises(UserError):
        gazetteer.resolve("9990", "SE", datetime.date(2014, 1, 1))


def test_one_number_of_two_municipalities_on_a_day_is_named_before_anything_is_read(tmp_path):
    folder = written(tmp_path / "r", "municipality.csv", PLACE + "NO-3316,NO,3316,Nye Modum,2025-01-01,day,us\n")
    with pytest.raises(UserError, match=r"municipality\.csv: NO-3316 Nye Modum from 2025-01-01 .* of Modum from 2024"):
        municipalities(DATA, folder)
    both = PLACE.replace("source", "valid_to,source") + (
        "NO-3316,NO,3316,Modum,2024-01-01,day,2025-01-01,us\nNO-3316,NO,3316,Nye Modum,2025-01-01,day,,us\n"
    )
    written(folder, "municipality.csv", both)
    assert Gazetteer(municipalities(DATA, folder)).today("3316", "NO").name == "Nye Modum"


def test_without_a_file_what_ships_stands(tmp_path):
    assert prices(tmp_path / "none").equals(consumer_prices(DATA / "reference").valid)
    assert municipalities(DATA, None).height > 1500


def test_every_overridable_table_says_where_a_row_is_from():
    assert all({"source", *table.grain} <= set(table.types) for table in OVERRIDABLE.values())
    assert set(OVERRIDABLE) == {
        "municipality", "municipality_change", "population", "consumer_price", "purchasing_power", "exchange_rate"
    }  # fmt: skip


def test_a_rate_of_exchange_can_be_given(tmp_path):
    text = "currency,year,nok_per_unit,banking_days,is_full_year,source\nGBP,2026,14.1,250,true,Norges Bank\n"
    found = overridden(EXCHANGE_RATE, exchange_rates(), written(tmp_path / "r", "exchange_rate.csv", text))
    assert found.filter((pl.col("currency") == "GBP") & (pl.col("year") == 2026))["nok_per_unit"].to_list() == [14.1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (PRICES + "NO,2025,138.1,SSB\nNO,2026,mange,SSB\n", r"line 3: index_2015_100: .*mange.* is not a number"),
        (PRICES + "NO,2025,,SSB\n", "line 2: index_2015_100: the answer is missing"),
        (PRICES + "NO,2025,0.5,SSB\n", "line 2: index_2015_100: .*too small"),
        (PRICES + "XX,2025,138.1,SSB\n", "line 2: country_code: .*not in the list"),
        (PRICES + "NO,2025,138.1,SSB\n\nNO,2025,138.2,SSB\n", "line 4: year: the same row stands more than once"),
        (PRICES + "NO,2025,138,1,SSB\n", "line 2: 5 cells under 4 headings"),
        ("country_code;year;index_2015_100;source\nNO;2025;138.1;SSB\n", "columns .*missing.*split by commas"),
        ("country_code,year,source\nNO,2025,SSB\n", "columns index_2015_100 are missing"),
        (PRICES.replace("source", "source,kilde") + "NO,2025,138.1,a,b\n", "columns kilde are not"),
        ("", "has no headings"),
        (PRICES + 'NO,2025,138.1,"SSB\n', "line 2"),
    ],
)
def test_a_faulty_file_is_named_with_its_line(tmp_path, text, said):
    folder = written(tmp_path / "r", "consumer_price.csv", text)
    with pytest.raises(UserError, match=rf"consumer_price\.csv.*{said}"):
        prices(folder)


def test_a_file_that_is_no_text_of_ours_is_named(tmp_path):
    folder = written(tmp_path / "r", "consumer_price.csv", PRICES + "NO,2025,138.1,Statistisk sentralbyrå\n", "cp1252")
    with pytest.raises(UserError, match=r"consumer_price\.csv.*UTF-8"):
        prices(folder)


@pytest.mark.parametrize("name", ["cpi.csv", "consumer_price.xlsx", "Population.CSV"])
def test_a_file_that_overrides_nothing_is_never_passed_over(tmp_path, name):
    folder = written(tmp_path / "r", name, PRICES)
    with pytest.raises(UserError, match=r"municipality\.csv, .*population\.csv"):
        prices(folder)


def test_notes_and_hidden_files_may_lie_there(tmp_path):
    folder = written(tmp_path / "r", "README.md", "why")
    written(folder, ".DS_Store", "x")
    written(folder, "~$consumer_price.csv", "x")
    assert prices(folder).height == consumer_prices(DATA / "reference").valid.height


def test_the_command_says_it_in_one_sentence(tmp_path):
    written(tmp_path / "reference", "municipality.csv", PLACE + "NO-1,NO,1,X,2015-01-01,day,made up\n")
    done = munibench("group", "list", home=tmp_path, check=False)
    assert done.returncode == 2 and "Traceback" not in done.stderr
    assert "municipality.csv, line 2: unit_id" in done.stderr


def test_absent_columns_that_may_be_empty_are_empty(tmp_path):
    folder = written(tmp_path / "r", "municipality.csv", PLACE + "NO-9990,NO,9990,Y,2015-01-01,day,made up\n")
    [row] = municipalities(DATA, folder).filter(pl.col("unit_id") == "NO-9990").to_dicts()
    assert {name for name, value in row.items() if value is None} <= {
        column.name for column in MUNICIPALITY.columns if not column.required
    }
