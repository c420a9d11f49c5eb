"""Cells answered and not, by reason, per municipality, round and sheet."""

from pipelines.tables import TABLES

WHO = {"unit_id": "NO-3316", "survey_round": "2026", "origin_id": "survey-round-2026"}


def answered(column, **counts):
    kinds = ("n_answered", "n_rejected", "n_not_asked", "n_not_answered", "n_not_applicable", "n_unknown")
    return WHO | {"sheet_name": "applications", "column": column, "n_rows": 4} | dict.fromkeys(kinds, 0) | counts


def response(**changes):
    return TABLES["core.survey_response"].example_row() | WHO | {"municipality_name": "Modum"} | changes


def usage(row, **changes):
    return TABLES["core.application_usage"].example_row() | WHO | {"source_file": "a.xlsx", "source_row": row} | changes


def test_the_four_reasons_are_added_up_and_the_share_leaves_out_what_does_not_apply(concluded):
    [row] = concluded(
        "mart.completeness",
        {
            "core.survey_answer": [
                answered("users", n_answered=1, n_not_answered=2, n_unknown=1),
                answered("hosting", n_answered=2, n_not_applicable=2),
                answered("has_dpia", n_not_asked=4),
            ],
            "core.survey_response": [response()],
            "core.application_usage": [usage(2), usage(3, name_as_written="b")],
        },
    )
    assert (row["unit_name"], row["sheet_name"], row["n_rows"], row["n_rows_kept"]) == ("Modum", "applications", 4, 2)
    kinds = ("n_answered", "n_not_asked", "n_not_answered", "n_not_applicable", "n_unknown")
    assert [row[name] for name in kinds] == [3, 4, 2, 2, 1]
    assert row["answered_share"] == 0.5


def test_two_lines_of_one_row_are_one_row_and_another_municipality_is_another(concluded):
    line = TABLES["core.budget_line"].example_row() | {"source_file": "a.xlsx", "source_row": 2}
    line |= {"unit_id": WHO["unit_id"], "origin_id": WHO["origin_id"]}
    other = {"unit_id": "NO-3310", "submission": "b", "municipality_name": "Hole"}
    asked = answered("scope", n_answered=1) | {"sheet_name": "budget", "n_rows": 1}
    rows = concluded(
        "mart.completeness",
        {
            "core.survey_answer": [asked, asked | {"unit_id": "NO-3310"}],
            "core.survey_response": [response(), response(**other), response(submission="c", status="superseded")],
            "core.budget_line": [line, line | {"measure": "budget"}],
        },
    )
    assert [(row["unit_id"], row["n_rows_kept"], row["answered_share"]) for row in rows] == [
        ("NO-3310", 0, 1.0),
        ("NO-3316", 1, 1.0),
    ]


def test_what_was_rejected_is_counted_apart_and_is_not_answered(concluded):
    [row] = concluded(
        "mart.completeness",
        {
            "core.survey_answer": [answered("users", n_answered=2, n_rejected=2)],
            "core.survey_response": [response()],
        },
    )
    assert (row["n_answered"], row["n_rejected"], row["answered_share"]) == (2, 2, 0.5)


def test_where_nothing_was_asked_there_is_no_share(concluded):
    [row] = concluded(
        "mart.completeness",
        {"core.survey_answer": [answered("users", n_not_asked=4)], "core.survey_response": [response()]},
    )
    assert row["answered_share"] is None
