"""Whose turn it is to write the lake: one build of the command, or the daemon's run, never both.

Belongs here: the lock under MUNIBENCH_HOME. Does not belong here: what is built, who releases (pipelines/release).
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from pipelines.faults import UserError
from pipelines.settings import Home


@contextmanager
def only_build(home: Home) -> Iterator[None]:
    """The command's turn, alone. Raises UserError at once where anything else is at work."""
    home.root.mkdir(parents=True, exist_ok=True)
    with (home.root / "build.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UserError(
                f"Another build is running on {home.root}. Wait for it, or set MUNIBENCH_HOME to a folder of your own."
            ) from None
        yield


@contextmanager
def daemon_run(home: Home) -> Iterator[None]:
    """A turn of the daemon's run: waits until the command is done, and then keeps the command out.

    The lock is shared, so that the steps of one run may each hold it in a process of their own; runs come one
    at a time because the daemon's queue gives out one.
    """
    home.root.mkdir(parents=True, exist_ok=True)
    with (home.root / "build.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        yield
