"""Published cases: who works together on IT, in what form, since when.

Belongs here: data/evidence/cases.csv and cases_added.csv as collaborations and their members. Does not belong here: the
figures of the cases, which are claims with a place (pipelines/claims).
"""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import polars as pl

from pipelines import shipped
from pipelines.faults import UserError
from pipelines.gazetteer import Gazetteer
from pipelines.validation import Validated
from schemas.contracts import COLLABORATION, COLLABORATION_MEMBER

FORM_OF_WORDS = {
    "alt0_as_today": "0",
    "shared_operation_some_areas": "2",
    "shared_resources_some_areas": "3",
    "host_municipality_or_joint_org": "4",
    "contract_existing_municipal_company": "5",
    "new_it_company": "6",
    "private_outsourcing": "7",
}
# The source's words for where a case stands, begun with: the code.
STATUS_OF_WORDS = {
    "in force": "in_force",
    "signed": "signed",
    "awarded": "signed",
    "agreed": "signed",
    "planned": "planned",
    "proposal": "planned",
    "being formed": "planned",
    "decision in principle": "planned",
    "tender": "planned",
    "study": "study",
    "postponed": "postponed",
    "start-up": "start_up",
    "terminated": "ended",
    "Senja withdrew": "ended",
}
# The collected cases are a document that claims point into, so its bytes stay; a case found since goes into the other.
COLLECTED, ADDED = "cases.csv", "cases_added.csv"
# The five documents are origins of their own; every other case is known by its row.
ORIGIN_OF_CASE = {
    "no-indre-ostfold-ikomm-2017": "digi-ikomm-ostfold-2017",
    "no-indre-ostfold-data-2017": "digi-ikomm-ostfold-2017",  # the unit before, in the same text
    "no-lillehammer-ikomm-2004": "cw-ikomm-start",
    "no-trondheim-telenor-2001": "telenor-trondheim",
    "se-tierp-itnamnd-2019": "unt-tierp",
    "no-ringerike-utredning-2022": "modum-letter-2022",
}
# Figures and their terms enter as claims; the rest describes the row, not the collaboration.
NOT_KEPT = (
    "contract_total_value",
    "duration_years",
    "option_years",
    "annual_value",
    "annual_value_basis",
    "currency",
    "users",
    "pcs_or_devices",
    "employees",
    "pupils",
    "it_staff",
    "n_applications",
    "n_servers",
    "population_stated",
    "source_url",
    "publisher",
    "publication_date",
    "access",
    "confidence",
)


def _cases(folder: Path) -> pl.DataFrame:
    read = pl.concat([shipped.read_text(folder / name) for name in (COLLECTED, ADDED)])
    return read.with_columns(
        origin_id=pl.col("case_id").replace_strict(ORIGIN_OF_CASE, default=None).fill_null("case-" + pl.col("case_id"))
    )


def collaborations(folder: Path) -> Validated:
    """One row per case. The form of a study is empty: it is what is being studied."""
    cases = _cases(folder)
    status = pl.coalesce(
        pl.when(pl.col("status").str.starts_with(words)).then(pl.lit(status))
        for words, status in STATUS_OF_WORDS.items()
    )
    # An unknown word stays as it is and is rejected by the code list.
    form = pl.col("collaboration_form").replace(FORM_OF_WORDS)
    received = (
        cases.with_columns(
            status=pl.when(pl.col("status").is_null())
            .then(pl.lit("unknown"))
            .otherwise(status.fill_null(pl.col("status"))),
            start=pl.col("start_date"),
            start_date=pl.when(pl.col("start_date").str.len_chars() == 10).then(pl.col("start_date")),
        )
        .with_columns(form_code=pl.when(pl.col("status") != "study").then(form))
        .rename(
            {
                "case_id": "collaboration_id",
                "country": "country_code",
                "legal_form_note": "legal_form",
                "scope": "scope_as_described",
                "end_date": "end",
                "notes": "note",
            }
        )
    )
    return shipped.settle(COLLABORATION, received.drop("municipalities", "collaboration_form", "as_of", *NOT_KEPT), {})


def members(folder: Path, gazetteer: Gazetteer, shares: pl.DataFrame) -> Validated:
    """One row per case and member, municipalities resolved at the start, the year or the day the case was read.

    `shares` are claims of kind ownership_share. A name that does not resolve is rejected by
    municipality_is_resolved: reviewed answers stand in municipality_resolutions.csv.
    """
    reviewed = {
        (row["document"], row["name_as_written"]): row
        for row in shipped.read_text(folder / "municipality_resolutions.csv").iter_rows(named=True)
    }
    owned = {(row["unit_id"], row["value_text"]): row["mid"] for row in shares.iter_rows(named=True)}
    rows = []
    for case in _cases(folder).iter_rows(named=True):
        for name in _names(case["municipalities"]):
            row = {
                "collaboration_id": case["case_id"],
                "member_name": name,
                "member_kind": _kind(name),
                "role": _role(case["collaboration_form"]),
                "origin_id": case["origin_id"],
                "valid_from": case["start_date"] if len(case["start_date"] or "") == 10 else None,
                "ownership_share_pct": _text(owned[case["case_id"], name])
                if (case["case_id"], name) in owned
                else None,
                "file": case["file"],
                "row_number": case["row_number"],
            }
            if row["member_kind"] == "municipality":
                row |= _resolved(name, case, reviewed, gazetteer)
            rows.append(row)
    received = pl.DataFrame(
        rows,
        schema=dict.fromkeys(COLLABORATION_MEMBER.types, pl.String) | {"file": pl.String, "row_number": pl.Int64},
    )
    return shipped.settle(COLLABORATION_MEMBER, received, {})


def _resolved(name: str, case: dict, reviewed: dict, gazetteer: Gazetteer) -> dict[str, str]:
    at = _date(case["start_date"] or case["year"] or case["as_of"])
    asked = name
    if (case["case_id"], name) in reviewed:
        answer = reviewed[case["case_id"], name]
        at, asked = datetime.date.fromisoformat(answer["resolved_at"]), answer["municipality_code"]
    try:
        found = gazetteer.resolve(asked, case["country"], at)
    except UserError:
        return {}  # unit_id stays empty: the row is rejected by the rule municipality_is_resolved
    return {"unit_id": found.unit_id, "municipality_code": found.municipality_code, "resolved_at": at.isoformat()}


def _names(cell: str) -> list[str]:
    # One cell names a region with examples; its | free text is one member.
    return [name.strip() for name in cell.split("|")]


def _kind(name: str) -> str:
    if re.search(r"fylkeskommune", name):
        return "county"
    return "unnamed_group" if re.search(r"municipalities", name) else "municipality"


def _role(form: str) -> str:
    return "customer" if form in ("private_outsourcing", "contract_existing_municipal_company") else "member"


def _date(text: str) -> datetime.date:
    """A year, a month or a day as its first day."""
    return datetime.date.fromisoformat(f"{text}-01-01"[:10] if len(text) == 4 else f"{text}-01"[:10])


def _text(value: float) -> str:
    return f"{value:g}"
