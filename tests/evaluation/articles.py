"""Labelled articles and the five documents held against the reader: true, false and missed for each kind of fact.

Belongs here: how a proposal is held against a label. Does not belong here: single expressions
(tests/evaluation/expressions).
"""

import csv
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipelines.contracts import documents
from pipelines.contracts.claim import Proposal
from pipelines.contracts.parties import Names

KIND_OF_LABEL = {
    "total_value": "contract_total",
    "annual_value": "annual_value",
    "duration_years": "contract_years",
    "option_years": "option_years",
    "start_date": "start_date",
    "end_date": "end_date",
    "users": "users",
    "pcs": "workstations",
    "employees": "employees",
    "pupils": "pupils",
    "it_staff": "it_staff",
    "n_applications": "applications",
    "n_servers": "servers",
    "supplier": "supplier",
    "collaboration_form": "collaboration_form",
}
KIND_OF_FACT = {
    "contract_total": "contract_total",
    "contract_years": "contract_years",
    "users": "users",
    "service_start": "start_date",
    "start": "start_date",
    "it_staff": "it_staff",
    "supplier_staff": "supplier_staff",
    "capex": "investment",
    "opex": "annual_value",
    "connection_points": "connection_points",
    "workstations": "workstations",
    "servers": "servers",
    "applications": "applications",
    "members": "member",
}
FORM_CODES = {
    "as_today": 0,
    "shared_operation_some_areas": 2,
    "shared_resources_some_areas": 3,
    "host_municipality_or_joint_org": 4,
    "contract_existing_municipal_company": 5,
    "new_it_company": 6,
    "private_outsourcing": 7,
}
# Of these a wrong one would be pooled; the bars are for them.
VALUES = ("contract_total", "annual_value")


@dataclass
class Count:
    """True, false and missed of one kind; `examples` lists what was false or missed."""

    true: int = 0
    false: int = 0
    missed: int = 0
    examples: list[str] = field(default_factory=list)


Counts = dict[str, Count]


def judge_articles(folder: Path, labels: Path, names: Names) -> Counts:
    counts: Counts = defaultdict(Count)
    for line in labels.read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        _, reading = documents.read_file(folder / label["file"], names)
        _judge(label, reading.proposals, counts)
    return dict(counts)


def _judge(label: Mapping[str, Any], proposals: list[Proposal], counts: Counts) -> None:
    expected = _expected(label)
    also = [
        amount["amount"] for amount in label["other_amounts"] if str(amount["role"]).startswith("annual total")
    ]  # a second yearly value that the label names as such
    for kind in sorted({*expected, *(proposal.kind for proposal in proposals)} & {*KIND_OF_LABEL.values(), "member"}):
        count, left = counts[kind], list(expected[kind]) if kind in expected else []
        for proposal in (each for each in proposals if each.kind == kind):
            hit = next((one for one in left if agrees(proposal, one)), None)
            if hit is not None:
                left.remove(hit)
                count.true += 1
            elif kind == "annual_value" and proposal.mid in also:
                count.true += 1
            else:
                count.false += 1
                count.examples.append(f"{label['file']}: {kind} {shown(proposal)} is not in the labels")
        count.missed += len(left)
        count.examples += [f"{label['file']}: {kind} {one} is missed" for one in left]


def _expected(label: Mapping[str, Any]) -> dict[str, list[Any]]:
    if not label["is_municipal_it_case"]:
        return {}
    facts = label["facts"]
    found: dict[str, list[Any]] = {"member": list(facts["municipalities"])}
    for name, kind in KIND_OF_LABEL.items():
        fact = facts[name]
        if fact is None:
            continue
        value = fact["amount"] if "amount" in fact else fact["value"]
        found[kind] = [FORM_CODES[value] if kind == "collaboration_form" else value]
    return found


def agrees(proposal: Proposal, value: Any) -> bool:
    if proposal.kind in ("start_date", "end_date"):
        low, high = str(proposal.date_low or ""), str(proposal.date_high or "")
        written = str(value)
        return low.startswith(written) and high.startswith(written)
    if isinstance(value, str):
        said = (proposal.value_text or "").casefold()
        return (
            said == value.casefold()
            or said.startswith(f"{value.casefold()} ")
            or value.casefold().startswith(f"{said} ")
        )
    return proposal.mid is not None and abs(proposal.mid - value) <= 1e-6 * max(1.0, abs(value))


def judge_sources(folder: Path, facts: Path, names: Names) -> Counts:
    """The five documents; a contract or annual value that no fact states is false, other kinds may be more."""
    counts: Counts = defaultdict(Count)
    stated: dict[str, list[dict[str, str]]] = defaultdict(list)
    with facts.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            stated[row["document"]].append(row)
    for name, rows in stated.items():
        _, reading = documents.read_file(folder / name, names)
        matched: set[int] = set()
        for kind, row in _facts(rows):
            count = counts[kind]
            if kind == "member":
                found = sum(proposal.kind == "member" for proposal in reading.proposals)
                count.true, count.missed = (
                    count.true + (found == int(row["value"])),
                    count.missed + (found != int(row["value"])),
                )
                continue
            hits = [each for each in reading.proposals if each.kind == kind and _states(row, each)]
            matched |= {id(each) for each in hits}
            count.true, count.missed = count.true + bool(hits), count.missed + (not hits)
            if not hits:
                count.examples.append(f"{name}: {kind} {row['value']} is missed")
        for proposal in reading.proposals:
            if proposal.kind in VALUES and id(proposal) not in matched:
                counts[proposal.kind].false += 1
                counts[proposal.kind].examples.append(f"{name}: {proposal.kind} {shown(proposal)} is a distractor")
    return dict(counts)


def _facts(rows: list[dict[str, str]]) -> Iterator[tuple[str, dict[str, str]]]:
    for row in rows:
        if row["fact"] in KIND_OF_FACT:
            yield KIND_OF_FACT[row["fact"]], row
        if row["fact"] == "contract_years" and row["upper"] and float(row["upper"]) > float(row["value"]):
            years = float(row["upper"]) - float(row["value"])
            yield "option_years", {**row, "value": str(years), "lower": "", "upper": ""}
        if row["fact"] == "ownership_share":
            for share in row["value"].split("|"):
                yield "ownership_share", {**row, "value": share, "lower": "", "upper": ""}


def _states(row: Mapping[str, str], proposal: Proposal) -> bool:
    if proposal.kind == "start_date":
        return agrees(proposal, row["value"])
    ends = {"mid": row["value"], "low": row["lower"], "high": row["upper"]}
    if proposal.kind == "contract_years":
        ends = {"mid": row["value"]}
    for name, written in ends.items():
        value = getattr(proposal, name)
        if written and (value is None or abs(value - float(written)) > 1e-6 * float(written)):
            return False
    return True


def shown(proposal: Proposal) -> str:
    if proposal.date_low or proposal.date_high:
        return f"{proposal.date_low} to {proposal.date_high}"
    return proposal.value_text or f"{proposal.mid:g} {proposal.currency or proposal.unit or ''}".strip()
