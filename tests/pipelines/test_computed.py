"""Rows of a SELECT: what breaks a rule is left out with its key and reason, the rest is released."""

import json
import math

import polars as pl
import pytest

from pipelines import computed, marts
from pipelines.faults import StructuralFault
from pipelines.tables import TABLES
from pipelines.validation import rule_faults
from schemas.quality import REJECT
from schemas.survey import RESPONSE

STAFFING = TABLES["mart.staffing"]
PROVENANCE = TABLES["mart.provenance"]


def rows(table, *changes):
    return table.frame([table.example_row() | change for change in changes])


def said(settled):
    return [
        (reject["column_name"], reject["rule"], json.loads(reject["value"]), reject["severity"])
        for reject in settled.rejects.iter_rows(named=True)
    ]


def test_a_row_that_is_infinite_is_left_out_with_its_key_and_the_others_stay():
    frame = rows(
        STAFFING,
        {"unit_id": "SE-0580", "year": 2031, "it_fte_per_1000_users": math.inf},
        {"unit_id": "SE-0581", "year": 2031},
    )
    settled = computed.settle(STAFFING, frame, {})
    assert settled.valid["unit_id"].to_list() == ["SE-0581"]
    (reject,) = settled.rejects.to_dicts()
    assert (reject["table_name"], reject["file"]) == ("mart.staffing", "sql/mart/staffing.sql")
    assert (reject["row_number"], reject["sheet"], reject["origin"]) == (None, None, "example-round-2025")
    assert said(settled) == [
        (
            "it_fte_per_1000_users",
            "finite",
            {
                "unit_id": "SE-0580",
                "year": 2031,
                "staff_unit": "fte",
                "origin_id": "example-round-2025",
                "form_code": 0,
                "it_fte_per_1000_users": "inf",
            },
            "rejected",
        )
    ]


@pytest.mark.parametrize("name", [name for name in TABLES if name.startswith("mart.")])
def test_a_row_for_every_rule_of_a_mart_is_left_out_and_the_sound_one_stays(name):
    table, key = TABLES[name], TABLES[name].grain[0]
    poison = list(table.poison_rows())
    other = str if table.types[key] == pl.String() else int
    changed = [{key: other(place)} | change for place, (_, _, change) in enumerate(poison, start=10)]
    settled = computed.settle(table, rows(table, {}, *changed), {})
    assert settled.valid.to_dicts() == [table.example_row()]
    found = set(settled.rejects.select("column_name", "rule").rows())
    assert {(column, rule) for rule, column, _ in poison} <= found
    kept = computed.explained(_as_rejects(settled.rejects).with_columns(origin=None), _nobody())
    assert rule_faults(REJECT, kept.select(pl.col(name).cast(kind) for name, kind in REJECT.types.items())).rows() == []


def _as_rejects(found):
    return found.with_columns(cell=pl.lit(None, pl.String), sentence=pl.lit(None, pl.String)).select(list(REJECT.types))


def _nobody():
    return RESPONSE.frame([])


def test_rows_alike_in_everything_are_one_and_that_is_told():
    settled = computed.settle(STAFFING, rows(STAFFING, {}, {}, {"unit_id": "NO-0301"}, {}), {})
    assert settled.valid["unit_id"].to_list() == ["NO-0301", "NO-3316"]
    assert [(column, rule, severity) for column, rule, _, severity in said(settled)] == [
        ("staff_unit", "same_row", "told")
    ]


def test_rows_of_one_key_that_are_unlike_are_all_left_out():
    """A size that a claim and the register give differently: nobody has said which is right."""
    size = TABLES["core.unit_size"]
    stated = {"denominator": "inhabitant", "low": 9_000.0, "mid": 9_000.0, "high": 9_000.0, "claim_id": None}
    frame = rows(size, stated, stated | {"high": 9_100.0, "basis": "register"}, {"unit_id": "DK-101"})
    settled = computed.settle(size, frame, {})
    assert settled.valid["unit_id"].to_list() == ["DK-101"]
    assert {(column, rule, severity) for column, rule, _, severity in said(settled)} == {
        ("denominator", "same_key", "rejected")
    }


def test_a_row_that_refers_to_nothing_is_left_out():
    frame = rows(PROVENANCE, {"fact_id": "a"}, {"fact_id": "b", "observation_id": "left out before"})
    settled = computed.settle(PROVENANCE, frame, {"observation_id": pl.Series([frame["observation_id"][0]])})
    assert settled.valid["fact_id"].to_list() == ["a"]
    assert [(column, rule) for column, rule, _, _ in said(settled)] == [("observation_id", "exists")]


def test_a_number_that_its_column_cannot_hold_is_a_fault_of_the_row():
    frame = rows(STAFFING, {"year": 2020}, {"year": 2021}).with_columns(year=pl.Series([2020, 2**80], dtype=pl.Int128))
    settled = computed.settle(STAFFING, frame, {})
    assert settled.valid["year"].to_list() == [2020]
    assert [(column, rule, value["year"]) for column, rule, value, _ in said(settled)] == [
        ("year", "number", str(2**80))
    ]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda frame: frame.drop("users"), r"missing columns \['users'\]"),
        (lambda frame: frame.with_columns(more=1), r"unknown columns \['more'\]"),
        (lambda frame: frame.with_columns(users=pl.lit("12")), "users is String, not Float64"),
        (lambda frame: frame.with_columns(is_fragile=pl.lit(1)), "is_fragile is Int32, not Boolean"),
    ],
)
def test_other_columns_than_declared_are_a_fault_of_the_program(change, reason):
    with pytest.raises(StructuralFault, match=reason):
        computed.settle(STAFFING, change(rows(STAFFING, {})), {})


def test_a_whole_number_is_a_number_and_nothing_can_be_anything():
    frame = rows(STAFFING, {}).with_columns(users=pl.lit(1500), is_fragile=pl.lit(None))
    assert computed.settle(STAFFING, frame, {}).valid["users"].to_list() == [1500.0]


def test_rows_come_in_the_order_of_the_grain_whatever_the_select_gave():
    frame = rows(STAFFING, *({"unit_id": unit, "year": year} for unit in ("b", "a") for year in (None, 2021, 2020)))
    settled = computed.settle(STAFFING, frame.sample(fraction=1, shuffle=True, seed=3), {})
    assert settled.valid.select("unit_id", "year").rows() == [
        *(("a", year) for year in (2020, 2021, None)),
        *(("b", year) for year in (2020, 2021, None)),
    ]


def test_a_value_that_no_function_takes_empties_the_table_and_says_so(lake, tmp_path):
    """A logarithm of nothing has no row to blame: the table is empty, and the build goes on."""
    lake.write("reference.student_t", TABLES["reference.student_t"].frame([{"degrees_of_freedom": 1, "t_975": 0.0}]))
    path = tmp_path / "sql" / "mart" / "staffing.sql"
    path.parent.mkdir(parents=True)
    path.write_text("select ln(t_975) as unit_id from reference.student_t", encoding="utf-8")
    settled = marts.conclude(tmp_path / "sql", STAFFING, lake)
    assert settled.valid.height == 0 and dict(settled.valid.schema) == STAFFING.types
    ((column, rule, value),) = settled.rejects.select("column_name", "rule", "value").rows()
    assert (column, rule) == ("row", "not_computable") and "logarithm" in value
    (sentence,) = computed.explained(_as_rejects(settled.rejects), _nobody())["sentence"]
    assert sentence.startswith("mart.staffing could not be computed and is empty")


def test_a_computed_row_is_explained_by_whose_answers_it_rests_on():
    response = RESPONSE.frame(
        [
            RESPONSE.example_row()
            | {"submission": name, "source_file": f"{name}.xlsx", "status": status, "unit_id": "X"}
            for name, status in (("later", "in_force"), ("old", "superseded"))
        ]
    )
    frame = rows(STAFFING, *({"unit_id": unit, "users": math.nan} for unit in ("X", "Y")))
    rejects = _as_rejects(computed.settle(STAFFING, frame, {}).rejects)
    assert computed.explained(rejects, response)["sentence"].to_list() == [
        "A row of mart.staffing was left out: users breaks the rule finite. Look at the answers of X in later.xlsx.",
        "A row of mart.staffing was left out: users breaks the rule finite. Look at what is known of Y.",
    ]
    received = rejects.with_columns(row_number=pl.lit(7), sentence=pl.lit("as it was"), value=pl.lit("no JSON"))
    assert set(computed.explained(received, response)["sentence"]) == {"as it was"}
