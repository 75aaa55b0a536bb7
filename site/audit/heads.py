"""The chain's last link, written down beside the database: so a tail that was cut off is missed.

A chain shows what is changed, inserted or removed within it, but not that its end is gone. So its head is appended to a
file from time to time, sealed with the service's key; every head that was written down must still stand.
"""

import hmac
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from audit.models import Entry


def path() -> Path:
    """Where the heads are written down; on a machine of several, each has its own."""
    return Path(settings.VAR) / "audit-heads"


def write_down() -> None:
    """Append the present head, unless it is the last that was written."""
    last = Entry.objects.order_by("-pk").first()
    if last is None:
        return
    fact = f"{last.pk} {last.digest}"
    if any(fact == written for written, _sealed in _lines()):
        return
    with path().open("a", encoding="ascii") as file:
        file.write(f"{fact} {_seal(fact)} {timezone.now().isoformat(timespec='seconds')}\n")


def missing() -> Iterator[tuple[int, str]]:
    """Each head that was written down and does not stand, with a sentence; and lines that somebody else wrote."""
    written = {}
    for fact, sealed in _lines():
        number, digest = fact.split(" ")
        if not hmac.compare_digest(sealed.encode(), _seal(fact).encode()):
            yield int(number), "the line in audit-heads was not written by this service"
            continue
        written[int(number)] = digest
    standing = dict(Entry.objects.filter(pk__in=written).values_list("pk", "digest"))
    for pk, digest in sorted(written.items()):
        if standing.get(pk) != digest:
            yield pk, "it stood in the chain once, and is gone: the end was cut off or replaced"


def _lines() -> list[tuple[str, str]]:
    if not path().exists():
        return []
    # What is no line of ours is kept as one whose seal is wrong, and so is told.
    found = []
    for line in path().read_text(encoding="utf-8", errors="replace").splitlines():
        parts = line.split()
        whole = len(parts) == 4 and parts[0].isdecimal() and len(parts[0]) < 19
        found.append((f"{parts[0]} {parts[1]}", parts[2]) if whole else ("0 -", ""))
    return found


def _seal(fact: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"audit-head {fact}".encode(), sha256).hexdigest()
