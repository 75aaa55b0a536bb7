"""The one writer of the audit trail, and the walk that verifies it."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.models import Entry

GENESIS = "0" * 64
_ATTEMPTS = 20


def record(action: str, *, by: Any, subject: str, label: str = "", **detail: Any) -> Entry:
    """Append an act to the chain and return it.

    ``by`` is a user or a name (for the operator at the console); ``subject`` is ``kind:id``; ``detail`` must be
    JSON. Two writers that chose the same predecessor cannot both stand (``previous`` is unique): the loser reads
    again, inside a savepoint of its own, so that the caller's transaction survives.
    """
    actor_id = getattr(by, "pk", None)
    actor = str(by)[:200]
    for _ in range(_ATTEMPTS):
        last = Entry.objects.order_by("-pk").values_list("digest", flat=True).first() or GENESIS
        entry = Entry(
            at=timezone.now(),
            actor_id=actor_id,
            actor=actor,
            action=action,
            subject=subject,
            label=label[:300],
            detail=detail,
            previous=last,
        )
        entry.digest = digest_of(entry)
        try:
            with transaction.atomic():
                entry.save()
        except IntegrityError:
            continue
        return entry
    raise RuntimeError(f"The audit trail could not be extended in {_ATTEMPTS} attempts.")


def digest_of(entry: Entry) -> str:
    """SHA-256 over the predecessor's digest and every fact of the entry, as canonical JSON."""
    facts = [
        entry.previous,
        entry.at.isoformat(timespec="microseconds"),
        entry.actor_id,
        entry.actor,
        entry.action,
        entry.subject,
        entry.label,
        entry.detail,
    ]
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def broken_links() -> Iterator[tuple[Entry, str]]:
    """Each entry that does not follow from the one before it, with a sentence that says how."""
    expected = GENESIS
    for entry in Entry.objects.order_by("pk").iterator():
        if entry.previous != expected:
            yield entry, "an entry before it was removed or inserted"
        elif digest_of(entry) != entry.digest:
            yield entry, "its facts were changed"
        expected = entry.digest
