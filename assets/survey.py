"""What municipalities sent in, as received, and who answered.

Belongs here: the raw tables of workbooks, the table of respondents. Does not belong here: reading cells.
"""

from collections.abc import Iterator

import dagster as dg

from assets.resources import Place
from assets.tables import key, preview, table_asset
from pipelines import inbox, snapshot, survey
from pipelines.gazetteer import Gazetteer
from pipelines.validation import Validated
from pipelines.workbook.reader import EXTRA, raw_name
from schemas.survey import RESPONSE, SHEETS

GROUP = "survey"
INBOX_STATE = "inbox_state"  # metadata: what the sensor takes for already read
RAW = [raw_name(sheet) for sheet in SHEETS]


@dg.multi_asset(
    specs=[
        dg.AssetSpec(
            key(name),
            group_name=GROUP,
            kinds={"excel", "parquet"},
            description=f"Rows of the sheet {sheet.titles['en']} as received, all text, with file and row.",
        )
        for name, sheet in zip(RAW, SHEETS, strict=True)
    ]
    + [
        dg.AssetSpec(
            key(EXTRA),
            group_name=GROUP,
            kinds={"excel", "parquet"},
            description="Cells of columns that the template does not have: kept, named, used for nothing.",
        )
    ],
    name="survey_workbooks",
)
def workbooks(place: Place) -> Iterator[dg.MaterializeResult]:
    """The example round that ships and what is in the inbox; every workbook's bytes are kept."""
    folders = [place.shipped.data / "example", place.home.inbox]
    read = inbox.state(place.home)  # before anything is read: what comes later is then seen as a change
    for path in survey.workbook_paths(folders):
        snapshot.keep(path, place.home.snapshots)
    for name, frame in survey.read_folders(folders).items():
        place.lake.write(name, frame)
        yield dg.MaterializeResult(
            asset_key=key(name),
            metadata={
                "dagster/row_count": frame.height,
                "files": frame["file"].n_unique(),
                INBOX_STATE: read,
                "preview": dg.MetadataValue.md(preview(frame)),
            },
        )


def _responses(place: Place) -> Validated:
    gazetteer = Gazetteer(place.lake.read("reference.municipality"))
    return survey.responses(place.lake.read("raw.survey_about"), gazetteer)


ASSETS = [workbooks, table_asset(RESPONSE, _responses, GROUP, reads=("raw.survey_about", "reference.municipality"))]
