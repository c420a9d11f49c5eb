"""The example as a home of its own: laid out from data/example, refreshed, and never mistaken for another.

Belongs here: which shipped files go where in it, the marker that tells it. Does not belong here: making the figures up
(pipelines/example), building it.
"""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

from pipelines.faults import UserError
from pipelines.settings import Home

FOLDER = "example"
HEAD = """# Everything in this folder is made up, to show how the line works: munibench build --example writes it.
# With this file in it, a build takes no workbook but made-up ones; without it, none of those.
"""


def example_home(home: Home) -> Home:
    """The example home beside a home; the home itself where it is one."""
    return home if home.is_example else Home(home=home.root / FOLDER)


def lay_out(home: Home, shipped: Path) -> None:
    """Copy the round and the reference figures of `shipped` into the home; what a person put there stays.

    A file that an earlier version shipped and this one does not is taken away. Raises UserError where the folder is
    in use and is no example home.
    """
    if home.root.exists() and any(home.root.iterdir()) and not home.is_example:
        raise UserError(
            f"{home.root} is there and is no example home, for it has no {home.example_marker.name}. Move it away, or "
            "set MUNIBENCH_HOME to another folder."
        )
    home.root.mkdir(parents=True, exist_ok=True)
    before, now = _laid_out(home), _files(shipped)
    # The marker comes first and names both, so that a build that is stopped in between leaves nothing unmarked.
    _mark(home, sorted({*before, *now}))
    for name in set(before) - set(now):
        (home.root / name).unlink(missing_ok=True)
    for name, source in now.items():
        target = home.root / name
        if not target.exists() or target.read_bytes() != source.read_bytes():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    _mark(home, sorted(now))


def _files(shipped: Path) -> dict[str, Path]:
    """Place in the home -> shipped file."""
    workbooks = {f"inbox/{path.relative_to(shipped).as_posix()}": path for path in shipped.glob("[0-9]*/*.xlsx")}
    return workbooks | {f"reference/{path.name}": path for path in (shipped / "reference").glob("*.csv")}


def _laid_out(home: Home) -> list[str]:
    """What was laid out before, from the marker; nothing where a person wrote the marker."""
    if not home.is_example:
        return []
    try:
        marked = tomllib.loads(home.example_marker.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeError) as error:
        raise UserError(f"{home.example_marker} cannot be read: {error}. Empty the file and build again.") from None
    if "laid_out" not in marked:
        return []
    listed = marked["laid_out"]
    if not isinstance(listed, list) or not all(_is_below(home, name) for name in listed):
        raise UserError(
            f"{home.example_marker}: laid_out does not list files of {home.root}. Empty the file and build again."
        )
    return listed


def _is_below(home: Home, name: object) -> bool:
    return isinstance(name, str) and (home.root / name).resolve().is_relative_to(home.root)


def _mark(home: Home, names: list[str]) -> None:
    listed = "".join(f'    "{name}",\n' for name in names)
    home.example_marker.write_text(f"{HEAD}laid_out = [\n{listed}]\n", encoding="utf-8")
