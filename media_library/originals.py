"""Keep an original for ever: its bytes in the private store, its SHA-256 and its row, then ask for the rest."""

import hashlib
import uuid
from pathlib import Path
from typing import Any

from django.core.files.storage import storages
from django.db import transaction

from accounts.models import User
from jobs import queue
from media_library import durable, searching, storage
from media_library.models import Asset

_READ_ONLY = 0o440


def keep_original(path: Path, name: str, owner: User, *, uid: uuid.UUID | None = None) -> Asset:
    """Take the file at ``path`` over as the original of a new asset, and ask ingest to look at it.

    Only records: what the bytes are is found out later. May be called again with the same ``uid`` after a death at
    any moment, and then ends what was begun: the file may already stand in the store. One asset comes of it, once.

    Raises FileNotFoundError where the bytes stand neither at ``path`` nor in the store, OSError for a full disk,
    StoreAway where the store does not answer: the file then still stands at ``path``, and this may be called again.
    """
    uid = uid or uuid.uuid4()
    if known := Asset.objects.filter(uid=uid).first():
        return known
    asset = Asset(uid=uid, owner=owner, name=name or str(uid))
    store = storages["default"]
    asset.size, asset.sha256 = _measure(path, store, asset.original_path)
    _put(path, store, asset.original_path)
    with transaction.atomic():
        kept, new = Asset.objects.get_or_create(
            uid=uid,
            defaults={"owner": owner, "name": asset.name, "size": asset.size, "sha256": asset.sha256},
        )
        if new:
            searching.remember([kept.pk])
            queue.ask("ingest.show", str(uid))
    path.unlink(missing_ok=True)  # still there only where the store, which has it now, is another machine
    return kept


def _measure(path: Path, store: Any, stored: str) -> tuple[int, str]:
    """Bytes and SHA-256 of the file, wherever it stands."""
    if path.exists():
        with path.open("rb") as file:
            return path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest()
    digest, size = hashlib.sha256(), 0
    for block in storage.blocks(store, stored):
        digest.update(block)
        size += len(block)
    return size, digest.hexdigest()


def _put(path: Path, store: Any, stored: str) -> None:
    """Bring the file into the store, if it is not there yet."""
    if not path.exists():
        return
    if not storage.is_local(store):
        # It answers when it has the whole object. A name is never written twice with different bytes, so what
        # stands there with this size is what we put there before we died.
        if not (store.exists(stored) and store.size(stored) == path.stat().st_size):
            store.take(path, stored)
        return
    target = Path(store.path(stored))
    durable.move(path, target)
    target.chmod(_READ_ONLY)
