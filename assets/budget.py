from assets.tables import table_asset
from pipelines import claims
from schemas import budget, contracts

ASSETS = [
    table_asset(t, lambda place, t=t: t.frame([]), "budget") for t in (budget.BUDGET_LINE, budget.SURVEY_SIZE)
] + [table_asset(contracts.UNIT_FORM, lambda place: claims.unit_forms(place.shipped.data / "evidence"), "budget")]
