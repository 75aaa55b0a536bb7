"""A folder for each attempt, under VAR/tmp: what a killed attempt left there is swept by the next."""

import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.storage import storages

from media_library import storage
from media_library.models import Asset

_FORGOTTEN_SECONDS = 2 * 24 * 3600


@dataclass(frozen=True)
class Attempt:
    """``scratch`` is the child's working folder, ``made`` is where it writes what is kept."""

    scratch: Path
    made: Path


@contextmanager
def attempt(step: str, asset: Asset) -> Iterator[Attempt]:
    """An attempt at a step. Gone afterwards, whatever happened; so are earlier ones at the same step."""
    label = f"ingest-{step}-{asset.uid}-"
    for left in _folder().glob(f"{label}*"):
        shutil.rmtree(left, ignore_errors=True)
    root = _folder() / f"{label}{secrets.token_hex(4)}"
    trial = Attempt(root / "scratch", root / "made")
    trial.scratch.mkdir(parents=True, mode=0o700)
    trial.made.mkdir(mode=0o700)
    try:
        yield trial
    finally:
        shutil.rmtree(root, ignore_errors=True)


@contextmanager
def original_at_hand(asset: Asset, scratch: Path) -> Iterator[Path]:
    """A path to the original: its own where it stands on this machine, else a copy fetched for the attempt.

    Raises FileNotFoundError where the store has lost it.
    """
    store = storages["default"]
    if not storage.is_local(store):
        copy = scratch / "original"
        with copy.open("wb") as file:
            file.writelines(storage.blocks(store, asset.original_path))
        try:
            yield copy
        finally:
            copy.unlink(missing_ok=True)
        return
    path = Path(store.path(asset.original_path))
    if not path.is_file():
        raise FileNotFoundError(f"The original of {asset.uid} is missing: {path}")
    yield path


def sweep() -> int:
    """Remove attempts that nobody took up again for two days; returns how many."""
    swept = 0
    for left in _folder().glob("ingest-*"):
        if time.time() - left.stat().st_mtime > _FORGOTTEN_SECONDS:
            shutil.rmtree(left, ignore_errors=True)
            swept += 1
    return swept


def _folder() -> Path:
    folder: Path = settings.VAR / "tmp"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
