"""What municipalities sent in, as received, and who answered.

Belongs here: the raw tables of submissions, the table of respondents. Does not belong here: reading cells.
"""

from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import polars as pl

from assets.resources import Place
from assets.tables import key, preview, rejects_name, table_asset
from pipelines import accepted, inbox, missing, submissions, survey
from pipelines.corrections import corrected, corrections
from pipelines.gazetteer import Gazetteer
from pipelines.overrides import municipalities
from pipelines.tables import TABLES
from pipelines.validation import Validated
from pipelines.workbook.pile import COLUMNS, FILE, HEADING, KEPT, NOTICE, RAW_SHEETS, UNREAD, raw_name
from schemas.completeness import MISSING_ANSWER, SURVEY_ANSWER
from schemas.quality import CORRECTION
from schemas.survey import ABOUT, RESPONSE, SHEET_TABLES, SHEETS, SUPERSEDED_ANSWER, Sheet

GROUP = "survey"
DESCRIPTIONS = {
    "raw.survey_file": "Every file that could be opened, with the digest of its bytes.",
    "raw.survey_heading": "Where each column of each sheet stands, so that a fault can name its cell.",
    "raw.survey_extra": "Cells of columns that the template does not have: kept, named, used for nothing.",
    "raw.survey_notice": "What is wrong with a file or sheet as a whole, and what was passed over by name.",
    "raw.survey_unread": "Rows under headings that do not hold, each as one text.",
    "raw.survey_kept": "Answers accepted before that stay, for the file in their place is not accepted.",
} | {
    raw_name(sheet): f"Rows of the sheet {sheet.titles['en']} as received, all text, with file and row."
    for sheet in SHEETS
}
INBOX_STATE, FIGURES_STATE = "inbox_state", "figures_state"  # metadata: what the sensor takes for already read


@dg.multi_asset(
    specs=[
        dg.AssetSpec(key(name), group_name=GROUP, kinds={"excel", "parquet"}, description=DESCRIPTIONS[name])
        for name in (*COLUMNS, *RAW_SHEETS)
    ],
    name="survey_workbooks",
)
def workbooks(place: Place) -> Iterator[dg.MaterializeResult]:
    """What is in the inbox, every file's bytes kept; and what was accepted last where its file is not now."""
    home = place.home
    figures = inbox.figures_state(home)
    read = inbox.state(home)  # before anything is read: what comes later is then seen as a change
    stands = accepted.stand(
        survey.read_folder(home.inbox),
        accepted.filed(home.inbox, home.snapshots),
        accepted.read_register(home.accepted),
        home.snapshots,
        accepted.Judge(
            Gazetteer(municipalities(place.shipped.data, home.reference)),
            _corrections_folders(place),
            is_example_home=home.is_example,
        ),
    )
    accepted.write_register(home.accepted, stands.register)
    for name, frame in stands.raw.items():
        place.lake.write(name, frame)
        yield dg.MaterializeResult(
            asset_key=key(name),
            metadata={
                "dagster/row_count": frame.height,
                "files": frame["file"].n_unique(),
                INBOX_STATE: read,
                FIGURES_STATE: figures,
                "preview": dg.MetadataValue.md(preview(frame)),
            },
        )


def answers(place: Place, sheet: Sheet) -> pl.DataFrame:
    """The rows of a sheet as received, with what was corrected since."""
    return corrected(place.lake.read(raw_name(sheet)), sheet, place.lake.read(CORRECTION.name))


def _corrections_folders(place: Place) -> list[Path]:
    return [place.shipped.data / "corrections", place.home.corrections]


def _corrections(place: Place) -> pl.DataFrame:
    raw = {name: place.lake.read(name) for name in RAW_SHEETS}
    return corrections(_corrections_folders(place), raw)


def _responses(place: Place) -> Validated:
    gazetteer = Gazetteer(place.lake.read("reference.municipality"))
    raw = {name: place.lake.read(name) for name in (FILE, HEADING, NOTICE, UNREAD, KEPT)}
    asked = raw | {raw_name(ABOUT): answers(place, ABOUT)}
    return submissions.responses(asked, gazetteer, is_example_home=place.home.is_example)


def _raw_answers(place: Place) -> dict[str, pl.DataFrame]:
    return {raw_name(sheet): answers(place, sheet) for sheet in SHEETS} | {HEADING: place.lake.read(HEADING)}


def _superseded_answers(place: Place) -> pl.DataFrame:
    return submissions.superseded_answers(_raw_answers(place), place.lake.read(RESPONSE.name))


def _missing_answers(place: Place) -> pl.DataFrame:
    return missing.missing_answers(_raw_answers(place), place.lake.read(RESPONSE.name))


def _survey_answers(place: Place) -> pl.DataFrame:
    rejects = [place.lake.read(rejects_name(TABLES[name])) for name in FILLED_BY_SHEETS]
    return missing.survey_answers(_raw_answers(place), place.lake.read(RESPONSE.name), rejects)


FILLED_BY_SHEETS = [name for sheet, name in SHEET_TABLES.items() if sheet != ABOUT.name]
READS = (*RAW_SHEETS, HEADING, CORRECTION.name, RESPONSE.name)
ASSETS = [
    workbooks,
    table_asset(CORRECTION, _corrections, GROUP, reads=tuple(RAW_SHEETS), kinds=("yaml", "polars", "parquet")),
    table_asset(
        RESPONSE,
        _responses,
        GROUP,
        reads=(raw_name(ABOUT), FILE, HEADING, NOTICE, UNREAD, KEPT, CORRECTION.name, "reference.municipality"),
    ),
    table_asset(SUPERSEDED_ANSWER, _superseded_answers, GROUP, reads=READS),
    table_asset(MISSING_ANSWER, _missing_answers, GROUP, reads=READS),
    # Counts what the tables of the sheets rejected, so it follows them and is not made while the inbox is read.
    table_asset(SURVEY_ANSWER, _survey_answers, "quality", reads=(*READS, *FILLED_BY_SHEETS)),
]


@dg.asset_check(
    asset=key(RESPONSE.name),
    name="last_answers",
    description="Answers that stand as last accepted, for the file that lies in their place was not accepted.",
)
def last_answers(place: Place) -> dg.AssetCheckResult:
    kept = place.lake.read(KEPT)
    return dg.AssetCheckResult(
        passed=kept.height == 0,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={"kept": kept.height, "files": dg.MetadataValue.md(preview(kept))},
    )


CHECKS = [last_answers]
