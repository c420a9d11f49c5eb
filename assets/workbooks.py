"""The command `munibench template`: the workbook that is sent to a municipality, or to each member of a group.

Belongs here: the options, where the files go. Does not belong here: what the workbook holds
(pipelines/workbook/template), the letter (pipelines/letters).
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from assets.rounds import require_year
from pipelines.faults import UserError
from pipelines.settings import Home, Shipped

if TYPE_CHECKING:
    from pipelines.gazetteer import Gazetteer, Municipality


class Language(StrEnum):
    """The languages of the workbook."""

    nb = "nb"
    nn = "nn"
    sv = "sv"
    da = "da"
    fi = "fi"
    en = "en"


class Country(StrEnum):
    """Countries whose municipalities are in the register."""

    NO = "NO"
    SE = "SE"
    DK = "DK"
    FI = "FI"


def template(
    survey_round: Annotated[str, typer.Option("--round", help="Survey round, a year.")],
    municipality: Annotated[str | None, typer.Option(help="Municipality number or name.")] = None,
    group: Annotated[
        str | None, typer.Option(help="A group: one workbook per member, each with a covering letter.")
    ] = None,
    language: Annotated[Language, typer.Option(help="Language of the workbook.")] = Language.nb,
    country: Annotated[Country, typer.Option(help="Country of the municipality.")] = Country.NO,
    prefill: Annotated[bool, typer.Option(help="Fill in the last round's answers, without amounts.")] = False,
    out: Annotated[
        Path | None, typer.Option(help="File to write, for a group a folder; named after whom it is for if left out.")
    ] = None,
) -> None:
    """Write the survey workbook of one municipality, or those of a group with a covering letter each."""
    from pipelines import reference
    from pipelines.gazetteer import Gazetteer
    from pipelines.letters import workbook_name
    from pipelines.overrides import municipalities

    require_year(survey_round)
    if (municipality is None) == (group is None):
        raise UserError("Say whom the workbook is for: --municipality 3316, or --group ringerike for all its members.")
    folder = Shipped().data / "reference"
    gazetteer = Gazetteer(municipalities(Shipped().data, Home().reference))
    name = "area" if language is Language.en else f"area_{language.value}"
    areas = dict(reference.functional_areas(folder).valid.select("functional_area", name).iter_rows())
    if group is not None:
        _group(group, gazetteer, survey_round, language.value, areas, out, prefill=prefill)
        return
    at = datetime.date(int(survey_round), 1, 1)
    place = gazetteer.resolve(str(municipality), country.value, at)
    path = out or Path(workbook_name(place, survey_round))
    if path.suffix.lower() != ".xlsx":
        raise UserError(f"{path} is no name of a workbook: it must end in .xlsx.")
    if path.exists():
        raise UserError(f"{path} is there already and may hold answers. Give another name with --out.")
    if not path.parent.is_dir():
        raise UserError(f"{path.parent} is no folder. Make it first, or give another name with --out.")
    _write(path, place, survey_round, language.value, areas, prefill=prefill)
    _say(f"{path}: {place.name}, round {survey_round}")


def _group(
    group: str,
    gazetteer: Gazetteer,
    survey_round: str,
    language: str,
    areas: Mapping[str, str],
    out: Path | None,
    *,
    prefill: bool,
) -> None:
    """A workbook and a letter for each member; nothing is written where one of the files is there already."""
    from pipelines.groups import members
    from pipelines.letters import letter, workbook_name

    home = Home()
    places = members(group, Shipped().groups(home), home.groups, gazetteer, int(survey_round))
    folder = out or Path(f"munibench_{survey_round}_{group}")
    paths = {place: folder / workbook_name(place, survey_round) for place in places}
    there = [path for path in paths.values() if path.exists() or path.with_suffix(".txt").exists()]
    if there:
        raise UserError(f"{there[0]} is there already and may hold answers. Give another folder with --out.")
    if folder.exists() and not folder.is_dir():
        raise UserError(f"{folder} is a file, and a group needs a folder. Give another name with --out.")
    folder.mkdir(parents=True, exist_ok=True)
    for place, path in paths.items():
        try:
            _write(path, place, survey_round, language, areas, prefill=prefill)
            note = ""
        except UserError:  # who answers for the first time has nothing to fill in beforehand
            _write(path, place, survey_round, language, areas, prefill=False)
            note = ", blank: no answers of an earlier round"
        path.with_suffix(".txt").write_text(letter(place, places, survey_round, language), encoding="utf-8")
        _say(f"{path}: {place.name}, round {survey_round}{note}")
    _say(f"{len(paths)} workbooks, each with its letter, in {folder}")


def _write(
    path: Path, place: Municipality, survey_round: str, language: str, areas: Mapping[str, str], *, prefill: bool
) -> None:
    from pipelines.prefill import last_answers
    from pipelines.workbook.template import Prefill, write_template

    before = last_answers(Home().warehouse, place, survey_round, language, areas) if prefill else Prefill()
    write_template(path, place, survey_round, language, areas, before)


def _say(line: str) -> None:
    Console(highlight=False, soft_wrap=True).print(line, markup=False)
