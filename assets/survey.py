"""What municipalities sent in, as received, and who answered.

Belongs here: the raw tables of submissions, the table of respondents. Does not belong here: reading cells.
"""

from collections.abc import Iterator

import dagster as dg
import polars as pl

from assets.resources import Place
from assets.tables import key, preview, table_asset
from pipelines import inbox, missing, snapshot, submissions, survey
from pipelines.corrections import corrected, corrections
from pipelines.gazetteer import Gazetteer
from pipelines.validation import Validated
from pipelines.workbook.pile import COLUMNS, FILE, HEADING, NOTICE, RAW_SHEETS, UNREAD, raw_name
from pipelines.workbook.received import inbox_files
from schemas.completeness import MISSING_ANSWER, SURVEY_ANSWER
from schemas.quality import CORRECTION
from schemas.survey import ABOUT, RESPONSE, SHEETS, SUPERSEDED_ANSWER, Sheet

GROUP = "survey"
DESCRIPTIONS = {
    "raw.survey_file": "Every file that could be opened, with the digest of its bytes.",
    "raw.survey_heading": "Where each column of each sheet stands, so that a fault can name its cell.",
    "raw.survey_extra": "Cells of columns that the template does not have: kept, named, used for nothing.",
    "raw.survey_notice": "What is wrong with a file or sheet as a whole, and what was passed over by name.",
    "raw.survey_unread": "Rows under headings that do not hold, each as one text.",
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
    """What is in the inbox; every file's bytes are kept."""
    figures = inbox.figures_state(place.home)
    read = inbox.state(place.home)  # before anything is read: what comes later is then seen as a change
    for _, path in inbox_files(place.home.inbox):
        snapshot.keep(path, place.home.snapshots)
    for name, frame in survey.read_folder(place.home.inbox).items():
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


def _corrections(place: Place) -> pl.DataFrame:
    raw = {name: place.lake.read(name) for name in RAW_SHEETS}
    return corrections([place.shipped.data / "corrections", place.home.corrections], raw)


def _responses(place: Place) -> Validated:
    gazetteer = Gazetteer(place.lake.read("reference.municipality"))
    raw = {name: place.lake.read(name) for name in (FILE, HEADING, NOTICE, UNREAD)}
    asked = raw | {raw_name(ABOUT): answers(place, ABOUT)}
    return submissions.responses(asked, gazetteer, is_example_home=place.home.is_example)


def _raw_answers(place: Place) -> dict[str, pl.DataFrame]:
    return {raw_name(sheet): answers(place, sheet) for sheet in SHEETS} | {HEADING: place.lake.read(HEADING)}


def _superseded_answers(place: Place) -> pl.DataFrame:
    return submissions.superseded_answers(_raw_answers(place), place.lake.read(RESPONSE.name))


def _missing_answers(place: Place) -> pl.DataFrame:
    return missing.missing_answers(_raw_answers(place), place.lake.read(RESPONSE.name))


def _survey_answers(place: Place) -> pl.DataFrame:
    return missing.survey_answers(_raw_answers(place), place.lake.read(RESPONSE.name))


READS = (*RAW_SHEETS, HEADING, CORRECTION.name, RESPONSE.name)
ASSETS = [
    workbooks,
    table_asset(CORRECTION, _corrections, GROUP, reads=tuple(RAW_SHEETS), kinds=("yaml", "polars", "parquet")),
    table_asset(
        RESPONSE,
        _responses,
        GROUP,
        reads=(raw_name(ABOUT), FILE, HEADING, NOTICE, UNREAD, CORRECTION.name, "reference.municipality"),
    ),
    table_asset(SUPERSEDED_ANSWER, _superseded_answers, GROUP, reads=READS),
    table_asset(MISSING_ANSWER, _missing_answers, GROUP, reads=READS),
    table_asset(SURVEY_ANSWER, _survey_answers, GROUP, reads=READS),
]
