"""Bytes as they came, kept under their digest and never overwritten.

Belongs here: the snapshot store, and later every connection to the network. Does not belong here: reading
what the bytes say.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path


def keep(path: Path, store: Path) -> str:
    """Copy a file into `<store>/<sha256><suffix>` unless it is there; returns the digest of its bytes."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    kept = store / f"{digest}{path.suffix}"
    if not kept.exists():
        store.mkdir(parents=True, exist_ok=True)
        unfinished = store / f".{digest}.{os.getpid()}"
        shutil.copyfile(path, unfinished)
        os.replace(unfinished, kept)
    return digest
