"""What a sender should mend before sending: the rules of the build, run on a few files.

Belongs here: reading, settling and weighing files as the build does, what was read, kept, held and rejected per sheet,
totals against the last round. Does not belong here: the report's text (pipelines/feedback_text), colouring cells
(pipelines/workbook/annotate).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from pipelines import budget, inventory, missing, reference, submissions
from pipelines.addresses import with_cell
from pipelines.catalogue import Catalogue, shipped_catalogue
from pipelines.exchange import exchange_rates
from pipelines.gazetteer import Gazetteer
from pipelines.overrides import municipalities, overridden
from pipelines.plausibility.bounds import bounds
from pipelines.plausibility.confirmations import confirmations
from pipelines.plausibility.earlier import released
from pipelines.plausibility.figures import Answers
from pipelines.plausibility.prices import Prices
from pipelines.plausibility.weighing import Weighed, Yardsticks, weigh
from pipelines.validation import Validated
from pipelines.workbook.pile import EXTRA, HEADING, UNREAD, raw_name
from pipelines.workbook.reader import read
from pipelines.workbook.received import Received, received_file, received_in
from schemas.messages import LANGUAGES
from schemas.reference import CONSUMER_PRICE, EXCHANGE_RATE, POPULATION
from schemas.survey import ABOUT, APPLICATIONS, BUDGET, SHEET_TABLES, SHEETS, SIZES

# A figure ten times that of the last round is more often thousands mistaken for kroner than growth.
TENFOLD = 10
TEXT, AMOUNT = pl.String(), pl.Float64()
TOTALLED = {
    APPLICATIONS.name: {"unit_id": TEXT, "annual_licence": AMOUNT},
    BUDGET.name: {"unit_id": TEXT, "measure": TEXT, "amount_mid": AMOUNT},
    SIZES.name: {"unit_id": TEXT, "size": TEXT, "mid": AMOUNT},
}


@dataclass(frozen=True)
class Counts:
    """Rows of one sheet of one file: n_read is the sum of the others.

    A row that is rejected in part, one of two amounts, counts as rejected, else one that is held in part as held; a
    line of the template left blank is unanswered; a superseded row is one of a submission that a newer one of the same
    files stands for.
    """

    file: str
    sheet: str
    n_read: int
    n_kept: int
    n_rejected: int
    n_unanswered: int
    n_superseded: int
    n_held: int


@dataclass(frozen=True)
class Jump:
    """A total that differs tenfold from what it is compared with.

    `what` and `compared_with` are codes of schemas/feedback; `part` is the cost pool or size, empty for a whole.
    """

    municipality: str
    what: str
    part: str
    now: float
    before: float
    compared_with: str


@dataclass(frozen=True)
class Feedback:
    """Everything there is to say of some files.

    `rejects` has the columns of quality.reject, `answers` of core.survey_answer, `extra` file, sheet, heading, len,
    `questions` those of quality.held.
    """

    files: Sequence[Received]
    languages: Mapping[str, str]
    counts: Sequence[Counts]
    rejects: pl.DataFrame
    answers: pl.DataFrame
    extra: pl.DataFrame
    response: pl.DataFrame
    jumps: Sequence[Jump]
    questions: pl.DataFrame

    @property
    def faults(self) -> pl.DataFrame:
        return self.rejects.filter(pl.col("severity") == "rejected")

    @property
    def held(self) -> pl.DataFrame:
        """Cells that are left out until a person confirms them."""
        return self.rejects.filter(pl.col("severity") == "held")

    @property
    def left_out(self) -> pl.DataFrame:
        """What a sender is asked to mend or to confirm, faults first."""
        return pl.concat([self.faults, self.held])


@dataclass(frozen=True)
class Known:
    """What answers are held against: municipalities, the catalogue, what is believed, what a person has confirmed."""

    gazetteer: Gazetteer
    catalogue: Catalogue
    yardsticks: Yardsticks
    confirmed: pl.DataFrame


def shipped(data: Path, review: Path, own: Path | None = None) -> Known:
    """What the build reads, read once for any number of checks.

    `own` is the home's folder of reference figures; confirmations lie beside the file of reviews.
    """
    figures = data / "reference"
    prices = Prices(
        overridden(EXCHANGE_RATE, exchange_rates(), own),
        overridden(CONSUMER_PRICE, reference.consumer_prices(figures).valid, own),
    )
    population = overridden(POPULATION, reference.population(figures).valid, own)
    return Known(
        Gazetteer(municipalities(data, own)),
        shipped_catalogue(data, review),
        Yardsticks(bounds(data / "plausibility.csv"), population, prices),
        confirmations(review.with_name("held.csv")),
    )


def check(paths: Sequence[Path], known: Known, warehouse: Path, *, is_example_home: bool = False) -> Feedback:
    """Read and settle files by the rules of the build; `warehouse` need not exist yet."""
    files = [received for path in paths for received in _received(path)]
    raw = read(files)
    response = submissions.responses(raw, known.gazetteer, is_example_home=is_example_home)
    settled: dict[str, Validated] = {
        APPLICATIONS.name: inventory.application_usage(raw[raw_name(APPLICATIONS)], response.valid, known.catalogue),
        BUDGET.name: budget.budget_lines(raw[raw_name(BUDGET)], response.valid),
        SIZES.name: budget.survey_sizes(raw[raw_name(SIZES)], response.valid),
    }
    weighed = weigh(
        Answers(settled[BUDGET.name].valid, settled[SIZES.name].valid, settled[APPLICATIONS.name].valid),
        known.yardsticks,
        known.confirmed,
        released(warehouse, response.valid),
    )
    settled = _weighed(settled, weighed)
    found = pl.concat([response.rejects, *(part.rejects for part in settled.values())])
    return Feedback(
        files,
        {file.name: language_of(raw[HEADING].filter(pl.col("file") == file.name)) for file in files},
        list(_counts(raw, settled, response.valid)),
        with_cell(found, raw[HEADING]).sort("file", "sheet", "row_number", "column_name", nulls_last=False),
        missing.survey_answers(raw, response.valid, [part.rejects for part in settled.values()]),
        raw[EXTRA].group_by("file", "sheet", "heading", maintain_order=True).len(),
        response.valid,
        [*_within(settled[BUDGET.name].valid, response.valid), *_since(settled, response.valid, warehouse)],
        weighed.held,
    )


def _weighed(settled: Mapping[str, Validated], weighed: Weighed) -> dict[str, Validated]:
    """The sheets with what is believed of them, what is held or impossible among their rejects."""
    kept = {
        BUDGET.name: weighed.kept.lines,
        SIZES.name: weighed.kept.sizes,
        APPLICATIONS.name: weighed.kept.usage,
    }
    return {
        name: Validated(
            kept[name],
            pl.concat([part.rejects, weighed.rejects.filter(pl.col("table_name") == SHEET_TABLES[name])]),
        )
        for name, part in settled.items()
    }


def _received(path: Path) -> Iterator[Received]:
    if path.is_dir():
        yield from received_in(path)
    else:
        yield from received_file(path, path.name)


def language_of(headings: pl.DataFrame) -> str:
    """The language most headings of a file are written in; English where they are in none."""
    said = [(row["sheet_name"], row["column"], row["heading"]) for row in headings.iter_rows(named=True)]
    written = {
        language: sum(
            1
            for sheet in SHEETS
            for field in sheet.fields
            if language in field.headings and (sheet.name, field.name, field.headings[language]) in said
        )
        for language in ("en", *LANGUAGES)
    }
    return max(written, key=lambda language: written[language])


def _counts(
    raw: Mapping[str, pl.DataFrame], settled: Mapping[str, Validated], response: pl.DataFrame
) -> Iterator[Counts]:
    """Per file and sheet, in the order of the file."""
    place = ["file", "sheet", "sheet_name", "row_number", "submission"]
    received = [
        raw[raw_name(sheet)].with_columns(sheet_name=pl.lit(sheet.name)).select(place)
        for sheet in SHEETS
        if sheet is not ABOUT
    ]
    unread = raw[UNREAD].filter(pl.col("sheet_name") != ABOUT.name).select(place)
    replaced = response.filter(pl.col("status") == "superseded")["submission"].implode()
    for (file, sheet, name), rows in pl.concat([*received, unread]).group_by(place[:3], maintain_order=True):
        part = settled[str(name)]
        here = part.rejects.filter((pl.col("file") == file) & (pl.col("sheet") == sheet))
        wrong, held, silent = (
            set(here.filter(pl.col("severity") == severity)["row_number"]) for severity in ("rejected", "held", "told")
        )
        wrong |= set(rows.join(unread, on=place, how="semi")["row_number"])
        valid = part.valid.filter((pl.col("source_file") == file) & (pl.col("source_sheet") == sheet))
        if name == BUDGET.name:  # a pool that is in, and nobody wrote an amount, is a line and no answer
            valid = valid.filter(pl.col("amount_status") != "not_answered")
        held -= wrong
        kept = set(valid["source_row"]) - wrong - held
        n_old = rows.filter(pl.col("submission").is_in(replaced)).height
        n_silent = len(silent - wrong - held - kept)
        yield Counts(str(file), str(sheet), rows.height, len(kept), len(wrong), n_silent, n_old, len(held))


def _totals(settled: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """unit_id, what, part, value: what a municipality's answers add up to."""
    usage, lines, sizes = (settled[sheet.name] for sheet in (APPLICATIONS, BUDGET, SIZES))
    whole = pl.lit("")
    return pl.concat(
        [
            lines.group_by("unit_id", "measure")
            .agg(pl.col("amount_mid").sum())
            .select("unit_id", what="measure", part=whole, value="amount_mid"),
            usage.group_by("unit_id")
            .agg(pl.len().cast(pl.Float64))
            .select("unit_id", what=pl.lit("applications"), part=whole, value="len"),
            usage.group_by("unit_id")
            .agg(pl.col("annual_licence").sum())
            .select("unit_id", what=pl.lit("annual_licences"), part=whole, value="annual_licence"),
            sizes.select("unit_id", what=pl.lit("number_of"), part="size", value="mid"),
        ]
    )


def _within(lines: pl.DataFrame, response: pl.DataFrame) -> Iterator[Jump]:
    """Accounts and budget of one pool that differ tenfold."""
    sides = [
        lines.filter(pl.col("measure") == measure).select("unit_id", "cost_pool", amount="amount_mid")
        for measure in ("budget", "account")
    ]
    both = sides[0].join(sides[1], on=["unit_id", "cost_pool"], suffix="_before")
    names = dict(response.select("unit_id", "municipality_name").iter_rows())
    for unit, pool, now, before in both.iter_rows():
        if _is_jump(now, before):
            yield Jump(names[unit], "budget_of", pool, now, before, "account")


def _since(settled: Mapping[str, Validated], response: pl.DataFrame, warehouse: Path) -> Iterator[Jump]:
    """Totals that differ tenfold from those of the municipality's last round in the released warehouse."""
    if not warehouse.exists():
        return
    now = _totals({name: part.valid for name, part in settled.items()})
    for answer in response.filter(pl.col("status") == "in_force").iter_rows(named=True):
        released = {name: _released(warehouse, name, answer) for name in settled}
        before = _totals(released)
        both = now.filter(pl.col("unit_id") == answer["unit_id"]).join(
            before, on=["unit_id", "what", "part"], suffix="_before"
        )
        for _, what, part, value, value_before in both.iter_rows():
            if _is_jump(value, value_before):
                yield Jump(answer["municipality_name"], what, part, value, value_before, "last_round")


def _released(warehouse: Path, sheet: str, answer: Mapping[str, object]) -> pl.DataFrame:
    """What a municipality's totals of the last round before the one answered are made of."""
    columns = TOTALLED[sheet]
    with duckdb.connect(warehouse, read_only=True) as connection:
        rows = connection.execute(
            f"""select {", ".join(columns)} from {SHEET_TABLES[sheet]} where unit_id = $unit_id and origin_id = (
                    select max(origin_id) from core.survey_response
                    where unit_id = $unit_id and survey_round < $survey_round)""",
            {name: answer[name] for name in ("unit_id", "survey_round")},
        ).fetchall()
    return pl.DataFrame(rows, schema=columns, orient="row")


def _is_jump(now: float | None, before: float | None) -> bool:
    return bool(now and before and (now >= TENFOLD * before or before >= TENFOLD * now))
