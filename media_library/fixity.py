"""Are the stored files still what they were? Originals are re-read against the SHA-256 taken when they arrived.

A damaged original is named and never repaired by itself: only a backup can do that. A damaged rendition is made again.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.files.storage import storages
from django.db.models import Q
from django.utils import timezone

from jobs.queue import ask
from media_library.models import Asset, Rendition, State

_BLOCK = 1 << 20
#: Codes kept in ``Asset.fault``; the words for them are the reader's.
MISSING, DIFFERENT = "missing", "different"


@dataclass(frozen=True)
class Fault:
    """A stored file that is not what it was: ``what`` is "missing" or "different"."""

    asset: Asset
    path: str
    what: str

    def __str__(self) -> str:
        return f"{self.what}: {self.path} ({self.asset.name})"


def verify_originals(assets: "Iterator[Asset] | None" = None) -> Iterator[Fault]:
    """Re-read every original; yields those that differ or are missing, and writes what was found to their rows."""
    for asset in assets or Asset.objects.order_by("pk").iterator(chunk_size=200):
        what = _look(asset.original_path, asset.sha256)
        Asset.objects.filter(pk=asset.pk).update(
            fault=what, **({} if what else {"verified_at": timezone.now()})
        )
        if what:
            yield Fault(asset, asset.original_path, what)


def verify_renditions() -> Iterator[Fault]:
    """Re-read every rendition but tiles (of which only info.json is looked for); yields what differs or is missing."""
    for rendition in Rendition.objects.select_related("asset").order_by("pk").iterator(chunk_size=200):
        if rendition.role == "tiles":
            what = "" if storages["default"].exists(rendition.path) else MISSING
        else:
            what = _look(rendition.path, rendition.sha256)
        if what:
            yield Fault(rendition.asset, rendition.path, what)


def rebuild(assets: "Iterator[Asset] | None" = None) -> int:
    """Ask for everything that was derived to be derived again; returns for how many assets.

    What pages show stays until it is replaced, by the same bytes where nothing was wrong.
    """
    asked = 0
    open_states = Q(state=State.READY) | Q(state=State.FAILED)
    for asset in assets or Asset.objects.filter(open_states).order_by("pk").iterator(chunk_size=200):
        ask("ingest.show", str(asset.uid))
        asked += 1
    return asked


def _look(path: str, sha256: str) -> str:
    store = storages["default"]
    digest = hashlib.sha256()
    try:
        with store.open(path, "rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    except FileNotFoundError:
        return MISSING
    return "" if digest.hexdigest() == sha256 else DIFFERENT
