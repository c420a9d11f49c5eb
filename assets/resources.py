"""What assets are given to work with.

Belongs here: the one resource that says where state and shipped files are, and whose turn it is. Does not belong
here: logic.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg

from pipelines.lake import Lake
from pipelines.settings import Home, Shipped
from pipelines.turns import daemon_run


class Place(dg.ConfigurableResource):
    """State under MUNIBENCH_HOME, shipped data and SQL of the checkout; read when used, not at import."""

    waits_its_turn: bool = True  # the command has taken its own turn and says False

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator["Place"]:
        """Hold the turn for as long as the run, or the step's process, lasts."""
        if not self.waits_its_turn:
            yield self
            return
        with daemon_run(self.home):
            yield self

    @property
    def home(self) -> Home:
        return Home()

    @property
    def lake(self) -> Lake:
        return Lake(self.home.lake)

    @property
    def shipped(self) -> Shipped:
        return Shipped()

    @property
    def evidence(self) -> Path:
        return self.shipped.evidence(self.home)
