"""The one writer of the audit trail, and the walk that verifies it."""

import hashlib
import json
from collections.abc import Iterable, Iterator
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
    return record_many(action, by=by, of=[(subject, label, detail)])[0]


def record_many(action: str, *, by: Any, of: Iterable[tuple[str, str, dict[str, Any]]]) -> list[Entry]:
    """Append one act on many subjects, each as ``(subject, label, detail)``: an entry for each, in a few queries."""
    subjects = list(of)
    if not subjects:
        return []
    for _ in range(_ATTEMPTS):
        entries = _linked(action, by, subjects)
        try:
            with transaction.atomic():
                return Entry.objects.bulk_create(entries)
        except IntegrityError:
            continue
    raise RuntimeError(f"The audit trail could not be extended in {_ATTEMPTS} attempts.")


def _linked(action: str, by: Any, subjects: list[tuple[str, str, dict[str, Any]]]) -> list[Entry]:
    """Entries that follow the last one that stands, and each other."""
    last = Entry.objects.order_by("-pk").values_list("digest", flat=True).first() or GENESIS
    entries = []
    for subject, label, detail in subjects:
        entry = Entry(
            at=timezone.now(),
            actor_id=getattr(by, "pk", None),
            actor=str(by)[:200],
            action=action,
            subject=subject,
            label=label[:300],
            detail=detail,
            previous=last,
        )
        last = entry.digest = digest_of(entry)
        entries.append(entry)
    return entries


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
