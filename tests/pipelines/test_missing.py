"""Four reasons for an empty cell, never one."""

import polars as pl
import pytest

from pipelines import missing, submissions
from tests.pipelines.workbook.conftest import application, changed, read_folder, workbook


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
    counted = missing.survey_answers(raw, response)
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
