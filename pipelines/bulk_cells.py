"""The cells of a large inventory by the rules of the survey's sheet: sound rows at once, faults named for the others.

Belongs here: which columns a file makes, municipalities, currencies and areas in the words of the sheet, what is sound.
Does not belong here: files and tables (pipelines/bulk), the grammar of a cell (pipelines/cells).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial, reduce
from operator import and_

import polars as pl

from pipelines import cells, inventory, lanes
from pipelines.gazetteer import Gazetteer
from pipelines.missing import answer
from pipelines.repeats import Reading, Repeats
from pipelines.submissions import place_of
from pipelines.validation import Batch, no_faults
from schemas.columns import Column, at_least, matches, text, whole
from schemas.inventory import APPLICATION_USAGE
from schemas.reference import municipality_code
from schemas.survey import USERS
from schemas.table import RowRule, Table
from schemas.words import KRONE, KRONE_OF

KEY = ("municipality_code", "survey_round", "name_as_written")
RESPONDENT = ("municipality_code", "survey_round", "country_code")  # the country where it is asked
NUMBER = "municipality_code"
PLACE = ("municipality_code", "unit_id", "country_code")


def table_of(fields: Sequence[str]) -> Table:
    """The columns that the file has, as core.application_usage declares them, with every rule that they can break."""
    declared: dict[str, Column] = {column.name: column for column in APPLICATION_USAGE.columns}
    asked = [name for each in fields if each not in RESPONDENT for name in _made_of(each)]
    rules = tuple(rule for rule in APPLICATION_USAGE.row_rules if _columns_of(rule) & set(asked))
    # What a rule compares with is null where it was not asked; an amount without any currency is then a fault.
    needed = [name for rule in rules for name in rule.holds().meta.root_names()]
    columns = (
        municipality_code(),
        text("survey_round", "Survey round", "2026", rules=(matches("20[0-9]{2}", "a year"),)),
        *(declared[name] for name in dict.fromkeys([*asked, *needed])),
        whole("source_row", "Row of the file, counted from 1 with headings", 2, rules=(at_least(1),)),
    )
    return Table("core.inventory", "An inventory read from one table", KEY, columns, rules)


class Places:
    """Which (number, round, country) is a municipality, each looked up once."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._found: dict[tuple[str | None, ...], Mapping[str, str | None]] = {}

    def of(self, batch: pl.DataFrame) -> pl.DataFrame:
        """The distinct pairs of a batch with municipality and country; without a country where there is none."""
        asked = [name for name in RESPONDENT if name in batch.columns]
        # Mostly one round and one country: telling one column's values apart is much quicker than three's.
        varied = [name for name in asked if name == asked[0] or batch[name].n_unique() > 1]
        pairs = batch.select(asked).unique(varied, keep="any")
        found = []
        for said in pairs.iter_rows(named=True):
            pair = tuple(said.values())
            if pair not in self._found:
                self._found[pair] = place_of({"country_code": None, **said}, self._gazetteer)
            found.append(self._found[pair])
        return pairs.with_columns(
            pl.Series(f"resolved_{name}", [place.get(name) for place in found], dtype=pl.String) for name in PLACE
        )


class SoundRows:
    """Tells the rows in which nothing is wrong and types them, text by text; says nothing about the others.

    What it holds to be sound, `with_faults` types the same and breaks no rule.
    """

    def __init__(self, table: Table, fields: Iterable[str], places: Places, areas: Mapping[str, str]) -> None:
        self._table, self._places, self._areas = table, places, areas
        self._parts = {field: _part(table, field) for field in fields if field != "country_code"}
        self._columns = {name: Repeats(partial(self._read, name)) for name in self._parts if name != NUMBER}
        self._numbers: dict[tuple[str | None, ...], Repeats] = {}
        of_one_field = {rule.name for part in self._parts.values() for rule in part.row_rules}
        self._rules = [rule.holds() for rule in table.row_rules if rule.name not in of_one_field]

    def read(self, received: pl.DataFrame) -> tuple[pl.DataFrame, pl.Series]:
        """Typed columns of the table for every row, and which rows are sound; what the others hold is not meant.

        `received` is text, with source_row.
        """
        readings = [self._place(received), *(column.of(received[name]) for name, column in self._columns.items())]
        is_fine = [reading.is_fine for reading in readings if reading.is_fine is not None]
        typed = pl.concat([reading.values for reading in readings], how="horizontal")
        typed = typed.with_columns(received["source_row"].cast(pl.Int64))
        if "currency" in typed.columns:
            is_krone = (typed["currency"] == KRONE[0]).fill_null(False)
            if is_krone.any():
                krone = _with_places(received, self._places.of(received))["krone"]
                typed = typed.with_columns(currency=krone.zip_with(is_krone, typed["currency"]))
                is_fine.append(typed["currency"].is_not_null() | ~is_krone)
        absent = [column for column in self._table.columns if column.name not in typed.columns]
        typed = typed.with_columns(pl.lit(None, column.dtype).alias(column.name) for column in absent)
        is_fine += [typed.select(rule.fill_null(True)).to_series() for rule in self._rules]
        is_sound = reduce(and_, is_fine, pl.repeat(True, received.height, eager=True))
        return typed.select(list(self._table.types)), is_sound

    def _read(self, field: str, texts: pl.Series) -> Reading:
        received, faults = pl.DataFrame({field: texts}), no_faults()
        if field == "functional_area":
            received, faults = _with_area_codes(received, self._areas)
        part = self._parts[field]
        typed, unread = _parsed(part, received)
        is_fine = typed.select(pl.repeat(True, pl.len()) & part.holds()).to_series()  # a part may have no rule
        for found in (faults, unread):
            is_fine = is_fine.scatter(found["row"].unique(), False)
        if field == "currency":  # whose krone it is stands in other cells
            is_krone = received.select(_is_krone()).to_series()
            typed = typed.with_columns(currency=pl.when(is_krone).then(pl.lit(KRONE[0])).otherwise("currency"))
            is_fine |= is_krone
        return Reading(typed, None if is_fine.all() else is_fine)

    def _place(self, received: pl.DataFrame) -> Reading:
        others = [name for name in RESPONDENT if name in received.columns and name != NUMBER]
        if any(received[name].n_unique() != 1 for name in others):
            return self._placed({}, received.select(NUMBER, *others))
        # One round and one country: the number alone says which municipality.
        said: dict[str, str | None] = received.select(others).row(0, named=True) if others else {}
        known = tuple(said.values())
        if known not in self._numbers:
            self._numbers[known] = Repeats(lambda numbers: self._placed(said, pl.DataFrame({NUMBER: numbers})))
        return self._numbers[known].of(received[NUMBER])

    def _placed(self, said: Mapping[str, str | None], asked: pl.DataFrame) -> Reading:
        """The municipality's number in full; not fine where there is no municipality."""
        asked = asked.with_columns(pl.lit(text, pl.String).alias(name) for name, text in said.items())
        found = _with_places(asked, self._places.of(asked))
        values = found.select(pl.col("resolved_municipality_code").alias(NUMBER))
        is_fine = found["resolved_unit_id"].is_not_null() & values.select(self._parts[NUMBER].holds()).to_series()
        return Reading(values, None if is_fine.all() else is_fine)


def with_faults(table: Table, received: pl.DataFrame, places: Places, areas: Mapping[str, str]) -> Batch:
    """Rows on their way into the table by the functions that read a sheet, with a fault for what cannot be read."""
    pairs = places.of(received)
    received, faults = _in_words_of_the_sheet(received, pairs, areas)
    typed, unread = _parsed(table, received)
    typed = typed.with_columns(received["source_row"].cast(pl.Int64))
    absent = [column for column in table.columns if column.name not in typed.columns]
    typed = typed.with_columns(pl.lit(None, column.dtype).alias(column.name) for column in absent)
    return Batch(table, typed.select(list(table.types)), received, pl.concat([unread, *faults]))


def _made_of(field: str) -> list[str]:
    return [f"users_{end}" for end in ("low", "mid", "high")] if field == USERS.name else [field]


def _columns_of(rule: RowRule) -> set[str]:
    return set(rule.holds().meta.root_names())


def _part(table: Table, field: str) -> Table:
    """What one field makes of the table, with the rules that it can break alone."""
    names = _made_of(field)
    columns = tuple(column for column in table.columns if column.name in names)
    rules = tuple(rule for rule in table.row_rules if _columns_of(rule) <= set(names))
    return Table(table.name, table.description, (), columns, rules)


def _parsed(table: Table, received: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The table's columns that were received, and what could not be read."""
    columns = [column for column in table.columns if column.name in received.columns and column.name != "source_row"]
    typed, faults = cells.parse(columns, received)
    if USERS.name not in received.columns:
        return typed, faults
    users, user_faults = cells.count(received, USERS.name, "users_")
    return pl.concat([typed, users], how="horizontal"), pl.concat([faults, user_faults])


def _in_words_of_the_sheet(
    received: pl.DataFrame, pairs: pl.DataFrame, areas: Mapping[str, str]
) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """Numbers of municipalities in full, `kr` as the country's krone, areas as codes; faults for what is neither."""
    found = _with_places(received, pairs)
    is_lost = pl.col("resolved_unit_id").is_null() & pl.col(NUMBER).is_not_null() & pl.col("survey_round").is_not_null()
    faults = [_fault(found.with_row_index("row").filter(is_lost), NUMBER, "unknown_municipality")]
    if "currency" in received.columns:
        krone = pl.coalesce("krone", "currency")
        found = found.with_columns(currency=pl.when(_is_krone()).then(krone).otherwise("currency"))
    found = found.with_columns(pl.coalesce("resolved_municipality_code", NUMBER).alias(NUMBER))
    received = found.select(received.columns)
    if "functional_area" in received.columns:
        received, area_faults = _with_area_codes(received, areas)
        faults.append(area_faults)
    return received, faults


def _with_places(received: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """The same rows with what was found of their pair, and its country's krone."""
    asked = [name for name in RESPONDENT if name in received.columns]
    krone = pl.col("resolved_country_code").replace_strict(KRONE_OF, default=None, return_dtype=pl.String)
    paid = pairs.with_columns(krone=krone)
    return received.join(paid, on=asked, how="left", maintain_order="left", nulls_equal=True)


def _is_krone() -> pl.Expr:
    return pl.col("currency").str.strip_chars().str.to_lowercase().is_in(KRONE).fill_null(False)


def _with_area_codes(received: pl.DataFrame, areas: Mapping[str, str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Areas as codes, and a fault for each that the code list lacks."""
    known = set(areas.values())
    read = lanes.codes(received["functional_area"], known, lambda raw: inventory.area_code(raw, areas))
    received = received.with_columns(functional_area=read)
    is_strange = (
        pl.col("functional_area").is_in(known).not_()
        & answer("functional_area", pl.col("functional_area")).is_not_null()
    )
    return received, _fault(received.with_row_index("row").filter(is_strange), "functional_area", "one_of")


def _fault(rows: pl.DataFrame, column: str, rule: str) -> pl.DataFrame:
    return rows.select(pl.col("row").cast(pl.Int64), column=pl.lit(column), rule=pl.lit(rule), value=column)
