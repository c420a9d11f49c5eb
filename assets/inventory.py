import polars as pl

from assets.tables import table_asset
from pipelines import claims
from pipelines.gazetteer import Gazetteer
from schemas import inventory

NAMES = pl.DataFrame(
    {
        "name_as_written": ["Acos WebSak", "Sikri Elements", "Tietoevry Public 360"],
        "application_id": ["acos-websak", "elements", "public-360"],
        "match_method": ["alias"] * 3,
    }
)
ASSETS = [
    table_asset(
        inventory.APPLICATION_USAGE,
        lambda place: claims.seen_in_use(
            place.shipped.data / "evidence", Gazetteer(place.lake.read("reference.municipality")), NAMES
        ),
        "inventory",
        reads=("reference.municipality",),
    )
]
