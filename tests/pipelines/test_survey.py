"""The example round comes back as it was written: its faults exactly, every row in core or rejects."""

import csv

import openpyxl
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines import budget, inventory, reference, submissions, survey
from pipelines.catalogue import shipped_catalogue
from pipelines.example_round import write_example
from pipelines.faults import UserError
from pipelines.overrides import overridden
from pipelines.workbook.pile import PLACE
from schemas.reference import MUNICIPALITY, POPULATION
from tests.conftest import DATA

FOLDER = DATA / "reference"
CATALOGUE = shipped_catalogue(DATA, DATA / "none")


def settled(folder, gazetteer, *, is_example_home=True):
    raw = survey.read_folder(folder)
    return raw, *settled_from(raw, gazetteer, is_example_home=is_example_home)


def settled_from(raw, gazetteer, *, is_example_home=True):
    response = submissions.responses(raw, gazetteer, is_example_home=is_example_home)
    usage = inventory.application_usage(raw["raw.survey_applications"], response.valid, CATALOGUE)
    lines = budget.budget_lines(raw["raw.survey_budget"], response.valid)
    sizes = budget.survey_sizes(raw["raw.survey_sizes"], response.valid)
    return response, usage, lines, sizes


def truth(folder):
    with (folder / "truth.csv").open(encoding="utf-8") as file:
        return {
            (row["file"], row["sheet"], int(row["row_number"]), row["column"], row["rule"], row["value"])
            for row in csv.DictReader(file)
        }


def test_the_shipped_round_is_rejected_exactly_where_faults_were_planted(example_gazetteer):
    folder = DATA / "example" / "2025"
    _, *parts = settled(folder, example_gazetteer)
    rejects = pl.concat([part.rejects for part in parts])
    found = rejects.select("file", "sheet", "row_number", "column_name", "rule", pl.col("value").fill_null("")).rows()
    assert set(found) == truth(folder)
    assert len(found) == len(truth(folder)) == 10


def test_six_municipalities_answered_the_shipped_round(example_gazetteer):
    _, response, usage, *_ = settled(DATA / "example" / "2025", example_gazetteer)
    assert response.valid["unit_id"].sort().to_list() == [f"NO-990{number}" for number in range(1, 7)]
    systems = usage.valid.group_by("unit_id").len()["len"]
    assert 95 <= systems.min() <= systems.max() <= 180


def test_the_shipped_round_is_what_the_command_writes(tmp_path):
    write_example(tmp_path, DATA, None, "100-180", "2025", 2025, with_faults=True)
    shipped = {path.name: path.read_bytes() for path in (DATA / "example" / "2025").iterdir()}
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == shipped


def test_the_shipped_round_holds_together(example_gazetteer):
    """Staff, users, budget, and systems that the budget pays for: all of one municipality."""
    _, response, usage, lines, sizes = settled(DATA / "example" / "2025", example_gazetteer)
    made_up = DATA / "example" / "reference"
    population = overridden(POPULATION, reference.population(FOLDER).valid, made_up).filter(pl.col("year") == 2025)
    inhabitants = dict(population.select("municipality_code", "population").iter_rows())
    whole = lines.valid.group_by("unit_id", "measure").agg(pl.col("amount_mid").sum(), n=pl.col("amount_mid").count())
    for unit_id in response.valid["unit_id"]:
        n_inhabitants = inhabitants[unit_id.removeprefix("NO-")]
        size = dict(sizes.valid.filter(pl.col("unit_id") == unit_id).select("size", "mid").iter_rows())
        assert 0.08 <= size["user"] / n_inhabitants <= 0.12
        assert 0.9 <= size["employee"] / size["user"] <= 1.25 and size["fte"] < size["employee"]
        assert 2 <= size["it_fte"] / size["user"] * 1000 <= 8
        for _, _, amount, n_pools in whole.filter(pl.col("unit_id") == unit_id).iter_rows():
            assert n_pools >= 14 and 8_000 <= amount / size["user"] <= 16_000
            assert 700 <= amount / n_inhabitants <= 1_900
        systems = usage.valid.filter(pl.col("unit_id") == unit_id)
        account = dict(
            lines.valid.filter((pl.col("unit_id") == unit_id) & (pl.col("measure") == "account"))
            .select("cost_pool", "amount_mid")
            .iter_rows()
        )
        for paid, pool in (
            ("annual_licence", "licences_line_of_business"),
            ("annual_operations", "operations_contract"),
        ):
            assert 0.4 * account[pool] <= systems[paid].sum() <= account[pool], (unit_id, paid)
            assert systems[paid].min() >= 10


def test_the_invented_municipalities_are_nobodys(gazetteer, example_gazetteer):
    own = overridden(MUNICIPALITY, reference.municipalities(FOLDER).valid.clear(), DATA / "example" / "reference")
    assert own.height == 12 and own["source"].str.starts_with("made up").all()
    for code, name in own.select("municipality_code", "name").iter_rows():
        assert example_gazetteer.today(code, "NO").name == name
        for asked in (code, name):
            with pytest.raises(UserError):
                gazetteer.today(asked, "NO")
    real = reference.municipalities(FOLDER).valid
    assert not set(real["name"].str.to_lowercase()) & set(own["name"].str.to_lowercase())
    assert not set(real["municipality_code"]) & set(own["municipality_code"])


def test_another_seed_writes_other_rows_and_leaving_one_out_changes_no_other(tmp_path):
    for name, numbers, seed in (("a", "3316,3310", 1), ("b", "3310", 1), ("c", "3310", 2)):
        write_example(tmp_path / name, DATA, numbers, "5-5", "2025", seed, with_faults=False)
    a, b, c = ((tmp_path / name / "example_2025_3310.xlsx").read_bytes() for name in "abc")
    assert a == b != c


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("9999", "5-5", "2025"), "No municipality in NO is '9999'"),
        (("3316", "9-5", "2025"), "--applications is a range"),
        (("3316", "5", "25"), "--round is a year"),
        (("0623", "5", "2001"), "no population of 0623 Modum .*of 2005 to 2026"),
    ],
)
def test_a_request_that_does_not_hold_says_why(tmp_path, arguments, message):
    numbers, applications, survey_round = arguments
    with pytest.raises(UserError, match=message):
        write_example(tmp_path, DATA, numbers, applications, survey_round, 1, with_faults=False)


def changed(tmp_path, sheet, cell, value):
    write_example(tmp_path, DATA, "3316", "40-40", "2025", 1, with_faults=False)
    path = tmp_path / "example_2025_3316.xlsx"
    book = openpyxl.load_workbook(path)
    book[sheet][cell] = value
    book.save(path)


def test_a_workbook_of_an_unknown_municipality_is_rejected_row_by_row(tmp_path, gazetteer):
    changed(tmp_path, "Om kommunen", "B2", "9999")
    raw, response, usage, lines, sizes = settled(tmp_path, gazetteer)
    assert response.valid.height == 0
    assert response.rejects.select("row_number", "column_name", "rule", "value").rows() == [
        (2, "municipality_code", "unknown_municipality", "9999")
    ]
    assert usage.valid.height == 0 and usage.rejects["row_number"].n_unique() == raw["raw.survey_applications"].height
    assert lines.valid.height == 0 and lines.rejects["row_number"].n_unique() == raw["raw.survey_budget"].height
    assert sizes.valid.height == 0 and sizes.rejects["row_number"].n_unique() == raw["raw.survey_sizes"].height


MADE_UP = [(8, "is_example", "made_up", "ja")]


@pytest.mark.parametrize(
    ("answer", "is_example_home", "found"),
    [
        ("ja", False, MADE_UP),
        ("YES", False, [(8, "is_example", "made_up", "YES")]),
        ("nei", False, []),
        (None, False, []),
        ("ja", True, []),
        ("nei", True, [(8, "is_example", "not_made_up", "nei")]),
        (None, True, [(8, "is_example", "not_made_up", None)]),
        ("kanskje", True, [(8, "is_example", "not_made_up", "kanskje")]),
    ],
)
def test_made_up_answers_and_others_are_never_in_one_home(tmp_path, gazetteer, answer, is_example_home, found):
    changed(tmp_path, "Om kommunen", "B8", answer)
    _, response, usage, lines, sizes = settled(tmp_path, gazetteer, is_example_home=is_example_home)
    assert response.rejects.select("row_number", "column_name", "rule", "value").rows() == found
    assert response.valid.height == (0 if found else 1)
    assert all((part.valid.height == 0) == bool(found) for part in (usage, lines, sizes))
    if not found:
        assert response.valid["origin_id"].to_list() == [
            "example-round-2025" if is_example_home else "survey-round-2025"
        ]


def test_a_line_the_template_does_not_have_is_reported(tmp_path, gazetteer):
    changed(tmp_path, "Om kommunen", "A12", "Kontaktperson")
    _, response, *_ = settled(tmp_path, gazetteer)
    assert response.valid.height == 1
    assert response.rejects.select("row_number", "column_name", "rule", "severity").rows() == [
        (12, "Kontaktperson", "not_in_template", "told")
    ]


def test_the_rejected_respondent_is_the_one_reason_of_its_rows(tmp_path, gazetteer):
    changed(tmp_path, "Om kommunen", "B8", "kanskje")
    _, response, usage, lines, sizes = settled(tmp_path, gazetteer, is_example_home=False)
    assert response.rejects.select("row_number", "column_name", "rule", "value").rows() == [
        (8, "is_example", "yes_no", "kanskje")
    ]
    for part in (usage, lines, sizes):
        assert part.rejects["rule"].unique().to_list() == ["submission_rejected"]
        assert part.rejects["row_number"].is_unique().all()


def test_a_correct_row_after_its_faulty_first_try_is_kept(tmp_path, gazetteer):
    write_example(tmp_path, DATA, "3316", "40-40", "2025", 1, with_faults=False)
    path = tmp_path / "example_2025_3316.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["Systemer"]
    for column in range(1, sheet.max_column + 1):
        sheet.cell(3, column).value = sheet.cell(2, column).value
    sheet["D2"] = "månen"
    book.save(path)
    _, _, usage, *_ = settled(tmp_path, gazetteer)
    assert usage.rejects.select("row_number", "rule").rows() == [(2, "one_of")]


def test_a_leading_zero_survives(tmp_path, gazetteer):
    write_example(tmp_path, DATA, "0301", "3-3", "2025", 1, with_faults=False)
    _, response, *_ = settled(tmp_path, gazetteer)
    assert response.valid.select("municipality_code", "municipality_name").rows() == [("0301", "Oslo")]
    book = openpyxl.load_workbook(tmp_path / "example_2025_0301.xlsx")
    book["Om kommunen"]["B2"] = 301  # what a spreadsheet makes of it
    book.save(tmp_path / "example_2025_0301.xlsx")
    _, response, *_ = settled(tmp_path, gazetteer)
    assert response.valid.select("municipality_code", "municipality_name").rows() == [("0301", "Oslo")]


def test_an_unknown_functional_area_is_the_rows_fault(tmp_path, gazetteer):
    changed(tmp_path, "Systemer", "C2", "romfart")
    _, _, usage, *_ = settled(tmp_path, gazetteer)
    assert usage.rejects.select("column_name", "rule", "value").rows() == [("functional_area", "one_of", "romfart")]


def test_an_empty_inbox_gives_empty_tables(tmp_path, gazetteer):
    raw, *parts = settled(tmp_path, gazetteer)
    assert all(frame.height == 0 for frame in raw.values())
    assert all(part.valid.height == part.rejects.height == 0 for part in parts)


CELL = st.one_of(
    st.none(),
    st.text(max_size=10),
    st.sampled_from(
        [
            "ja",
            "NaN",
            "2.500",
            "31.02.2025",
            "ca. 10",
            "100+",
            "med",
            "ikke med",
            "staff_central",
            "user",
            "1e999",
            "-1",
        ]
    ),
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_row_is_lost_whatever_the_cells_hold(example_gazetteer, data):
    raw = survey.read_folder(DATA / "example" / "2025")
    mangled = dict(raw)
    for name in ("raw.survey_budget", "raw.survey_sizes", "raw.survey_applications"):
        frame = raw[name].head(12)
        columns = [column for column in frame.columns if column not in (*PLACE, "cell_faults")]
        mangled[name] = frame.with_columns(
            pl.Series(column, data.draw(st.lists(CELL, min_size=12, max_size=12)), dtype=pl.String)
            for column in data.draw(st.sets(st.sampled_from(columns), max_size=4))
        )
    _, usage, lines, sizes = settled_from(mangled, example_gazetteer)
    key = ["source_file", "source_row"]
    for name, part, rows in (
        ("raw.survey_applications", usage, 1),
        ("raw.survey_sizes", sizes, 1),
        ("raw.survey_budget", lines, 2),
    ):
        rejected = part.rejects.select(source_file="file", source_row="row_number").unique()
        whole = part.valid.group_by(key).len().filter(pl.col("len") == rows).select(key)
        seen = pl.concat([rejected, whole]).unique()
        assert seen.height == mangled[name].height


def test_two_rounds_in_a_row_give_one_form_a_year(tmp_path, gazetteer):
    for survey_round in ("2025", "2026"):
        write_example(tmp_path, DATA, "3316", "3-3", survey_round, 1, with_faults=False)
    _, response, *_ = settled(tmp_path, gazetteer)
    changed = response.valid.with_columns(form_code=pl.col("survey_round").cast(pl.Int64) - 2024)
    forms = budget.answered_forms(changed)
    assert sorted(forms.select("year", "form_code").rows()) == [(2024, 1), (2025, 1), (2026, 2)]
