"""Are the stored files still what they were? Originals are re-read against the SHA-256 taken when they arrived.

A damaged original is named and never repaired by itself: only a backup can do that. A damaged rendition is made again.
The worker re-reads every original within a month, a few each hour; the command re-reads all of them at once.
"""

import datetime as dt
import hashlib
import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.files.storage import storages
from django.db.models import F, Q
from django.utils import timezone

from jobs.models import Lane
from jobs.queue import ask, handles
from jobs.rounds import every
from media_library import storage
from media_library.models import Asset, Rendition, State

log = logging.getLogger(__name__)

#: Codes kept in ``Asset.fault``; the words for them are the reader's.
MISSING, DIFFERENT, UNREADABLE = "missing", "different", "unreadable"

CYCLE = dt.timedelta(days=30)
#: So long the slow lane is kept from other work; what is left is due again in an hour.
_ROUND_SECONDS = 300.0
_AT_ONCE = 200


@dataclass(frozen=True)
class Fault:
    """A stored file that is not what it was: ``what`` is "missing", "different" or "unreadable"."""

    asset: Asset
    path: str
    what: str

    def __str__(self) -> str:
        return f"{self.what}: {self.path} ({self.asset.name})"


def verify_originals(assets: "Iterator[Asset] | None" = None) -> Iterator[Fault]:
    """Re-read every original; yields those that differ, are missing or cannot be read, and writes what was found to
    their rows. Raises StoreAway where the store itself does not answer: that is no fault of a file."""
    true: list[int] = []
    for asset in assets or Asset.objects.order_by("pk").iterator(chunk_size=_AT_ONCE):
        if what := _look(asset.original_path, asset.sha256):
            Asset.objects.filter(pk=asset.pk).update(fault=what)
            yield Fault(asset, asset.original_path, what)
        else:
            true.append(asset.pk)
        if len(true) == _AT_ONCE:
            _found_true(true)
            true = []
    _found_true(true)


def _found_true(pks: list[int]) -> None:
    """Many rows in one write: each write waits for the disk longer than a small file takes to be read."""
    Asset.objects.filter(pk__in=pks).update(fault="", verified_at=timezone.now())


@every(3600)
def look_again() -> None:
    """Have the originals that were not re-read for a month re-read."""
    ask("fixity.verify", "due")


@handles("fixity.verify", lane=Lane.SLOW)
def verify_due(_subject: str = "due") -> None:
    """Re-read what is due, the longest unread first. What is at fault already waits for the command and a backup."""
    until = time.monotonic() + _ROUND_SECONDS
    due = Asset.objects.filter(Q(verified_at=None) | Q(verified_at__lt=timezone.now() - CYCLE), fault="")
    for asset in due.order_by(F("verified_at").asc(nulls_first=True), "pk").iterator(chunk_size=50):
        for fault in verify_originals(iter([asset])):
            log.error("An original is not what arrived: %s", fault)
        if time.monotonic() > until:
            return


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
    digest = hashlib.sha256()
    try:
        for block in storage.blocks(storages["default"], path):
            digest.update(block)
    except FileNotFoundError:
        return MISSING
    except OSError as error:  # a bad sector: the other files are looked at all the same
        log.error("%s cannot be read: %s", path, error)
        return UNREADABLE
    except storage.StoreAway as error:
        if not storages["default"].answers():  # type: ignore[attr-defined]
            raise
        log.error("%s cannot be read: %s", path, error)  # this one alone
        return UNREADABLE
    return "" if digest.hexdigest() == sha256 else DIFFERENT
