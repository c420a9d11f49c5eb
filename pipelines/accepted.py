"""The last accepted answer of each municipality and round: it stays in force until a person withdraws it.

Belongs here: the register of what was accepted, when it is needed, reading its bytes again. Does not belong here: what
makes a submission acceptable (pipelines/submissions), the store of bytes (pipelines/snapshot).

A file that is overwritten by one that is not accepted withdraws nothing. A file that is removed from the inbox does.
"""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pipelines import submissions
from pipelines.corrections import corrected, holding
from pipelines.faults import UserError
from pipelines.gazetteer import Gazetteer
from pipelines.snapshot import keep, kept_path
from pipelines.workbook.pile import COLUMNS, EXTRA, FILE, HEADING, KEPT, NOTICE, RAW_SHEETS, UNREAD, raw_name
from pipelines.workbook.reader import read
from pipelines.workbook.received import inbox_files, mark_of, received_file, time_of
from schemas.survey import ABOUT

Raw = Mapping[str, pl.DataFrame]
BY_SUBMISSION = (*RAW_SHEETS, EXTRA, NOTICE, UNREAD)


@dataclass(frozen=True)
class Filed:
    """A file of the inbox: its path there, the digest of its bytes, when it was saved (ISO 8601, UTC)."""

    path: str
    sha256: str
    saved_at: str

    @property
    def mark(self) -> str:
        """What tells kept bytes from the file that lies in their place now."""
        return mark_of(self.sha256)


@dataclass(frozen=True)
class Accepted:
    """One line of the register: who answered for which round, in which files.

    `is_joint` where the rows themselves say who answered, so that the file is nobody's alone.
    """

    submission: str
    unit_id: str
    survey_round: str
    is_joint: bool
    files: tuple[Filed, ...]

    @property
    def mark(self) -> str:
        """The mark of its one file, or of all of them."""
        if len(self.files) == 1:
            return self.files[0].mark
        return mark_of(hashlib.sha256("".join(file.sha256 for file in self.files).encode()).hexdigest())


@dataclass(frozen=True)
class Stand:
    """What counts now: the raw tables with kept submissions among them, and the register to be written."""

    raw: dict[str, pl.DataFrame]
    register: tuple[Accepted, ...]


def filed(inbox: Path, store: Path) -> dict[str, Filed]:
    """The files of an inbox by path, their bytes kept in the store; one that cannot be read has no digest."""
    found = {}
    for name, path in inbox_files(inbox):
        try:
            found[name] = Filed(name, keep(path, store), time_of(path.stat()).isoformat())
        except OSError:  # why, the reader says
            found[name] = Filed(name, "", "")
    return found


def read_register(path: Path) -> tuple[Accepted, ...]:
    """Raises UserError where the file is not what `write_register` wrote."""
    if not path.exists():
        return ()
    try:
        listed = json.loads(path.read_text(encoding="utf-8"))
        return tuple(Accepted(**line | {"files": tuple(Filed(**file) for file in line["files"])}) for line in listed)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise UserError(
            f"{path} is no register of accepted submissions: {error}. Put back the file of a backup, or delete it: "
            "what lies in the inbox then counts, and nothing else."
        ) from None


def write_register(path: Path, register: Iterable[Accepted]) -> None:
    """Replace the register; a reader sees the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    listed = [dataclasses.asdict(line) for line in register]
    unfinished.write_text(json.dumps(listed, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    os.replace(unfinished, path)


@dataclass(frozen=True)
class Judge:
    """Who is accepted by the rules of the build, with the About sheets as corrected."""

    gazetteer: Gazetteer
    corrections: Sequence[Path]
    is_example_home: bool = False

    def accepted(self, raw: Raw) -> pl.DataFrame:
        """Shape: core.survey_response."""
        return submissions.responses(self._mended(raw), self.gazetteer, is_example_home=self.is_example_home).valid

    def claimed(self, raw: Raw) -> pl.DataFrame:
        """Who each submission says it is, accepted or not."""
        return submissions.claimed(self._mended(raw), self.gazetteer)

    def _mended(self, raw: Raw) -> Raw:
        about = raw_name(ABOUT)
        return dict(raw) | {about: corrected(raw[about], ABOUT, holding(self.corrections, raw))}


def stand(raw: Raw, disk: Mapping[str, Filed], register: Sequence[Accepted], store: Path, judge: Judge) -> Stand:
    """What counts of an inbox, given what was accepted before.

    `raw` is the inbox as read, `disk` its files by path. An answer that was accepted stays where the file in its place
    is not, or answers for somebody else; and where its file has gone but another one of the same municipality and round
    lies there that is not accepted. Nothing is kept that a newer accepted answer stands for.
    """
    accepted, claimed = judge.accepted(raw), judge.claimed(raw)
    now = _entries(accepted, raw, disk)
    known = {(entry.submission, entry.unit_id, entry.survey_round) for entry in now}
    lost: dict[Accepted, str] = {}
    for entry in register:
        is_renamed = any(_same_answer(entry, other) for other in now)
        if (entry.submission, entry.unit_id, entry.survey_round) in known or is_renamed:
            continue
        instead = _in_its_place(entry, raw, disk, accepted, claimed)
        if instead is not None:
            lost[entry] = instead
    kept = _kept(lost, disk, store, judge)
    settled = judge.accepted(_joined(raw, kept))
    replaced = set(settled.filter(pl.col("status") == "superseded")["submission"])
    return Stand(
        _joined(raw, [part for part in kept if not set(part[KEPT]["submission"]) & replaced]),
        tuple(sorted((*now, *lost), key=lambda entry: (entry.submission, entry.unit_id, entry.survey_round))),
    )


def _entries(accepted: pl.DataFrame, raw: Raw, disk: Mapping[str, Filed]) -> list[Accepted]:
    """The lines of the register for what is accepted now."""
    return [
        Accepted(
            row["submission"],
            row["unit_id"],
            row["survey_round"],
            row["submission"].startswith(f"{row['source_file']} "),
            tuple(disk[path] for path in _paths(row["submission"], row["source_file"], raw, disk)),
        )
        for row in accepted.iter_rows(named=True)
    ]


def _paths(submission: str, source_file: str, raw: Raw, disk: Mapping[str, Filed]) -> list[str]:
    """The files on the disk that a submission came in: one, or every loose table of a folder."""
    files = [source_file]
    if submission != source_file and not submission.startswith(f"{source_file} "):
        tables = raw[FILE].filter(~pl.col("kind").is_in(["xlsx", "ods"]))["file"]
        files += [file for file in tables if (file.rpartition("/")[0] or ".") == submission]
    return sorted({_on_disk(file, disk) for file in files})


def _on_disk(file: str, disk: Mapping[str, Filed]) -> str:
    """The file itself, or the zip that it came in."""
    return file if file in disk else next(path for path in disk if file.startswith(f"{path}/"))


def _same_answer(before: Accepted, now: Accepted) -> bool:
    digests = [{file.sha256 for file in entry.files} for entry in (before, now)]
    return (before.unit_id, before.survey_round) == (now.unit_id, now.survey_round) and digests[0] == digests[1]


def _in_its_place(
    entry: Accepted, raw: Raw, disk: Mapping[str, Filed], accepted: pl.DataFrame, claimed: pl.DataFrame
) -> str | None:
    """The file that lies where an accepted one lay; None where a person has withdrawn the answer."""
    there = [file.path for file in entry.files if file.path in disk]
    refused = claimed.filter(~pl.col("submission").is_in(accepted["submission"].implode()))
    faults = raw[NOTICE].filter(pl.col("severity") == "rejected")
    if there:
        here = pl.any_horizontal(
            (pl.col("file") == path) | pl.col("file").str.starts_with(f"{path}/") for path in there
        ) | (pl.col("submission") == entry.submission)
        blamed: list[str] = [*faults.filter(here)["file"], *refused.filter(here)["file"]]
        if not blamed and entry.is_joint and accepted.filter(pl.col("source_file").is_in(there)).height:
            return None  # all that it holds is accepted, and its rows for this municipality were taken out
        changed = [file.path for file in entry.files if file.path in there and disk[file.path] != file]
        return [*blamed, *changed, *there][0]
    same = (pl.col("unit_id") == entry.unit_id) & (pl.col("survey_round") == entry.survey_round)
    claims: list[str] = refused.filter(same)["file"].to_list()
    return claims[0] if claims else None


def _kept(
    lost: Mapping[Accepted, str], disk: Mapping[str, Filed], store: Path, judge: Judge
) -> list[dict[str, pl.DataFrame]]:
    """The raw tables of each submission that stays; of one whose bytes are gone, only that they are."""
    parts = []
    read_before: dict[tuple[Filed, ...], tuple[Raw, pl.DataFrame]] = {}
    for entry, instead in lost.items():
        said = f"{entry.unit_id} {entry.survey_round}"
        if entry.files not in read_before:
            raw = _reread(entry.files, store)
            read_before[entry.files] = raw, judge.accepted(raw)
        raw, accepted = read_before[entry.files]
        if entry.submission in accepted["submission"]:
            parts.append(_marked(entry, raw, instead, said))
        elif any(disk.get(file.path) != file for file in entry.files):  # else the file itself says what is wrong
            gone = {"file": instead, "submission": None, "answer": said}
            parts.append(dict(_nothing()) | {KEPT: pl.DataFrame([gone], schema=COLUMNS[KEPT])})
    return parts


def _reread(files: Sequence[Filed], store: Path) -> Raw:
    """The raw tables of kept bytes under their first names; of bytes that are not there, or not those, nothing."""
    found = []
    for file in files:
        path = kept_path(file.path, file.sha256, store)
        if path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() == file.sha256:
            found += list(received_file(path, file.path, datetime.datetime.fromisoformat(file.saved_at)))
    return read(found)


def _marked(entry: Accepted, raw: Raw, instead: str, said: str) -> dict[str, pl.DataFrame]:
    """The rows of one submission under names that tell them from what lies in their place now."""
    marks = {file.path: file.mark for file in entry.files}
    mine = {
        name: raw[name]
        .filter(pl.col("submission") == entry.submission)
        .with_columns(submission=pl.lit(entry.submission + entry.mark))
        for name in BY_SUBMISSION
    }
    files = {file for frame in mine.values() for file in frame["file"]}
    files |= {file for file in raw[FILE]["file"] if (file.rpartition("/")[0] or ".") == entry.submission}
    mine |= {name: raw[name].filter(pl.col("file").is_in(list(files))) for name in (FILE, HEADING)}
    names = {
        file: file + next(mark for path, mark in marks.items() if f"{file}/".startswith(f"{path}/")) for file in files
    }
    renamed = {name: frame.with_columns(pl.col("file").replace(names)) for name, frame in mine.items()}
    stays = {"file": instead, "submission": entry.submission + entry.mark, "answer": said}
    return renamed | {KEPT: pl.DataFrame([stays], schema=COLUMNS[KEPT])}


def _nothing() -> dict[str, pl.DataFrame]:
    return {name: pl.DataFrame(schema=columns) for name, columns in (COLUMNS | RAW_SHEETS).items()}


def _joined(raw: Raw, parts: Sequence[Raw]) -> dict[str, pl.DataFrame]:
    """All raw tables together; what two submissions of one kept file share is there once."""
    joined = {name: pl.concat([raw[name], *(part[name] for part in parts)]) for name in raw}
    return joined | {name: joined[name].unique(maintain_order=True) for name in (FILE, HEADING)}
