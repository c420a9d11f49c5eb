"""What a person may change, as one digest: equal content, equal digest, whatever the time stamps say.

Belongs here: the inbox, corrections, reviews, reviewed evidence, reference figures of the home and conventions as
names and bytes. Does not belong here: reading what the bytes mean (pipelines/survey), deciding when to run
(assets/automation).
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.faults import UserError
from pipelines.settings import Home, Shipped
from pipelines.workbook.received import inbox_files

# A digest is trusted again only for a file that had been left alone this long when it was taken: a second
# change within one tick of the file system's clock would otherwise hide behind the first.
SETTLED_NANOSECONDS = 2_000_000_000


@dataclass
class Digests:
    """Digests of files by path, taken again when anything that the system itself keeps of the file differs.

    ctime cannot be set back, so an edit of equal size under a restored time stamp is seen.
    """

    now_nanoseconds: Callable[[], int] = time.time_ns
    known: dict[Path, tuple[tuple[int, ...], str]] = field(default_factory=dict)

    def of(self, path: Path) -> str | None:
        """sha256 of the bytes; None where the file has gone or could not be opened."""
        try:
            with path.open("rb") as file:
                kept = _identity(os.fstat(file.fileno()))
                if path in self.known and self.known[path][0] == kept:
                    return self.known[path][1]
                digest = hashlib.file_digest(file, "sha256").hexdigest()
                after = os.fstat(file.fileno())
        except OSError:
            return None
        self.known.pop(path, None)
        if _identity(after) == kept and self.now_nanoseconds() - after.st_ctime_ns > SETTLED_NANOSECONDS:
            self.known[path] = (kept, digest)
        return digest


def make(home: Home) -> None:
    """The folders that answers and documents are put into. Raises UserError where a file has the name of one."""
    home.root.mkdir(parents=True, exist_ok=True)  # where that cannot be, the home is to be named and not its inbox
    for folder in (home.inbox, home.documents):
        if folder.exists() and not folder.is_dir():
            raise UserError(
                f"{folder} is a file and must be a folder for what is received. Move it away and try again."
            )
        folder.mkdir(parents=True, exist_ok=True)


def state(home: Home, digests: Digests | None = None) -> str:
    """One digest over everything a person may change: relative paths and bytes, nothing else.

    A file that cannot be opened is part of it by name. A file that is still being written gives a digest that
    will not come again, so whoever acts on a state that came twice in a row acts on complete files.
    """
    return _digest([*_watched(home), *_figures(home)], digests or Digests())


def figures_state(home: Home, digests: Digests | None = None) -> str:
    """The same over the reference figures of the home alone: where they change, the whole line is made anew."""
    return _digest(_figures(home), digests or Digests())


def _digest(files: Iterable[tuple[str, Path]], taken: Digests) -> str:
    whole = hashlib.sha256()
    for name, path in files:
        whole.update(f"{name}\0{taken.of(path) or 'cannot be read'}\0".encode(errors="surrogateescape"))
    return whole.hexdigest()


def _figures(home: Home) -> Iterator[tuple[str, Path]]:
    for name, path in inbox_files(home.reference):
        yield f"reference/{name}", path


def _watched(home: Home) -> Iterator[tuple[str, Path]]:
    """Every file with the name it is known by, in a fixed order."""
    folders = {
        "inbox": home.inbox,
        "corrections": home.corrections,
        "review": home.root / "review",
        "shipped corrections": Shipped().data / "corrections",
        "evidence": Shipped().evidence(home),
    }
    for label, folder in folders.items():
        for name, path in inbox_files(folder):
            yield f"{label}/{name}", path
    for path in (home.root / "conventions.toml", home.groups):
        if path.exists():
            yield path.name, path


def _identity(stat: os.stat_result) -> tuple[int, ...]:
    return stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns
