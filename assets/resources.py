"""What assets are given to work with.

Belongs here: the one resource that says where state and shipped files are. Does not belong here: logic.
"""

import dagster as dg

from pipelines.lake import Lake
from pipelines.settings import Home, Shipped


class Place(dg.ConfigurableResource):
    """State under MUNIBENCH_HOME, shipped data and SQL of the checkout; read when used, not at import."""

    @property
    def home(self) -> Home:
        return Home()

    @property
    def lake(self) -> Lake:
        return Lake(self.home.lake)

    @property
    def shipped(self) -> Shipped:
        return Shipped()
