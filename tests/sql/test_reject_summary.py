"""Rejects by rule, with the first as an example."""

from schemas.quality import REJECT


def summary(concluded, *changes):
    rows = [REJECT.example_row() | change for change in changes]
    return concluded("quality.reject_summary", {"quality.reject": rows})


def test_rows_and_files_are_counted_and_the_first_is_shown(concluded):
    (row,) = summary(
        concluded,
        {"file": "b.xlsx", "row_number": 2, "value": "later"},
        {"file": "a.xlsx", "row_number": 10, "value": "tenth"},
        {"file": "a.xlsx", "row_number": 9, "value": "first"},
    )
    assert (row["n_rows"], row["n_files"]) == (3, 2)
    assert [row[f"example_{name}"] for name in ("file", "row_number", "value")] == ["a.xlsx", 9, "first"]


def test_sheets_of_one_file_and_origins_count_as_other_rows(concluded):
    (row,) = summary(concluded, {"sheet": None, "value": None}, {"sheet": "Budget"}, {"origin": "other"})
    assert (row["n_rows"], row["n_files"], row["example_sheet"], row["example_value"]) == (3, 1, None, None)


def test_tables_rules_columns_and_severities_stay_apart(concluded):
    rows = summary(
        concluded,
        {},
        {"table_name": "core.budget_line"},
        {"rule": "one_of"},
        {"column_name": "hosting"},
        {"severity": "told"},
    )
    assert [row["n_rows"] for row in rows] == [1] * 5
