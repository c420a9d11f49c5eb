"""Text of a cell to a typed value, strictly: what is not sure is a fault, never a guess.

Belongs here: numbers, whole numbers, days, yes/no, codes and counts with bounds, as people write them in
Nordic languages. Does not belong here: which cell is which (pipelines/workbook), amounts in running text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import polars as pl

from pipelines import lanes
from pipelines.missing import BLANKS, answer
from pipelines.validation import FAULTS, no_faults
from schemas.columns import Column
from schemas.words import WORDS, YES_NO

MONTHS = (
    "januar januari tammikuuta january",
    "februar februari helmikuuta february",
    "mars marts maaliskuuta march",
    "april huhtikuuta",
    "mai maj toukokuuta may",
    "juni kesäkuuta june",
    "juli heinäkuuta july",
    "august augusti elokuuta",
    "september syyskuuta",
    "oktober lokakuuta october",
    "november marraskuuta",
    "desember december joulukuuta",
)
# The longer name first, so that januari is not januar and an i.
MONTH_NUMBERS = dict(
    sorted(
        ((name, f"month{number:02}") for number, names in enumerate(MONTHS, start=1) for name in names.split()),
        key=lambda named: -len(named[0]),
    )
)
GROUP = r"[1-9][0-9]{0,2}"  # the first group of thousands never begins with 0
SPACES = "[ \u00a0\u202f\u2009]"
ABOUT_SHARE = 0.1  # method: about means ten percent either way
BANDS = r"^([0-9]+)\s*(?:[-\u2013]|til|till)\s*([0-9]+)$"
BELOW = r"^(?i)(?:<|under|færre enn|færre end|färre än|alle|fewer than|less than) ?([0-9]+)$"
AT_LEAST = (
    r"^(?i)(?:minst |mindst |vähintään |at least )?([0-9]+) ?"
    r"(?:\+|eller flere|eller fleire|eller fler|tai enemmän|or more)?$"
)
MORE_THAN = r"^(?i)(?:>|over|mer enn|meir enn|mere end|fler än|mer än|över|yli|more than) ?([0-9]+)$"
AROUND = r"^(?:ca\.?|cirka|circa|omtrent|rundt|omkring|ungefär|noin|about|approx\.?)\s*(.+)$"


def parse(columns: Iterable[Column], received: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Typed columns of the text columns with the same names, and `FAULTS` for what could not be read."""
    values, faults = [], [no_faults()]
    for column in columns:
        typed = _typed(column, received[column.name]).alias(column.name)
        values.append(typed)
        faults.append(unread(received, column.name, typed, _rule(column)))
    return pl.DataFrame(values), pl.concat(faults)


def _typed(column: Column, text: pl.Series) -> pl.Series:
    """One column; plain texts by the fast lane, which gives what the grammar would."""

    def word(raw: pl.Expr) -> pl.Expr:
        return _word(column.name, clean(answer(column.name, raw)))

    if column.dtype == pl.Float64():
        return lanes.numbers(text, lambda raw: number(word(raw)))
    if column.dtype == pl.Int64():
        return lanes.whole_numbers(text, lambda raw: whole(word(raw)))
    if column.dtype == pl.Date():
        return lanes.distinct(text, lambda raw: day(word(raw)))
    if column.dtype == pl.Boolean():
        return lanes.distinct(text, lambda raw: yes_no(word(raw)))
    if column.name in WORDS:
        return lanes.codes(text, set(WORDS[column.name].values()), word)
    return lanes.distinct(text, word)


def _rule(column: Column) -> Callable[[pl.Expr], pl.Expr]:
    """Why a text of the column is no value, given the cleaned text."""
    if column.dtype == pl.Float64():
        return number_rule
    names = {pl.Int64(): "whole_number", pl.Date(): "date", pl.Boolean(): "yes_no", pl.String(): "text"}
    return lambda _: pl.lit(names[column.dtype])


def clean(text: pl.Expr) -> pl.Expr:
    """Without outer blanks; a blank cell is null."""
    stripped = text.str.strip_chars(BLANKS)
    return pl.when(stripped.str.len_chars() > 0).then(stripped)


def number(text: pl.Expr, *, is_money: bool = True) -> pl.Expr:
    """A finite decimal number, or null. Spaces, and dots or commas in several groups, are thousands.

    Money may say kr, which every Nordic krone does; any other currency is a fault, for the row has one of its own.
    """
    bare = _bare(text, is_money=is_money)
    spaced = bare.str.replace_all(SPACES, " ")
    grouped = spaced.str.replace_all(" ", "", literal=True)
    # With ,- or :- behind it a number has no decimals, so its marks are thousands.
    no_decimals = text.str.contains(r"[,:]-(?:\s*kr\.?)?$").fill_null(False)
    forms = (
        (rf"^-?(?:[0-9]+|{GROUP}(?: [0-9]{{3}})+)$", grouped),
        (rf"^-?(?:[0-9]+|{GROUP}(?: [0-9]{{3}})+),[0-9]+$", grouped.str.replace(",", ".", literal=True)),
        (rf"^-?(?:[0-9]+|{GROUP}(?: [0-9]{{3}})+)\.[0-9]+$", grouped),
        (
            rf"^-?{GROUP}(?:\.[0-9]{{3}})+,[0-9]+$|^-?{GROUP}(?:\.[0-9]{{3}}){{2,}}$",
            bare.str.replace_all(".", "", literal=True).str.replace(",", ".", literal=True),
        ),
        (
            rf"^-?{GROUP}(?:,[0-9]{{3}})+\.[0-9]+$|^-?{GROUP}(?:,[0-9]{{3}}){{2,}}$",
            bare.str.replace_all(",", "", literal=True),
        ),
    )
    plain = pl.coalesce(pl.when(spaced.str.contains(form)).then(value) for form, value in forms)
    whole_money = pl.when(spaced.str.contains(rf"^-?{GROUP}(?:[. ][0-9]{{3}})*$")).then(
        bare.str.replace_all(r"[.\s\u00a0\u202f\u2009]", "")
    )
    sure = pl.when(no_decimals).then(pl.coalesce(whole_money, plain)).when(~_is_ambiguous(bare)).then(plain)
    return sure.cast(pl.Float64, strict=False)


def number_rule(text: pl.Expr) -> pl.Expr:
    """Why a text is no number: ambiguous_number where a mark could be thousands or decimals."""
    return (
        pl.when(_is_ambiguous(_bare(text, is_money=True))).then(pl.lit("ambiguous_number")).otherwise(pl.lit("number"))
    )


def whole(text: pl.Expr) -> pl.Expr:
    """A whole number, or null; 4.7 is not rounded."""
    value = number(text)
    return pl.when(value == value.floor()).then(value).cast(pl.Int64, strict=False)


def day(text: pl.Expr) -> pl.Expr:
    """A calendar day written as 2025-12-31, 31.12.2025 or 31. desember 2025, or null.

    With slashes a reader cannot tell day from month, so that is null too.
    """
    iso = text.str.replace(r"[ T]00:00:00$", "").str.to_date("%Y-%m-%d", strict=False)
    whole_iso = pl.when(text.str.contains(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}([ T]00:00:00)?$")).then(iso)
    numbered = text.str.replace(r"^(?i)den ", "").str.to_lowercase().str.replace_many(MONTH_NUMBERS, leftmost=True)
    dotted = numbered.str.replace(r"^([0-9]{1,2})\.? (?:month)([0-9]{2}) ([0-9]{4})$", "$1.$2.$3")
    nordic = pl.when(dotted.str.contains(r"^[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}$")).then(
        dotted.str.to_date("%d.%m.%Y", strict=False)
    )
    return pl.coalesce(whole_iso, nordic)


def yes_no(text: pl.Expr) -> pl.Expr:
    return text.str.to_lowercase().replace_strict(YES_NO, default=None, return_dtype=pl.Boolean)


def count(received: pl.DataFrame, name: str, stem: str, *, is_money: bool = False) -> tuple[pl.DataFrame, pl.DataFrame]:
    """A count or amount as <stem>low, <stem>mid, <stem>high: exact, `ca. 120`, `<10`, `10-50`, `100+`.

    Open ends are null, and so is the middle of a band with an open end. The fault is of <stem>mid.
    """
    plain, others = lanes.plain_numbers(received[name])
    exact = pl.DataFrame([plain.alias(f"{stem}{end}") for end in ("low", "mid", "high")])
    bounds = exact
    if others.len():
        ends = _bounds(clean(answer(name, pl.col("text"))), is_money=is_money)
        said = pl.DataFrame({"text": others}).select(
            "text", *(value.alias(f"{stem}{end}") for end, value in ends.items())
        )
        text = pl.DataFrame({"text": received[name]})
        read = text.join(said, on="text", how="left", maintain_order="left").drop("text")
        bounds = pl.DataFrame([exact[column].fill_null(read[column]) for column in exact.columns])
    either = bounds[f"{stem}low"].fill_null(bounds[f"{stem}high"])

    def rule(cleaned: pl.Expr) -> pl.Expr:
        return number_rule(pl.coalesce(cleaned.str.to_lowercase().str.extract(AROUND, 1), cleaned))

    faults = unread(received, name, either, rule)
    return bounds, faults.with_columns(column=pl.lit(f"{stem}mid"))


def _bounds(text: pl.Expr, *, is_money: bool) -> dict[str, pl.Expr]:
    """Low, mid and high of a cleaned text."""
    band_low, band_high = text.str.extract(BANDS, 1).cast(pl.Float64), text.str.extract(BANDS, 2).cast(pl.Float64)
    least, below, more = (text.str.extract(form, 1).cast(pl.Float64) for form in (AT_LEAST, BELOW, MORE_THAN))
    around_text = text.str.to_lowercase().str.extract(AROUND, 1)
    around, exact = number(around_text, is_money=is_money), number(text, is_money=is_money)
    from_nothing = pl.when(below.is_not_null()).then(0.0)
    return {
        "low": pl.coalesce(exact, around * (1 - ABOUT_SHARE), band_low, least, more + 1, from_nothing),
        "mid": pl.coalesce(exact, around, (band_low + band_high) / 2),
        # Fewer than ten is at most nine.
        "high": pl.coalesce(exact, around * (1 + ABOUT_SHARE), band_high, below - 1),
    }


def unread(received: pl.DataFrame, name: str, typed: pl.Series, rule: Callable[[pl.Expr], pl.Expr]) -> pl.DataFrame:
    """A fault for every row that has a text but no value; `rule` names it, given the cleaned text."""
    lost = received[name].is_not_null() & typed.is_null()
    if not lost.any():
        return no_faults()
    text = pl.DataFrame({"row": lost.arg_true().cast(pl.Int64), "value": received[name].filter(lost)})
    named = text.with_columns(cleaned=clean(answer(name, pl.col("value")))).filter(pl.col("cleaned").is_not_null())
    return named.select("row", column=pl.lit(name), rule=rule(pl.col("cleaned")), value="value").select(FAULTS.keys())


def _bare(text: pl.Expr, *, is_money: bool) -> pl.Expr:
    """Without kr and without the dash that stands for no decimals."""
    bare = text.str.replace_all("\u2212", "-")
    if is_money:
        bare = bare.str.replace(r"(?i)^kr\.?\s*", "").str.replace(r"(?i)\s*kr\.?$", "").str.replace(r"[,:]-$", "")
    return bare.str.strip_chars()


def _is_ambiguous(bare: pl.Expr) -> pl.Expr:
    """2.500 and 2,500: thousands to one reader, decimals to another. 0.125 is no thousand."""
    return bare.str.contains(r"^-?[1-9][0-9]{0,2}[.,][0-9]{3}$").fill_null(False)


def _word(name: str, text: pl.Expr) -> pl.Expr:
    """A code by one of its reviewed words; any other text is left for the code list to judge."""
    if name not in WORDS:
        return text
    return text.str.to_lowercase().replace_strict(WORDS[name], default=text, return_dtype=pl.String)
