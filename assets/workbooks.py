"""The command `munibench template`: the workbook that is sent to a municipality.

Belongs here: the options, the name of the file. Does not belong here: what the workbook holds
(pipelines/workbook/template).
"""

from __future__ import annotations

import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pipelines.faults import UserError
from pipelines.settings import Home, Shipped
from schemas.reference import MUNICIPALITY_CODE_DIGITS


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
    municipality: Annotated[str, typer.Option(help="Municipality number or name.")],
    survey_round: Annotated[str, typer.Option("--round", help="Survey round, a year.")],
    language: Annotated[Language, typer.Option(help="Language of the workbook.")] = Language.nb,
    country: Annotated[Country, typer.Option(help="Country of the municipality.")] = Country.NO,
    prefill: Annotated[bool, typer.Option(help="Fill in the last round's answers, without amounts.")] = False,
    out: Annotated[Path | None, typer.Option(help="File to write; named after the municipality if left out.")] = None,
) -> None:
    """Write the survey workbook of one municipality."""
    from pipelines import reference
    from pipelines.gazetteer import Gazetteer
    from pipelines.overrides import municipalities
    from pipelines.prefill import last_answers
    from pipelines.workbook.template import Prefill, write_template

    if not (survey_round.isdecimal() and survey_round.isascii() and 2000 <= int(survey_round) <= 2099):
        raise UserError(f"--round is a year such as 2026, not {survey_round!r}.")
    folder = Shipped().data / "reference"
    at = datetime.date(int(survey_round), 1, 1)
    number = municipality.zfill(MUNICIPALITY_CODE_DIGITS[country.value]) if municipality.isdecimal() else municipality
    place = Gazetteer(municipalities(Shipped().data, Home().reference)).resolve(number, country.value, at)
    name = "area" if language is Language.en else f"area_{language.value}"
    areas = dict(reference.functional_areas(folder).valid.select("functional_area", name).iter_rows())
    path = out or Path(f"munibench_{survey_round}_{place.country_code}_{place.municipality_code}.xlsx")
    if path.suffix.lower() != ".xlsx":
        raise UserError(f"{path} is no name of a workbook: it must end in .xlsx.")
    if path.exists():
        raise UserError(f"{path} is there already and may hold answers. Give another name with --out.")
    if not path.parent.is_dir():
        raise UserError(f"{path.parent} is no folder. Make it first, or give another name with --out.")
    before = last_answers(Home().warehouse, place, survey_round, language.value, areas) if prefill else Prefill()
    write_template(path, place, survey_round, language.value, areas, before)
    Console(highlight=False, soft_wrap=True).print(f"{path}: {place.name}, round {survey_round}", markup=False)
