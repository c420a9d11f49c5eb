"""Four reasons for an empty cell, never one."""

import polars as pl
import pytest

from pipelines import budget, missing, submissions
from pipelines.workbook.writer import write_workbook
from schemas.codes import COST_POOLS, SURVEY_SIZES
from schemas.labels import label
from schemas.quality import FOUND_COLUMNS, REJECT
from schemas.survey import ABOUT_FIELDS, SHEETS
from tests.pipelines.workbook.conftest import ABOUT_ANSWERS, application, changed, read_folder, workbook


def no_rejects():
    return REJECT.frame([]).select(FOUND_COLUMNS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, "not_answered"),
        ("  \u00a0", "not_answered"),
        ("Vet ikke", "unknown"),
        ("ikke aktuelt", "not_applicable"),
        ("0", None),
        ("ukjent leverandør", None),
    ],
)
def test_a_word_is_its_kind_and_an_answer_is_none(text, expected):
    assert pl.DataFrame({"t": [text]}, schema={"t": pl.String()}).select(missing.kind(pl.col("t"))).item() == expected


def test_a_list_with_a_word_for_unknown_keeps_it_and_a_number_becomes_empty(tmp_path):
    workbook(
        tmp_path / "a.xlsx",
        application(name_as_written="ukjent", hosting="vet ikke", users="vet ikke", currency="NOK"),
    )
    raw = read_folder(tmp_path)["raw.survey_applications"]
    names = ("name_as_written", "hosting", "users")
    read = raw.select(missing.answer(name, pl.col(name)) for name in names)
    assert read.rows() == [("ukjent", "vet ikke", None)]


def test_the_four_kinds_are_counted_apart(tmp_path, gazetteer):
    path = workbook(
        tmp_path / "a.xlsx",
        application(name_as_written="a", users="vet ikke", contract_end="ikke aktuelt"),
        application(name_as_written="b", users=3),
    )
    changed(path, lambda book: book["Systemer"].delete_cols(4))
    raw = read_folder(tmp_path)
    response = submissions.responses(raw, gazetteer).valid
    counted = missing.survey_answers(raw, response, [no_rejects()])
    kinds = ["n_answered", "n_not_asked", "n_not_answered", "n_not_applicable", "n_unknown"]
    by_column = {row[0]: row[1:] for row in counted.select("column", *kinds).rows()}
    assert by_column["users"] == (1, 0, 0, 0, 1)
    assert by_column["contract_end"] == (0, 0, 1, 1, 0)
    assert by_column["hosting"] == (0, 2, 0, 0, 0)
    assert all(sum(row[1:]) == row[0] for row in counted.select("n_rows", *kinds).rows())
    said = missing.missing_answers(raw, response)
    assert said.select("row_number", "column", "kind", "written").rows() == [
        (2, "users", "unknown", "vet ikke"),
        (2, "contract_end", "not_applicable", "ikke aktuelt"),
    ]


def answered(tmp_path, gazetteer, language, rows):
    """The counts of a workbook of these budget rows and every size, by column, and the share that is answered."""
    about = [{"field": field.headings[language], "value": ABOUT_ANSWERS[field.name]} for field in ABOUT_FIELDS]
    sizes = [{"size": size, "number": 10} for size in SURVEY_SIZES]
    sheets = {sheet.name: [] for sheet in SHEETS} | {"about": about, "budget": rows, "sizes": sizes}
    write_workbook(tmp_path / "a.xlsx", language, sheets)
    raw = read_folder(tmp_path)
    response = submissions.responses(raw, gazetteer).valid
    parts = [
        budget.budget_lines(raw["raw.survey_budget"], response),
        budget.survey_sizes(raw["raw.survey_sizes"], response),
    ]
    counted = missing.survey_answers(raw, response, [part.rejects for part in parts])
    of_budget = counted.filter(pl.col("sheet_name") == "budget")
    assert (
        of_budget.select(pl.sum_horizontal(f"n_{kind}" for kind in missing.COUNTED) == pl.col("n_rows"))
        .to_series()
        .all()
    )
    total = of_budget.sum()
    asked = sum(total[f"n_{kind}"][0] for kind in ("answered", "rejected", "not_answered", "unknown"))
    return {row["column"]: row for row in of_budget.iter_rows(named=True)}, total["n_answered"][0] / asked


def row(pool, scope, account, budget, language="da"):
    said = {"currency": "DKK", "vat": label("vat", "excluded", language)} if account is not None else {}
    words = {"cost_pool": label("cost_pool", pool, language), "scope": label("scope", scope, language)}
    return words | {"account": account, "budget": budget, "currency": None, "vat": None} | said


def test_a_workbook_with_every_answer_is_complete_though_some_pools_are_out(tmp_path, gazetteer):
    rows = [
        row(pool, "out" if n % 5 == 4 else "in", *((None, None) if n % 5 == 4 else (n, 0)))
        for n, pool in enumerate(COST_POOLS)
    ]
    rows[[line["cost_pool"] for line in rows].index("Elever som brugere")]["account"] = None  # no cost of its own
    by_column, share = answered(tmp_path, gazetteer, "da", rows)
    assert share == 1.0
    assert (by_column["account"]["n_answered"], by_column["account"]["n_not_applicable"]) == (13, 4)
    assert by_column["scope"]["n_answered"] == 17


def test_rejected_cells_are_counted_apart_and_an_unknown_scope_asks_for_no_amount(tmp_path, gazetteer):
    rows = [
        row("premises", "in", "meget", 5),
        row("printing", "unknown", None, None),
        row("depreciation", "in", None, 7),
    ]
    by_column, share = answered(tmp_path, gazetteer, "da", rows)
    found = {
        name: tuple(
            by_column["account"][f"n_{kind}"] for kind in ("answered", "rejected", "not_answered", "not_applicable")
        )
        for name in ("account",)
    }
    assert found["account"] == (0, 1, 1, 1)
    assert by_column["scope"]["n_unknown"] == 1 and by_column["budget"]["n_answered"] == 2
    # 15 cells: 6 apply not (amounts of the unknown pool: 4; none of the others), 1 rejected, 1 unknown, 3 blank.
    assert share == pytest.approx(6 / 11)
