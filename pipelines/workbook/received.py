"""The files that lie in a folder of submissions: workbooks, tables, zips of them.

Belongs here: walking the folder, looking into zips, what is passed over by name and what is refused.
Does not belong here: what a file holds (pipelines/workbook/pages).
"""

from __future__ import annotations

import datetime
import hashlib
import os
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipelines.workbook import limits
from pipelines.workbook.limits import Refusal

READ_SUFFIXES = (".xlsx", ".xlsm", ".ods", ".csv", ".tsv", ".txt", ".parquet")
# What programs leave beside a file while it is open or on its way; none is a submission.
PASSED_OVER_PREFIXES = (".", "~$", "__MACOSX")
PASSED_OVER_SUFFIXES = (".part", ".partial", ".crdownload", ".tmp", ".temp", "~")
# News and letters, by pipelines/contracts/documents.
DOCUMENTS = "documents/"
NEVER = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
PASSED_OVER_NAMES = ("thumbs.db", "desktop.ini", "truth.csv")


@dataclass(frozen=True)
class Received:
    """One file. `name` is its path below the folder, a part of a zip `a.zip/b.xlsx`; `refusal` says why it is not read.

    `folder` is what it arrived in: files of one folder or zip may belong together. `saved_at` is the file's time stamp.
    """

    name: str
    folder: str
    content: bytes
    saved_at: datetime.datetime
    refusal: Refusal | None = None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @property
    def stem(self) -> str:
        return Path(self.name).stem


def is_passed_over(name: str) -> bool:
    """Whether any part of a path is named like a lock file, a hidden file or an unfinished download."""
    return any(
        part.startswith(PASSED_OVER_PREFIXES)
        or part.lower().endswith(PASSED_OVER_SUFFIXES)
        or part.lower() in PASSED_OVER_NAMES
        for part in name.split("/")
    )


def inbox_files(folder: Path) -> list[tuple[str, Path]]:
    """(name, path) of every file below a folder that is not passed over, by name."""
    if not folder.exists():
        return []
    found = ((shown(path.relative_to(folder).as_posix()), path) for path in folder.rglob("*") if path.is_file())
    return sorted((name, path) for name, path in found if not is_passed_over(name))


def received_in(folder: Path) -> Iterator[Received]:
    """Every file of a folder in the order of names, zips opened; documents are read elsewhere."""
    for name, path in inbox_files(folder):
        if name.startswith(DOCUMENTS):
            continue
        if not path.resolve().is_relative_to(folder.resolve()):
            yield _refused(name, Refusal("outside_the_inbox", "a link that leads out of the folder"))
            continue
        yield from received_file(path, name)


def received_file(path: Path, name: str, saved_at: datetime.datetime | None = None) -> Iterator[Received]:
    """One file of the disk; a zip gives what is in it. `saved_at` stands before its own time stamp."""
    try:
        stamp = path.stat()
        if stamp.st_size > limits.MAX_FILE_BYTES:
            found = f"{stamp.st_size // limits.MEBIBYTE} MiB, at most {limits.MAX_FILE_BYTES // limits.MEBIBYTE}"
            yield _refused(name, Refusal("too_large", found))
            return
        content = path.read_bytes()
    except OSError as error:  # no right to read it, or gone since it was listed
        yield _refused(name, Refusal("unreadable", str(error.strerror)))
        return
    saved_at = saved_at or time_of(stamp)
    if path.suffix.lower() == ".zip":
        yield from _unzipped(Received(name, name, content, saved_at))
    else:
        yield _checked(Received(name, name.rpartition("/")[0], content, saved_at))


def _unzipped(box: Received) -> Iterator[Received]:
    left = limits.MAX_UNPACKED_BYTES
    try:
        archive, listed = limits.opened(box.content)
        for info in listed:
            name = f"{box.name}/{shown(info.filename)}"
            saved_at = _saved_at(info, box.saved_at)
            folder = name.rpartition("/")[0]
            if not limits.is_safe_name(info.filename):
                yield Received(name, folder, b"", saved_at, Refusal("unsafe_path", shown(info.filename)))
                continue
            if is_passed_over(shown(info.filename)):
                continue
            content = limits.unpack(archive, info, left)
            left -= len(content)
            yield _checked(Received(name, folder, content, saved_at))
    except Refusal as refusal:
        yield Received(box.name, box.folder, box.content, box.saved_at, refusal)


def _checked(received: Received) -> Received:
    """With a refusal where the suffix is none that is read."""
    if received.name.lower().endswith(READ_SUFFIXES):
        return received
    kind = received.name.rpartition(".")[2].lower()
    found = f"a file of the kind .{kind}; send xlsx, ods, csv or parquet, or a zip of them"
    return Received(received.name, received.folder, received.content, received.saved_at, Refusal("unknown_kind", found))


def _refused(name: str, refusal: Refusal) -> Received:
    return Received(name, name.rpartition("/")[0], b"", NEVER, refusal)


def _saved_at(info: zipfile.ZipInfo, otherwise: datetime.datetime) -> datetime.datetime:
    try:
        return datetime.datetime(*info.date_time, tzinfo=datetime.UTC)
    except ValueError:  # a zip may hold month 0
        return otherwise


def time_of(stamp: os.stat_result) -> datetime.datetime:
    """When a file was saved, by its time stamp."""
    return datetime.datetime.fromtimestamp(stamp.st_mtime, datetime.UTC)


def mark_of(sha256: str) -> str:
    """What is put behind a name where its bytes, once accepted, count instead of those that lie there now."""
    return f" (accepted {sha256[:8]})"


def original_name(name: str) -> str:
    """A name without that mark."""
    return re.sub(r" \(accepted [0-9a-f]{8}\)$", "", name)


def shown(name: str) -> str:
    """A name as text that every table can hold: bytes that are no text are written as \\xNN."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8").replace("\x00", "\\x00")
