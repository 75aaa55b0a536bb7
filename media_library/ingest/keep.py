"""Bring what an attempt made into the private store, then record it: rows follow files, never the reverse."""

import os
import shutil
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from django.core.files.storage import Storage, storages

from media_library import storage
from media_library.models import Asset, Rendition


def place(asset: Asset, made: Path) -> None:
    """Move every file under ``made`` to its place among the asset's renditions, on disk before this returns.

    Each file takes its place by one rename, or by one answer of the machine that keeps it. What stands without a row
    is shown by nobody, and the next attempt writes the same bytes over it.
    """
    store: Any = storages["default"]
    if not storage.is_local(store):
        store.take_tree(made, asset.renditions_path)
        return
    for entry in sorted(made.iterdir()):
        target = f"{asset.renditions_path}/{entry.name}"
        if entry.is_dir():
            _place_tree(store, entry, target)
        else:
            _place_file(store, entry, target)


def record(asset: Asset, made: Iterable[dict[str, Any]], *, roles: Collection[str]) -> None:
    """Make the asset's rows for ``roles`` equal to ``made``. Call it inside a transaction, after `place`."""
    names = []
    for each in made:
        fields = {name: value for name, value in each.items() if name != "name"}
        Rendition.objects.update_or_create(asset=asset, name=each["name"], defaults=fields)
        names.append(each["name"])
    Rendition.objects.filter(asset=asset, role__in=roles).exclude(name__in=names).delete()


def discard_unrecorded(asset: Asset) -> None:
    """Remove files among the asset's renditions that no row names (a copy that an encoded version replaced)."""
    store = storages["default"]
    known = {name.split("/")[0] for name in asset.renditions.values_list("name", flat=True)}
    try:
        _folders, files = store.listdir(asset.renditions_path)
    except FileNotFoundError:
        return
    for name in files:
        if name not in known:
            store.delete(f"{asset.renditions_path}/{name}")


def _place_file(store: Storage, source: Path, name: str) -> None:
    path = Path(store.path(name))
    path.parent.mkdir(parents=True, exist_ok=True)
    with source.open("rb") as file:
        os.fsync(file.fileno())
    source.chmod(0o640)
    source.replace(path)
    _sync_folder(path.parent)


def _place_tree(store: Storage, source: Path, name: str) -> None:
    target = Path(store.path(name))
    target.parent.mkdir(parents=True, exist_ok=True)
    for path in source.rglob("*"):
        path.chmod(0o750 if path.is_dir() else 0o640)
    os.sync()  # Thousands of tiles: one call instead of one for each.
    old = source.with_name(f"{source.name}.old")
    if target.exists():
        target.replace(old)
    source.replace(target)
    shutil.rmtree(old, ignore_errors=True)
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
