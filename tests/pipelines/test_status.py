"""How a round stands: by municipality over all its numbers, from a released warehouse of a few rows."""

import datetime

import duckdb
import polars as pl
import pytest

from pipelines.faults import UserError
from pipelines.status import latest_round, status
from pipelines.workbook.pile import COLUMNS, FILE, RAW_SHEETS, raw_name
from schemas.survey import ABOUT

AT = datetime.date(2027, 1, 1)


@pytest.fixture
def connection():
    with duckdb.connect(":memory:") as opened:
        opened.execute("create schema core; create schema quality")
        opened.execute(
            "create table core.survey_response (unit_id varchar, country_code varchar, municipality_code varchar, "
            "municipality_name varchar, submission varchar, source_file varchar, survey_round varchar, status varchar, "
            "answered_on date, rejected_file varchar)"
        )
        opened.execute("create table core.unit_entity (unit_id varchar, entity_id varchar)")
        opened.execute(
            "create table quality.reject (table_name varchar, file varchar, sheet varchar, cell varchar, "
            "row_number bigint, column_name varchar, rule varchar, severity varchar, sentence varchar)"
        )
        yield opened


def answer(connection, number, name, file, *, survey_round="2027", rejected_file=None, submission=None):
    connection.execute(
        "insert into core.survey_response values (?, 'NO', ?, ?, ?, ?, ?, 'in_force', ?, ?)",
        [
            f"NO-{number}",
            number,
            name,
            submission or file,
            file,
            survey_round,
            datetime.date(2027, 2, 3),
            rejected_file,
        ],
    )


def reject(connection, file, severity, rule, sheet="Systemer", cell="F7", table="core.application_usage"):
    connection.execute(
        "insert into quality.reject values (?, ?, ?, ?, 7, 'annual_licence', ?, ?, ?)",
        [table, file, sheet, cell, rule, severity, f"it is {rule}"],
    )


def claims(lake, *said):
    """What the last build read of About sheets: (file, number) each."""
    rows = [
        {
            "file": file,
            "submission": file,
            "sheet": "Om",
            "row_number": at,
            "cell_faults": [],
            "field": field,
            "value": v,
        }
        for file, number in said
        for at, (field, v) in enumerate((("Kommunenummer", number), ("Land", "NO"), ("Runde", "2027")), start=2)
    ]
    lake.write(raw_name(ABOUT), pl.DataFrame(rows, schema=RAW_SHEETS[raw_name(ABOUT)]))
    lake.write(FILE, pl.DataFrame(schema=COLUMNS[FILE]))


def test_who_has_answered_what_waits_and_who_is_missing(connection, lake, gazetteer):
    answer(connection, "3203", "Asker", "asker.xlsx")
    answer(connection, "3312", "Lier", "lier.xlsx (accepted 0a1b2c3d)", rejected_file="lier.xlsx")
    reject(connection, "asker.xlsx", "rejected", "number")
    reject(connection, "asker.xlsx", "held", "cost_per_user_below", sheet="Budsjett", cell="C2")
    reject(connection, "asker.xlsx", "told", "no_answer")
    reject(connection, "lier.xlsx", "rejected", "unreadable", sheet=None, cell=None, table="core.survey_response")
    reject(connection, "bærum.xlsx", "rejected", "missing_sheet", sheet=None, cell=None, table="core.survey_response")
    reject(connection, "x.txt", "rejected", "unknown_encoding", sheet=None, cell=None, table="core.survey_response")
    claims(lake, ("bærum.xlsx", "3201"), ("asker.xlsx", "3203"))
    members = [gazetteer.resolve(name, "NO", AT) for name in ("Asker", "Bærum", "Lier", "Hole")]
    found = status(connection, lake, gazetteer, "2027", members)
    assert [(member.name, member.state) for member in found.members] == [
        ("Asker", "answered"),
        ("Bærum", "not_accepted"),
        ("Lier", "kept"),
        ("Hole", "missing"),
    ]
    asker, baerum, lier, _ = found.members
    assert (asker.count("rejected"), asker.count("held"), asker.answered_on) == (1, 1, datetime.date(2027, 2, 3))
    assert {fault.place for fault in asker.faults} == {"Systemer!F7", "Budsjett!C2"}
    assert [fault.sentence for fault in baerum.faults] == ["it is missing_sheet"]
    assert (lier.file, [fault.sentence for fault in lier.faults]) == ("lier.xlsx", ["it is unreadable"])
    assert list(found.nobodys) == ["x.txt"]


def test_an_answer_under_another_number_is_the_members(connection, lake, gazetteer):
    answer(connection, "3047", "Modum", "modum.xlsx")
    connection.execute("insert into core.unit_entity values ('NO-3047', 'NO-3316'), ('NO-3316', 'NO-3316')")
    [member] = status(connection, lake, gazetteer, "2027", [gazetteer.resolve("Modum", "NO", AT)]).members
    assert (member.number, member.state) == ("3316", "answered")


def test_faults_of_a_table_of_several_are_not_counted_for_each(connection, lake, gazetteer):
    for number, name in (("3203", "Asker"), ("3312", "Lier")):
        answer(connection, number, name, "felles.csv", submission=f"felles.csv {number} 2027")
    reject(connection, "felles.csv", "rejected", "number")
    found = status(connection, lake, gazetteer, "2027", None)
    assert [member.count("rejected") for member in found.members] == [0, 0]


def test_the_last_round_is_the_latest_year_and_without_an_answer_it_must_be_said(connection):
    with pytest.raises(UserError, match="--round 2026"):
        latest_round(connection)
    for survey_round in ("2026", "2027", "2025"):
        answer(connection, "3203", "Asker", f"{survey_round}.xlsx", survey_round=survey_round)
    assert latest_round(connection) == "2027"
