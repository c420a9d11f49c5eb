"""A Swedish workbook of the round 2028 that a test writes the budget sheet of, settled as the build does."""

import pytest

from pipelines import budget, submissions
from pipelines.workbook.writer import write_workbook
from schemas.survey import ABOUT_FIELDS, BUDGET, SHEETS
from tests.pipelines.workbook.conftest import ABOUT_ANSWERS, changed, read_folder

PLACE = ABOUT_ANSWERS | {"municipality_code": "0180", "country_code": "SE", "survey_round": "2028"}


def pool(code, scope="ingår", account=100, budget=200, currency="SEK", vat="exkl. moms"):
    said = (code, scope, account, budget, currency, vat)
    return dict(zip((field.name for field in BUDGET.fields), said, strict=True))


@pytest.fixture
def lines(tmp_path, gazetteer):
    """Rows of the budget sheet as lines and rejects; `change` is given the workbook before it is read."""

    def settled(*rows, change=None, **about):
        answers = PLACE | about
        asked = [{"field": field.headings["sv"], "value": answers[field.name]} for field in ABOUT_FIELDS]
        sheets = {sheet.name: [] for sheet in SHEETS} | {"about": asked, "budget": rows}
        write_workbook(tmp_path / "svar.xlsx", "sv", sheets)
        if change:
            changed(tmp_path / "svar.xlsx", lambda book: change(book["Budget och bokslut"]))
        raw = read_folder(tmp_path)
        response = submissions.responses(raw, gazetteer)
        return budget.budget_lines(raw["raw.survey_budget"], response.valid)

    return settled
