"""Tables between steps: one Parquet file each, replaced whole.

Belongs here: writing by temporary name and rename, reading, the content digest of a frame. Does not
belong here: what a table means, the release (pipelines/release).
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pipelines.faults import UserError


@dataclass(frozen=True)
class Lake:
    """`<root>/<schema>/<table>.parquet`; table names are `schema.table`."""

    root: Path

    def path(self, name: str) -> Path:
        schema, table = name.split(".")
        return self.root / schema / f"{table}.parquet"

    def write(self, name: str, frame: pl.DataFrame) -> Path:
        """Replace a table; a reader sees the old file or the new one, never a part."""
        path = self.path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        os.close(handle)
        try:
            frame.write_parquet(temporary)
            os.replace(temporary, path)
        finally:
            Path(temporary).unlink(missing_ok=True)
        return path

    def read(self, name: str) -> pl.DataFrame:
        """Raises UserError where the table has not been built yet."""
        return pl.read_parquet(self.require(name))

    def require(self, name: str) -> Path:
        """The table's file; raises UserError where the table has not been built yet."""
        path = self.path(name)
        if not path.exists():
            raise UserError(f"{name} has not been built yet: {path} does not exist. Run munibench build.")
        return path


def content_hash(frame: pl.DataFrame) -> str:
    """Digest of a frame's names, types and rows, whatever the order of the rows."""
    digest = hashlib.sha256(repr(list(frame.schema.items())).encode())
    lines = frame.select(pl.struct(pl.all()).struct.json_encode()).to_series().sort()
    digest.update("\n".join(lines.to_list()).encode())
    return digest.hexdigest()
