"""Builds what ships on every Python that pyproject claims and that is installed here, and compares what comes out.

    python -m tests.pythons

Each Python gets an environment of its own under .venv/pythons, kept until requirements.txt changes. A Python that is
claimed and is not here, or that lacks a module of its standard library, is passed over and named. Exit code 1 where two
Pythons give other rows, or one cannot install or build.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
from packaging.specifiers import SpecifierSet

from pipelines.lake import Lake, content_hash
from pipelines.settings import CHECKOUT
from pipelines.tables import FILLED

ENVIRONMENTS = CHECKOUT / ".venv" / "pythons"
REQUIREMENTS = CHECKOUT / "requirements.txt"
# What a Python compiled without a library of the system lacks, and pip or a dependency imports.
NEEDED_MODULES = ("bz2", "ctypes", "ensurepip", "lzma", "sqlite3", "ssl", "venv", "zlib")
PROBE = f"""
import importlib, sys
print("%d.%d.%d" % sys.version_info[:3])
for name in {NEEDED_MODULES}:
    try:
        importlib.import_module(name)
    except ImportError:
        print(name)
"""
PROBE_SECONDS = 30
SHOWN = 5


@dataclass(frozen=True)
class Interpreter:
    """A Python that can be used, or the reason why not."""

    path: Path
    version: str = ""
    fault: str = ""


def claimed(project: Path = CHECKOUT / "pyproject.toml") -> list[str]:
    """The versions that requires-python allows, as 3.11, oldest first."""
    allowed = SpecifierSet(tomllib.loads(project.read_text(encoding="utf-8"))["project"]["requires-python"])
    return [f"3.{minor}" for minor in range(100) if f"3.{minor}.50" in allowed]


def candidates(version: str, environment: Mapping[str, str]) -> Iterator[Path]:
    """Files that may be a Python of a version: on the PATH, then where pyenv and uv put theirs."""
    for folder in environment.get("PATH", "").split(os.pathsep):
        found = shutil.which(f"python{version}", path=folder) if folder else None
        if found:
            yield Path(found)
    home = Path(environment.get("HOME", "~")).expanduser()
    pyenv = Path(environment.get("PYENV_ROOT") or home / ".pyenv") / "versions"
    uv = Path(environment.get("UV_PYTHON_INSTALL_DIR") or home / ".local" / "share" / "uv" / "python")
    for folder, pattern in ((pyenv, f"{version}.*"), (uv, f"cpython-{version}.*")):
        yield from sorted(folder.glob(f"{pattern}/bin/python{version}"))


def probed(path: Path, version: str) -> Interpreter:
    """A candidate, started once: it must be what its name says and have the modules that are needed."""
    try:
        done = subprocess.run([path, "-c", PROBE], capture_output=True, text=True, timeout=PROBE_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return Interpreter(path, fault=f"does not start: {error}")
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        return Interpreter(path, fault=f"does not start: {said[0] if said else f'exit code {done.returncode}'}")
    full, *missing = done.stdout.split()
    if full.rpartition(".")[0] != version:
        return Interpreter(path, full, f"is Python {full}")
    return Interpreter(path, full, f"was built without {', '.join(missing)}" if missing else "")


def usable(version: str, environment: Mapping[str, str]) -> Interpreter | None:
    """The first Python of a version that can be used; those that cannot are named. The running one goes before all."""
    if version == f"3.{sys.version_info.minor}":
        return Interpreter(Path(sys.executable), ".".join(map(str, sys.version_info[:3])))
    for path in candidates(version, environment):
        interpreter = probed(path, version)
        if not interpreter.fault:
            return interpreter
        print(f"{version}: passed over {path}: it {interpreter.fault}.")
    return None


def environment_of(interpreter: Interpreter) -> Path:
    """The Python of an environment that holds requirements.txt; the running environment holds it already."""
    if interpreter.path == Path(sys.executable):
        return interpreter.path
    folder = ENVIRONMENTS / interpreter.version
    python, stamp = folder / "bin" / "python", folder / ".installed"
    wanted = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    if not stamp.is_file() or stamp.read_text(encoding="ascii") != wanted:
        _run([interpreter.path, "-m", "venv", "--clear", folder])
        install = [python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        # Everything is pinned and has a wheel: what would have to be compiled is a fault of the pin.
        wheels = ["--no-deps", "--only-binary", ":all:", "--require-hashes"]
        _run([*install, *wheels, "-r", REQUIREMENTS])
        stamp.write_text(wanted, encoding="ascii")
    return python


def homes(root: Path) -> dict[str, Path]:
    """What `make warehouse` builds: what ships, in a home that has received nothing, and the example home beside it."""
    return {"shipped": root, "example": root / "example"}


def build(python: Path, root: Path) -> None:
    """Both homes, by the command, run from the checkout. Raises CalledProcessError, with what it said."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    environment |= {"MUNIBENCH_HOME": str(root), "PYTHONPATH": str(CHECKOUT), "NO_COLOR": "1"}
    command = [python, "-c", "from assets.cli import main; main()", "build"]
    for home in ((), ("--example",)):
        _run([*command, *home], cwd=root, env=environment)


def _run(command: Sequence[str | Path], **options: Any) -> None:
    """What a command says is shown only where it fails."""
    subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **options)


def digests(lake: Lake) -> dict[str, str]:
    """Table -> digest of its rows."""
    return {name: content_hash(lake.read(name)) for name in FILLED}


def differences(one: Lake, other: Lake) -> list[str]:
    """A line for every table whose rows differ, with the first row that only one of the two has."""
    ours, theirs = digests(one), digests(other)
    return [_difference(name, one.read(name), other.read(name)) for name in ours if ours[name] != theirs[name]]


def _difference(name: str, one: pl.DataFrame, other: pl.DataFrame) -> str:
    if one.schema != other.schema:
        return f"{name}: other columns"
    key = list(FILLED[name].grain)
    only = one.join(other, on=one.columns, how="anti", nulls_equal=True)
    if not only.height:
        return f"{name}: {one.height} and {other.height} rows"
    row = only.head(1)
    same_key = other.join(row, on=key, how="semi", nulls_equal=True)
    where = ", ".join(f"{column}={row[column][0]}" for column in key)
    if same_key.height != 1:
        return f"{name}: {only.height} rows differ; {where} is in one only"
    changed = next(column for column in row.columns if not row[column].equals(same_key[column], null_equal=True))
    return f"{name}: {only.height} rows differ; {where}: {changed} is {row[changed][0]!r} or {same_key[changed][0]!r}"


def main() -> int:
    """Print one line a Python and one a table that differs; give the exit code."""
    pythons: dict[str, Interpreter] = {}
    for version in claimed():
        interpreter = usable(version, os.environ)
        if interpreter is None:
            print(f"{version}: claimed in pyproject.toml, not usable here, so nothing was built on it.")
        else:
            pythons[version] = interpreter
    with tempfile.TemporaryDirectory() as folder:
        built: dict[str, dict[str, Path]] = {}
        for version, interpreter in pythons.items():
            try:
                python = environment_of(interpreter)
                root = Path(folder) / version
                root.mkdir()
                build(python, root)
                built[version] = homes(root)
            except subprocess.CalledProcessError as error:
                print((error.stdout or b"").decode(errors="replace"))
                print(f"{version}: {interpreter.path} could not install or build: {error}")
                return 1
            shown = ", ".join(f"{name} {_digest(home)}" for name, home in built[version].items())
            print(f"{interpreter.version}: content {shown}  ({interpreter.path})", flush=True)
        return _compare(built)


def _compare(built: Mapping[str, Mapping[str, Path]]) -> int:
    first, *others = built
    if not others:
        print(f"Only Python {first} is here: nothing could be compared.")
        return 0
    found = [
        f"{name} home, Python {first} or {other}: {line}"
        for other in others
        for name, home in built[first].items()
        for line in differences(Lake(home / "lake"), Lake(built[other][name] / "lake"))[:SHOWN]
    ]
    print("\n".join(found) or f"The same content on Python {', '.join(built)}.")
    return 1 if found else 0


def _digest(home: Path) -> str:
    return str(Lake(home / "lake").read("quality.release")["content_hash"][0])[:16]


if __name__ == "__main__":
    raise SystemExit(main())
