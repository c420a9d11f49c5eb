"""What the report says, in Norwegian and English, and how it writes a number.

Belongs here: choosing a text by language, the form of a number. Does not belong here: the texts (texts, headings,
glossary), which numbers are shown (tables) and where (page).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from pipelines.report.glossary import CODES, COLUMN_CODES, sentence_in_norwegian
from pipelines.report.headings import HEADINGS
from pipelines.report.texts import TEXTS
from schemas.messages import MESSAGES, sentence

LANGUAGES = ("nb", "en")
NO_BREAK = "\N{NARROW NO-BREAK SPACE}"
DASH = "\N{EN DASH}"


# What people call things stays as they wrote it.
NAMES = frozenset(
    ("unit_name", "municipality_name", "municipalities", "canonical_name", "name_as_written", "product_names", "title",
     "origin_title", "publisher", "licence", "example_value", "example_file", "value", "column_name", "table_name",
     "convention", "file", "sheet", "cell", "sentence", "currency", "unit_id", "entity_id")
)  # fmt: skip


# Numbers that are names of years and forms.
NOT_AMOUNTS = frozenset(
    ("year", "price_year", "last_year", "size_year", "nearest_size_year", "first_round", "last_round", "form_code")
)
# As mart.cost_observation writes what may be compared where the scope is not known.
DEFINITION = re.compile(r"(PARTIAL|UNKNOWN) as (.+?) in (.*) out (.*)")


class Words:
    """Texts and number forms of one language, `nb` or `en`."""

    def __init__(self, language: str, areas: Mapping[str, tuple[str, str]] = MappingProxyType({})) -> None:
        """`areas` are functional areas by code, in the order of LANGUAGES."""
        self.language = language
        self._index = LANGUAGES.index(language)
        self._codes = {**CODES, **areas}

    def __call__(self, key: str, **values: object) -> str:
        """One text; a key without a text is a fault of the program and raises KeyError."""
        return TEXTS[key][self._index].format(**values) if values else TEXTS[key][self._index]

    def flag(self, flag: str) -> str:
        """What a figure's flag is called."""
        return self(f"name_{flag}")

    def heading(self, column: str) -> str:
        return HEADINGS[column][self._index] if column in HEADINGS else column

    def code(self, value: str) -> str:
        """A code in words where there are words for it, and as it is where not."""
        said = TEXTS.get(value) or self._codes.get(value)
        if said is not None:
            return said[self._index]
        return (sentence_in_norwegian(value) if self.language == "nb" else None) or value

    def number(self, value: float | int | None, decimals: int | None = None) -> str:
        """`1 234,5` in Norwegian, `1,234.5` in English; an empty value is a dash."""
        if value is None:
            return DASH
        if decimals is None:
            decimals = 0 if isinstance(value, int) or abs(value) >= 100 else 1 if abs(value) >= 10 else 2
        text = f"{value:,.{decimals}f}"
        if decimals and isinstance(value, float) and value.is_integer():
            text = f"{value:,.0f}"
        if self.language == "en":
            return text
        return text.replace(",", NO_BREAK).replace(".", ",")

    def any(self, column: str, value: Any) -> str:
        """Whatever stands in a cell, as text. A year is no amount and has no thousands."""
        if value is None:
            return DASH
        if isinstance(value, bool):
            return self("yes" if value else "no")
        if isinstance(value, (int, float)):
            return str(value) if column in NOT_AMOUNTS else self.number(value)
        if isinstance(value, (datetime.date, datetime.datetime)):
            return value.isoformat()[:10]
        if column in ("pool", "comparison_key") and (said := DEFINITION.fullmatch(str(value))):
            return self._definition(*said.groups())
        if column in NAMES:
            return str(value).replace("|", ", ")
        if value in COLUMN_CODES.get(column, ()):
            return COLUMN_CODES[column][value][self._index]
        if column == "rule" and value in MESSAGES:
            return sentence(str(value), None, self.language).strip(" :")
        return ", ".join(self.code(each) for each in str(value).split("|"))

    def _definition(self, scope: str, whose: str, inside: str, outside: str) -> str:
        """Which costs are put together where the scope is not known: one definition and the same pools."""
        with_, without = (
            ", ".join(self.code(pool) for pool in pools.split("|") if pool) for pools in (inside, outside)
        )
        return self("definition", scope=self.code(scope), whose=whose, inside=with_ or DASH, outside=without or DASH)
