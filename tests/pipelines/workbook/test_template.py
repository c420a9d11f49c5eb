"""The workbook that goes out: derived, locked, checked, and read back as it was filled."""

import datetime
import re

import openpyxl
import polars as pl
import pytest

from pipelines import budget, cells, inventory, reference, submissions, survey
from pipelines.feedback import check, shipped
from pipelines.workbook.template import Prefill, write_template
from schemas import guidance
from schemas.codes import COST_POOLS, SURVEY_SIZES
from schemas.guidance import GUIDANCE_LINES
from schemas.labels import LABELS, LANGUAGES, YES, label
from schemas.pools import HOLDS, HOLDS_HEADING
from schemas.survey import ABOUT, APPLICATIONS, BUDGET, EXAMPLE_MARK, GUIDANCE, LISTS, SHEETS, SIZES
from schemas.words import MISSING
from tests.conftest import DATA
from tests.pipelines.workbook.conftest import read_folder

KNOWN = shipped(DATA, DATA / "none")
AT = datetime.date(2026, 1, 1)


def areas(language):
    name = "area" if language == "en" else f"area_{language}"
    return dict(reference.functional_areas(DATA / "reference").valid.select("functional_area", name).iter_rows())


def template(path, gazetteer, language="nb", country="NO", code="3316", prefill=None):
    place = gazetteer.resolve(code, country, AT)
    write_template(path, place, "2026", language, areas(language), prefill or Prefill())
    return path


# Believable beside some 20 million kroner and 14,000 inhabitants.
SIZES_OF_MODUM = {
    "user": 2000,
    "workstation": 1800,
    "connection_point": 150,
    "employee": 1500,
    "fte": 1200,
    "pupil": 1700,
    "it_fte": 8,
}


def fill(path, language):
    """As a respondent would: from the lists, in the order of the sheets."""
    book = openpyxl.load_workbook(path)
    money = book[BUDGET.titles[language]]
    for row in range(2, len(COST_POOLS) + 2):
        money.cell(row, 2).value = label("scope", "in", language)
        money.cell(row, 3).value, money.cell(row, 4).value = row * 1000, "1 200 000,50"
    sizes = book[SIZES.titles[language]]
    for row in range(2, len(SURVEY_SIZES) + 2):
        sizes.cell(row, 2).value = SIZES_OF_MODUM[list(SURVEY_SIZES)[row - 2]]
    book[ABOUT.titles[language]]["B5"] = 0
    systems = book[APPLICATIONS.titles[language]]
    column = {field.name: number for number, field in enumerate(APPLICATIONS.fields, start=1)}
    answers = {
        "name_as_written": "Gerica",
        "functional_area": areas(language)["pleie_omsorg"],
        "hosting": label("hosting", "saas", language),
        "users": "10-50",
        "annual_licence": 120_000,
        "currency": systems.cell(2, column["currency"]).value,
        "pricing_metric": label("pricing_metric", "inhabitant", language),
        "contract_end": datetime.date(2027, 12, 31),
        "criticality": label("criticality", "critical", language),
        "holds_sensitive_data": YES[language],
    }
    for name, value in answers.items():
        systems.cell(3, column[name]).value = value
    book.save(path)


@pytest.mark.parametrize(
    ("language", "country", "code"),
    [
        ("nb", "NO", "3316"),
        ("nn", "NO", "0301"),
        ("sv", "SE", "0180"),
        ("da", "DK", "0101"),
        ("fi", "FI", "091"),
        ("en", "NO", "3316"),
    ],
)
def test_what_is_filled_in_comes_back_as_typed_rows(tmp_path, gazetteer, language, country, code):
    path = template(tmp_path / "svar.xlsx", gazetteer, language, country, code)
    assert check([path], KNOWN, tmp_path / "none").faults.height == 0  # the empty form has nothing to mend
    fill(path, language)
    raw = read_folder(tmp_path)
    response = submissions.responses(raw, gazetteer)
    assert response.valid.select("unit_id", "survey_round").rows() == [(f"{country}-{code}", "2026")]
    usage = inventory.application_usage(raw["raw.survey_applications"], response.valid, KNOWN.catalogue)
    assert usage.valid.select(
        "name_as_written", "functional_area", "hosting", "users_low", "pricing_metric", "criticality", "contract_end"
    ).rows() == [("Gerica", "pleie_omsorg", "saas", 10.0, "inhabitant", "critical", datetime.date(2027, 12, 31))]
    assert usage.valid["holds_sensitive_data"].to_list() == [True]
    lines = budget.budget_lines(raw["raw.survey_budget"], response.valid)
    assert set(lines.valid.select("cost_pool", "measure").rows()) == {
        (pool, measure) for pool in COST_POOLS for measure in ("account", "budget")
    }
    assert set(lines.valid.filter(pl.col("measure") == "budget")["amount_mid"]) == {1200000.5}
    assert set(lines.valid["fiscal_year"]) == {2025, 2026} and set(lines.valid["vat"]) == {"excluded"}
    sizes = budget.survey_sizes(raw["raw.survey_sizes"], response.valid)
    assert set(sizes.valid["size"]) == set(SURVEY_SIZES) and set(sizes.valid["year"]) == {2025}
    for part in (response, usage, lines, sizes):
        assert part.rejects.height == 0
    assert check([path], KNOWN, tmp_path / "none").languages["svar.xlsx"] == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_pool_says_what_it_holds_and_leaves_out_and_that_is_no_answer(tmp_path, gazetteer, language):
    path = template(tmp_path / "svar.xlsx", gazetteer, language)
    page = openpyxl.load_workbook(path)[BUDGET.titles[language]]
    lines = [page.cell(row, len(BUDGET.fields) + 1) for row in range(1, len(COST_POOLS) + 2)]
    assert [cell.value for cell in lines] == [HOLDS_HEADING[language], *(said[language] for said in HOLDS.values())]
    assert len({cell.value for cell in lines}) == len(COST_POOLS) + 1
    assert all(cell.value.endswith(".") and len(cell.value) > 40 for cell in lines[1:])
    fill(path, language)
    raw = read_folder(tmp_path)
    assert raw["raw.survey_extra"].height == 0
    assert raw["raw.survey_budget"].height == len(COST_POOLS)


def test_the_sheets_are_locked_checked_and_frozen(tmp_path, gazetteer):
    book = openpyxl.load_workbook(template(tmp_path / "a.xlsx", gazetteer, "sv", "SE", "0180"))
    assert book.sheetnames == [GUIDANCE["sv"], *(sheet.titles["sv"] for sheet in SHEETS), LISTS["sv"]]
    assert book[LISTS["sv"]].sheet_state == "hidden"
    assert book[GUIDANCE["sv"]].max_row == len(GUIDANCE_LINES["sv"]) + 1
    for sheet in SHEETS:
        page = book[sheet.titles["sv"]]
        assert page.protection.sheet and not page.protection.insertRows
        assert page.freeze_panes == "B2"
        assert all(cell.protection.locked for cell in page[1])
    systems = book[APPLICATIONS.titles["sv"]]
    assert not systems["A3"].protection.locked and systems["A2"].value.startswith("EXEMPEL:")
    kinds = {str(rule.sqref).split(":")[0][0]: rule.type for rule in systems.data_validations.dataValidation}
    assert kinds["C"] == kinds["D"] == "list" and kinds["F"] == "decimal" and kinds["K"] == "date"
    money = book[BUDGET.titles["sv"]]
    assert [cell.value for cell in money[1]][2:4] == ["Bokslut 2025 (SEK)", "Budget 2026 (SEK)"]
    assert book[ABOUT.titles["sv"]]["B2"].value == "0180"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_of_the_lists_is_read_as_its_code(language):
    from schemas.words import WORDS

    for column, labels in LABELS.items():
        for code, said in labels.items():
            assert WORDS[column][said[language].casefold()] == code


def test_last_years_workbook_sent_again_is_told_by_its_headings(tmp_path, gazetteer):
    path = template(tmp_path / "a.xlsx", gazetteer)
    fill(path, "nb")
    book = openpyxl.load_workbook(path)
    book[ABOUT.titles["nb"]]["B4"] = "2027"
    book.save(path)
    response = submissions.responses(read_folder(tmp_path), gazetteer)
    assert response.valid.height == 0
    assert response.rejects.select("column_name", "rule", "value").rows() == [
        ("account", "other_year", "Regnskap 2025 (NOK)"),
        ("budget", "other_year", "Budsjett 2026 (NOK)"),
        ("number", "other_year", "Antall (31.12.2025)"),
    ]


def test_what_is_filled_in_beforehand_is_read_like_any_answer(tmp_path, gazetteer):
    before = Prefill([{"name_as_written": "Gerica", "users": "ca. 120", "hosting": "skytjeneste"}], {"premises": "out"})
    template(tmp_path / "a.xlsx", gazetteer, prefill=before)
    raw = survey.read_folder(tmp_path)
    assert raw["raw.survey_applications"].select("row_number", "name_as_written", "users").rows() == [
        (3, "Gerica", "ca. 120")
    ]
    assert raw["raw.survey_budget"].filter(pl.col("scope").is_not_null())["scope"].to_list() == ["ikke med"]


def test_the_example_line_shows_days_as_days(tmp_path, gazetteer):
    page = openpyxl.load_workbook(template(tmp_path / "a.xlsx", gazetteer))[APPLICATIONS.titles["nb"]]
    shown = {field.name: page.cell(2, at).value for at, field in enumerate(APPLICATIONS.fields, start=1)}
    assert shown["contract_end"] == datetime.datetime(2026, 12, 31)


@pytest.mark.parametrize("amount", [None, "vet ikke", "ikke aktuelt"])
def test_an_amount_that_the_guidance_lets_be_unknown_is_no_fault(tmp_path, gazetteer, amount):
    path = template(tmp_path / "a.xlsx", gazetteer)
    book = openpyxl.load_workbook(path)
    page = book[BUDGET.titles["nb"]]
    page["B2"], page["C2"], page["D2"] = "med", amount, 9_000_000
    book[ABOUT.titles["nb"]]["B5"] = 0
    book.save(path)
    found = check([path], KNOWN, tmp_path / "none")
    assert found.faults.height == 0
    silent = found.rejects.filter((pl.col("row_number") == 2) & (pl.col("sheet") == BUDGET.titles["nb"]))
    assert silent.select("column_name", "rule", "severity").rows() == [("account", "no_answer", "told")]
    counts = next(count for count in found.counts if count.sheet == BUDGET.titles["nb"])
    assert (counts.n_read, counts.n_kept, counts.n_unanswered) == (len(COST_POOLS), 1, len(COST_POOLS) - 1)


def test_a_measure_that_was_not_asked_rejects_no_row(tmp_path, gazetteer):
    path = template(tmp_path / "a.xlsx", gazetteer)
    fill(path, "nb")
    book = openpyxl.load_workbook(path)
    book[BUDGET.titles["nb"]].delete_cols(3)
    book.save(path)
    assert check([path], KNOWN, tmp_path / "none").faults.height == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_the_guidance_quotes_is_understood(language):
    quoted = {text for line in GUIDANCE_LINES[language] for text in re.findall(r"[«»”“]([^«»”“]+)[»«”]", line)}
    words = {text for text in quoted if text in MISSING}
    marks = {text for text in quoted if text == EXAMPLE_MARK[language]}
    counts = sorted(quoted - words - marks)
    assert {MISSING[word] for word in words} == {"unknown", "not_applicable"} and marks and len(counts) == 1
    read, faults = cells.count(pl.DataFrame({"users": counts}), "users", "")
    assert read["mid"].to_list() == [120.0] and faults.height == 0
    for said in (guidance.NOT_BELOW_ZERO[language],):
        assert [MISSING[word] for word in re.findall(r"[«»”“]([^«»”“]+)[»«”]", said)] == ["unknown"]


def test_a_row_that_begins_like_the_example_line_is_named_not_lost(tmp_path, gazetteer):
    path = template(tmp_path / "a.xlsx", gazetteer)
    book = openpyxl.load_workbook(path)
    book[APPLICATIONS.titles["nb"]]["A3"] = "Eksempel: Gerica"
    book.save(path)
    notices = read_folder(tmp_path)["raw.survey_notice"]
    assert notices.select("row_number", "rule", "value", "severity").rows() == [
        (3, "example_line", "Eksempel: Gerica", "told")
    ]
