"""Real workbooks with known truth: the template that is sent out, filled in as a municipality would.

`write(path, Answer(...))` fills the project's own template; `write(path, ..., is_sent_out=False)` makes an equal book
without its locks and blank lines, where a test needs many. What a scenario says is the truth; nothing is derived from
what the product makes of it.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet
from typer.testing import CliRunner

from assets.cli import app
from schemas.labels import LABELS, NO, YES, label
from schemas.survey import ABOUT, ABOUT_FIELDS, APPLICATIONS, BUDGET, SHEETS, SIZES, Sheet, is_passed_over

LANGUAGE = {"NO": "nb", "SE": "sv", "DK": "da", "FI": "fi"}
CURRENCY = {"NO": "NOK", "SE": "SEK", "DK": "DKK", "FI": "EUR"}
# How a total is spread over the pools, in per cent; who the pupils are is no cost.
PER_CENT = {
    "staff_central": 24,
    "staff_in_departments": 6,
    "hardware_client": 10,
    "hardware_server_network": 7,
    "depreciation": 6,
    "licences_platform": 11,
    "licences_line_of_business": 16,
    "operations_contract": 5,
    "consultants_projects": 4,
    "telephony_fixed": 1,
    "telephony_mobile": 3,
    "school_devices": 4,
    "printing": 1,
    "premises": 1,
    "integration_security": 1,
    "shared_company_overhead": 0,
}
POOLS = (*PER_CENT, "pupils_as_users")
SIZE_NAMES = ("user", "workstation", "connection_point", "employee", "fte", "pupil", "it_fte")
Amounts = Mapping[str, Any]


def spread(total: int) -> dict[str, int]:
    """An amount per cost pool, to the last krone: together they are the total."""
    assert total % 100 == 0, f"{total} cannot be spread in whole kroner"
    return {pool: total // 100 * share for pool, share in PER_CENT.items()}


@dataclass(frozen=True)
class App:
    """A line of the sheet on applications, in the codes of the warehouse; what is None stays blank."""

    name: str
    vendor: str | None = None
    users: Any = None
    licence: Any = None
    operations: Any = None
    metric: str | None = "user"
    start: datetime.date | None = None
    end: datetime.date | None = None
    options: Any = None
    criticality: str | None = "medium"
    sensitive: bool | None = None
    dpia: bool | None = None
    agreement: bool | None = None
    currency: str | None = ""  # the country's own
    hosting: str | None = None
    area: str | None = None


@dataclass(frozen=True)
class Answer:
    """One workbook. Amounts by cost pool; a pool with an amount is in, the others are what `others` says.

    `scope` says otherwise for single pools; `cells` writes single cells last, by sheet, line and field name:
    {("budget", "printing", "account"): "2.5OO"}.
    """

    municipality: str
    round: str = "2026"
    country: str = "NO"
    account: Amounts = field(default_factory=dict)
    budget: Amounts = field(default_factory=dict)
    users: Any = None
    workstations: Any = None
    employees: Any = None
    fte: Any = None
    it_fte: Any = None
    pupils: Any = None
    connection_points: Any = None
    apps: tuple[App, ...] = ()
    scope: Mapping[str, str | None] = field(default_factory=dict)
    others: str | None = "out"
    currency: str | Mapping[str, str | None] = ""  # the country's own
    vat: str | Mapping[str, str | None] = "excluded"
    form: int | None = 0
    respondent: str | None = "IT-leder"
    answered_on: datetime.date | None = None
    made_up: bool | None = False
    language: str = ""  # the country's own
    cells: Mapping[tuple[str, str, str], Any] = field(default_factory=dict)
    name: str = ""  # of the file

    def __post_init__(self) -> None:
        unknown = {*self.account, *self.budget, *self.scope} - set(POOLS)
        assert not unknown, f"no cost pools: {unknown}"

    @property
    def spoken(self) -> str:
        return self.language or LANGUAGE[self.country]

    @property
    def unit_id(self) -> str:
        return f"{self.country}-{self.municipality}"

    @property
    def file(self) -> str:
        return self.name or f"{self.round}-{self.country}-{self.municipality}.xlsx"

    @property
    def sizes(self) -> dict[str, Any]:
        numbers = (
            self.users,
            self.workstations,
            self.connection_points,
            self.employees,
            self.fte,
            self.pupils,
            self.it_fte,
        )
        return dict(zip(SIZE_NAMES, numbers, strict=True))

    def scope_of(self, pool: str) -> str | None:
        if pool in self.scope:
            return self.scope[pool]
        return "in" if pool in {*self.account, *self.budget} else self.others

    def said_of(self, what: str, pool: str) -> str | None:
        """The currency or VAT word of one pool."""
        said = getattr(self, what)
        said = said if isinstance(said, str) else said.get(pool, "" if what == "currency" else "excluded")
        return CURRENCY[self.country] if said == "" else said

    def but(self, **changed: Any) -> Answer:
        """The same answer with something else in it."""
        return dataclasses.replace(self, **changed)


def ordinary(municipality: str, total: int, users: int, **said: Any) -> Answer:
    """A municipality like any other: all pools in, a budget four per cent above the accounts, believable sizes."""
    assert total % 2500 == 0, f"{total}: its budget cannot be spread in whole kroner"
    usual: dict[str, Any] = {
        "account": spread(total),
        "budget": spread(total // 100 * 104),
        "users": users,
        "workstations": round(users * 0.9),
        "employees": round(users * 1.05),
        "fte": round(users * 0.8),
        "it_fte": round(users * 0.0044, 1),
    }
    return Answer(municipality, **{**usual, **said})


def write(path: Path, answer: Answer, *, is_sent_out: bool = True) -> None:
    """The answer as a workbook."""
    book = _sent_out(path, answer) if is_sent_out else _equal(answer)
    pages = {sheet.name: _Page(sheet, book, answer) for sheet in SHEETS}
    lines = [*_about(answer), *_budget(answer), *_sizes(answer), *_applications(answer)]
    for name, line, asked, value in [*lines, *((*place, value) for place, value in answer.cells.items())]:
        pages[name].put(line, asked, value)
    book.save(path)


def write_all(folder: Path, answers: Iterable[Answer], *, is_sent_out: bool = True) -> None:
    """A folder with a workbook an answer."""
    folder.mkdir(parents=True, exist_ok=True)
    for answer in answers:
        assert not (folder / answer.file).exists(), f"{answer.file} twice"
        write(folder / answer.file, answer, is_sent_out=is_sent_out)


def _sent_out(path: Path, answer: Answer) -> openpyxl.Workbook:
    """The template as the command writes it."""
    path.unlink(missing_ok=True)
    said = ["--municipality", answer.municipality, "--country", answer.country, "--round", answer.round]
    done = CliRunner().invoke(app, ["template", *said, "--language", answer.spoken, "--out", str(path)])
    assert done.exit_code == 0, f"{answer.municipality} {answer.round}: {done.exception}"
    return openpyxl.load_workbook(path)


def _equal(answer: Answer) -> openpyxl.Workbook:
    """Sheets, headings and lines of the template, in the same words."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet in SHEETS:
        page = book.create_sheet(sheet.titles[answer.spoken])
        page.append([asked.headings[answer.spoken] for asked in sheet.fields])
        for named in _lines(sheet, answer.spoken).values():
            page.append([named])
    return book


def _lines(sheet: Sheet, language: str) -> dict[str, str]:
    """Code -> what the fixed line of a sheet is called."""
    if sheet is ABOUT:
        return {asked.name: asked.headings[language] for asked in ABOUT_FIELDS}
    column = {BUDGET.name: "cost_pool", SIZES.name: "size"}.get(sheet.name)
    return {code: label(column, code, language) for code in LABELS[column]} if column else {}


class _Page:
    """A sheet whose cells are found by what their line and column are called."""

    def __init__(self, sheet: Sheet, book: openpyxl.Workbook, answer: Answer) -> None:
        self.page: Worksheet = next(page for page in book.worksheets if sheet.means(page.title))
        rows = [[cell.value for cell in row] for row in self.page.iter_rows()]
        heading = next(number for number, row in enumerate(rows) if sheet.fields[0].is_named_in(str(row[0])))
        self.columns = {
            asked.name: column
            for column, text in enumerate(rows[heading], start=1)
            for asked in sheet.fields
            if asked.is_named_in(str(text))
        }
        assert set(self.columns) == {asked.name for asked in sheet.fields}, f"columns of {sheet.name}"
        first = [str(row[0]) if row and row[0] is not None else "" for row in rows]
        self.rows = {
            code: first.index(named) + 1 for code, named in _lines(sheet, answer.spoken).items() if named in first
        }
        below = heading + 2 + sum(is_passed_over(text) for text in first)
        if sheet is APPLICATIONS:
            self.rows = {str(number): below + number for number in range(max(len(answer.apps), 1))}

    def put(self, line: str, asked: str, value: Any) -> None:
        self.page.cell(self.rows[line], self.columns[asked]).value = value


Cell = tuple[str, str, str, Any]


def _about(answer: Answer) -> list[Cell]:
    day = answer.answered_on or datetime.date(int(answer.round), 3, 1)
    said = {
        "municipality_code": answer.municipality,
        "country_code": answer.country,
        "survey_round": answer.round,
        "form_code": None if answer.form is None else label("form_code", str(answer.form), answer.spoken),
        "respondent": answer.respondent,
        "answered_on": day,
        "is_example": _yes_no(answer.made_up, answer.spoken),
    }
    return [(ABOUT.name, asked, "value", value) for asked, value in said.items()]


def _budget(answer: Answer) -> list[Cell]:
    cells: list[Cell] = []
    for pool in POOLS:
        said = {
            "scope": _word("scope", answer.scope_of(pool), answer.spoken),
            "account": answer.account.get(pool),
            "budget": answer.budget.get(pool),
            "currency": answer.said_of("currency", pool),
            "vat": _word("vat", answer.said_of("vat", pool), answer.spoken),
        }
        cells += [(BUDGET.name, pool, asked, value) for asked, value in said.items()]
    return cells


def _sizes(answer: Answer) -> list[Cell]:
    return [(SIZES.name, size, "number", number) for size, number in answer.sizes.items()]


def _applications(answer: Answer) -> list[Cell]:
    cells: list[Cell] = []
    for number, used in enumerate(answer.apps):
        has_amount = used.licence is not None or used.operations is not None
        own = CURRENCY[answer.country] if has_amount else None
        said = {
            "name_as_written": used.name,
            "vendor_as_written": used.vendor,
            "functional_area": used.area,
            "hosting": _word("hosting", used.hosting, answer.spoken),
            "users": used.users,
            "annual_licence": used.licence,
            "annual_operations": used.operations,
            "currency": own if used.currency == "" else used.currency,
            "pricing_metric": _word("pricing_metric", used.metric, answer.spoken),
            "contract_start": used.start,
            "contract_end": used.end,
            "option_years": used.options,
            "criticality": _word("criticality", used.criticality, answer.spoken),
            "holds_sensitive_data": _yes_no(used.sensitive, answer.spoken),
            "has_dpia": _yes_no(used.dpia, answer.spoken),
            "has_processor_agreement": _yes_no(used.agreement, answer.spoken),
        }
        cells += [(APPLICATIONS.name, str(number), asked, value) for asked, value in said.items()]
    return cells


def _word(column: str, code: str | None, language: str) -> str | None:
    return None if code is None else label(column, code, language)


def _yes_no(said: bool | None, language: str) -> str | None:
    return None if said is None else (YES if said else NO)[language]
