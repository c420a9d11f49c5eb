"""Whatever number stands in a cell of a workbook, the build ends well and nothing that is no number is released.

Every numeric cell of one workbook is nought, minus nought, enormous, next to nothing and blank in turn, and a few more
are odd as a whole. Each is a municipality of its own, so that one build in this process tries them all.
"""

import datetime
import shutil

import dagster as dg
import duckdb
import polars as pl
import pytest

from assets.automation import BUILD
from assets.building import QUIET
from assets.definitions import definitions
from assets.instance import open_instance
from pipelines import survey
from pipelines.gates import findings
from pipelines.lake import Lake
from pipelines.settings import CHECKOUT, Home
from pipelines.tables import FILLED
from pipelines.workbook.pages import as_text
from pipelines.workbook.pile import COLUMNS, RAW_SHEETS, raw_name
from pipelines.workbook.writer import write_workbook
from schemas.codes import COST_POOLS
from schemas.survey import ABOUT, ABOUT_FIELDS, APPLICATIONS, BUDGET, SIZES

ROUND = "2026"
VALUES = {"nought": 0, "minus nought": "-0", "enormous": 1e308, "next to nothing": 1e-308, "blank": None}
NUMBERS = {
    SIZES.name: {"number": ["user", "workstation", "employee", "fte", "it_fte"]},
    BUDGET.name: {measure: list(COST_POOLS) for measure in ("account", "budget")},
    APPLICATIONS.name: dict.fromkeys(("users", "annual_licence", "annual_operations", "option_years"), range(2)),
}
CELLS = [
    (sheet, column, row)
    for sheet, columns in NUMBERS.items()
    for column, rows in columns.items()
    for row in range(len(rows))
]
ODD = ("no form", "no applications", "one pool in euro", "nothing answered")
TRIED = [(cell, value) for cell in CELLS for value in VALUES]


def workbook(path):
    """One municipality whose every number is sound: 800 users at some 11 000 kroner."""
    said = {
        "municipality_code": "NUMBER",
        "country_code": "NO",
        "survey_round": ROUND,
        "form_code": 0,
        "respondent": "somebody",
        "answered_on": datetime.date(2026, 9, 1),
        "is_example": "nei",
    }
    sizes = {"user": 800, "workstation": 700, "employee": 850, "fte": 640.5, "it_fte": 3.5}
    contract = {
        "currency": "NOK",
        "pricing_metric": "per_named_user",
        "contract_start": datetime.date(2023, 1, 1),
        "contract_end": datetime.date(2027, 12, 31),
        "criticality": "kritisk",
        "holds_sensitive_data": "ja",
    }
    used = {"users": 60, "annual_licence": 90_000, "annual_operations": 12_000, "option_years": 2}
    names = (("KOMTEK", "Norkart", "teknisk"), ("Compilo", "Compilo", None))
    rows = {
        "about": [{"field": field.headings["nb"], "value": said[field.name]} for field in ABOUT_FIELDS],
        SIZES.name: [{"size": size, "number": number} for size, number in sizes.items()],
        BUDGET.name: [
            {
                "cost_pool": pool,
                "scope": "med",
                "account": 500_000,
                "budget": 520_000,
                "currency": "NOK",
                "vat": "eks. mva.",
            }
            for pool in COST_POOLS
        ],
        APPLICATIONS.name: [
            {"name_as_written": name, "vendor_as_written": vendor, **used, **contract} for name, vendor, _ in names
        ],
    }
    sheets = {
        sheet.name: [{field.name: row.get(field.name) for field in sheet.fields} for row in rows[sheet.name]]
        for sheet in (ABOUT, SIZES, BUDGET, APPLICATIONS)
    }
    write_workbook(path, "nb", sheets)


def places(lake):
    """As many municipalities of today as there are cells and values."""
    known = lake.read("reference.municipality").filter(pl.col("valid_to").is_null() & (pl.col("country_code") == "NO"))
    return known["municipality_code"].unique().sort().to_list()


def every_number(raw, numbers):
    """The raw tables of so many workbooks as there are cells and values, each with one of its cells changed."""
    made = {name: [frame.clear()] for name, frame in raw.items()}
    for number, ((sheet, column, row), value) in zip(numbers, TRIED, strict=False):
        for name, frame in raw.items():
            own = _of(number, name, frame)
            if name == f"raw.survey_{sheet}":
                changed = pl.Series(column, [as_text(VALUES[value])], dtype=pl.String)
                own = own.with_columns(own[column].scatter(row, changed))
            made[name].append(own)
    return {name: pl.concat(frames) for name, frames in made.items()}


def odd(raw, numbers):
    """The raw tables of a workbook for each way of being odd as a whole."""
    made = {name: [frame.clear()] for name, frame in raw.items()}
    form = next(field.headings["nb"] for field in ABOUT_FIELDS if field.name == "form_code")
    for number, name in zip(numbers, ODD, strict=True):
        about, applications, budget = (f"raw.survey_{sheet.name}" for sheet in (ABOUT, APPLICATIONS, BUDGET))
        own = dict(raw)
        if name in ("no form", "nothing answered"):
            asked = pl.when(pl.col("field") != form).then("value").alias("value")
            own[about] = raw[about].with_columns(asked)
        if name in ("no applications", "nothing answered"):
            own[applications] = raw[applications].clear()
        if name == "one pool in euro":
            currency = pl.when(pl.col("cost_pool") == "printing").then(pl.lit("EUR")).otherwise("currency")
            own[budget] = raw[budget].with_columns(currency=currency)
        if name == "nothing answered":
            nothing = [pl.lit(None, pl.String).alias(column) for column in ("scope", *NUMBERS[BUDGET.name])]
            own[budget] = raw[budget].with_columns(nothing)
        for table, frame in own.items():
            made[table].append(_of(number, table, frame))
    return {name: pl.concat(frames) for name, frames in made.items()}


def _of(number, name, frame):
    texts = [text for text in ("file", "submission") if text in frame.columns]
    own = frame.with_columns(pl.lit(f"{number}.xlsx").alias(text) for text in texts)
    return own.with_columns(pl.col("value").replace("NUMBER", number)) if name == raw_name(ABOUT) else own


@pytest.fixture(scope="module")
def home(built, tmp_path_factory):
    root = tmp_path_factory.mktemp("any-number")
    shutil.copytree(built[0].lake, root / "lake")
    lake = Lake(root / "lake")
    numbers = places(lake)
    assert len(numbers) >= len(TRIED) + len(ODD)
    workbook(root / "one.xlsx")
    (root / "sent").mkdir()
    shutil.move(root / "one.xlsx", root / "sent" / "one.xlsx")
    raw = survey.read_folder(root / "sent")
    tried, strange = every_number(raw, numbers), odd(raw, numbers[len(TRIED) : len(TRIED) + len(ODD)])
    for name in raw:
        lake.write(name, pl.concat([tried[name], strange[name]]))
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("MUNIBENCH_HOME", str(root))
        read = [dg.AssetKey(name.split(".")) for name in (*COLUMNS, *RAW_SHEETS)]
        rest = dg.AssetSelection.assets(*read).downstream(include_self=False)
        keys = sorted(rest.resolve(definitions().get_repository_def().asset_graph))
        with open_instance(Home()) as instance:
            job = definitions().get_repository_def().get_job(BUILD)
            assert job.execute_in_process(instance=instance, run_config=QUIET, asset_selection=keys).success
    return Home(home=root), numbers[: len(TRIED) + len(ODD)]


def test_every_gate_is_open(home):
    assert findings(Lake(home[0].lake), CHECKOUT / "sql") == []


def test_no_workbook_is_lost_over_a_number(home):
    answered = Lake(home[0].lake).read("core.survey_response")
    assert set(answered["municipality_code"]) == set(home[1])


def test_nothing_in_the_lake_is_infinite_or_no_number(home):
    lake = Lake(home[0].lake)
    for name in FILLED:
        frame = lake.read(name).select(pl.col(pl.Float64))
        odd = [column for column in frame.columns if not frame[column].drop_nulls().is_finite().all()]
        assert odd == [], name


def test_what_the_marts_left_out_is_named_with_its_unit(home):
    rejects = Lake(home[0].lake).read("quality.reject").filter(pl.col("file").str.starts_with("sql/"))
    tried = dict(zip(home[1], TRIED, strict=False))
    for reject in rejects.iter_rows(named=True):
        number = pl.Series([reject["value"]]).str.json_path_match("$.unit_id")[0]
        assert number and reject["sentence"], reject
        code = number.removeprefix("NO-")
        is_odd = code not in tried
        assert is_odd or tried[code][1] in ("next to nothing", "nought", "minus nought"), reject


def test_a_sound_cell_elsewhere_is_not_touched(home):
    """A figure of an inventory changes no cost: all those municipalities have the same."""
    of_inventory = [
        f"NO-{number}" for number, ((sheet, _, _), _) in zip(home[1], TRIED, strict=False) if sheet == APPLICATIONS.name
    ]
    with duckdb.connect(home[0].warehouse, read_only=True) as connection:
        costs = connection.execute(
            """select unit_id, per_mid from mart.cost_observation where list_contains(?, unit_id)
            and measure = 'account' and denominator = 'user' and scope_class = 'TOTAL'""",
            [of_inventory],
        ).fetchall()
    assert {unit for unit, _ in costs} == set(of_inventory)
    assert len({per_user for _, per_user in costs}) == 1
