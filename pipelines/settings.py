"""Where things are and which conventions hold, from the environment and one file.

Belongs here: paths and the settings a user may change. Does not belong here: code lists (schemas/codes),
anything read at import.
"""

from __future__ import annotations

import datetime
from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict

CHECKOUT = Path(__file__).resolve().parents[1]


class Home(BaseSettings):
    """The one directory that holds state: MUNIBENCH_HOME, or var/ in the checkout."""

    model_config = SettingsConfigDict(env_prefix="MUNIBENCH_")

    home: Path = CHECKOUT / "var"

    @property
    def root(self) -> Path:
        return self.home.expanduser().resolve()

    @property
    def is_example(self) -> bool:
        """True where a marker file says that everything in this home is made up."""
        return self.example_marker.is_file()

    @property
    def example_marker(self) -> Path:
        return self.root / "example.toml"

    @property
    def inbox(self) -> Path:
        return self.root / "inbox"

    @property
    def accepted(self) -> Path:
        """The register of what was accepted, by pipelines/accepted; whoever deletes it, forgets it."""
        return self.root / "accepted.json"

    @property
    def corrections(self) -> Path:
        return self.root / "corrections"

    @property
    def review(self) -> Path:
        return self.root / "review" / "applications.csv"

    @property
    def groups(self) -> Path:
        return self.root / "groups.csv"

    @property
    def reference(self) -> Path:
        return self.root / "reference"

    @property
    def documents(self) -> Path:
        return self.inbox / "documents"

    @property
    def decisions(self) -> Path:
        return self.root / "review" / "claims.csv"

    @property
    def held(self) -> Path:
        return self.root / "review" / "held.csv"

    @property
    def snapshots(self) -> Path:
        return self.root / "snapshots"

    @property
    def lake(self) -> Path:
        return self.root / "lake"

    @property
    def releases(self) -> Path:
        return self.root / "releases"

    @property
    def warehouse(self) -> Path:
        return self.root / "warehouse.duckdb"

    @property
    def dagster(self) -> Path:
        return self.root / "dagster"


class Clock(BaseSettings):
    """The day that the age of figures is told by: MUNIBENCH_TODAY, or that of this machine."""

    model_config = SettingsConfigDict(env_prefix="MUNIBENCH_")

    today: datetime.date | None = None

    @property
    def day(self) -> datetime.date:
        return self.today or datetime.date.today()


class Drawing(BaseSettings):
    """Whether assets say where each column comes from: the page shows it, the command has no use for it."""

    model_config = SettingsConfigDict(env_prefix="MUNIBENCH_")

    lineage: bool = True


class Shipped(BaseSettings):
    """What the checkout itself brings: reference figures, evidence, the example home, the SQL."""

    model_config = SettingsConfigDict(env_prefix="MUNIBENCH_")

    data: Path = CHECKOUT / "data"
    sql: Path = CHECKOUT / "sql"

    @property
    def example(self) -> Path:
        """What the example home is made of."""
        return self.data / "example"

    def evidence(self, home: Home) -> Path:
        """Reviewed evidence; made up in the example home, which has no other."""
        return (self.example if home.is_example else self.data) / "evidence"

    def groups(self, home: Home) -> Path:
        """The groups that ship; those of the example home are of invented municipalities."""
        return (self.example if home.is_example else self.data) / "groups.csv"
