"""Slow down whoever guesses passwords. Counted in the database, since each web process must see all guesses."""

import datetime as dt
import ipaddress
import math
import unicodedata
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from accounts.models import FailedLogin

WINDOW = dt.timedelta(minutes=15)
FOR_ONE_NAME = 5
# A whole court may share one address to the outside, so this is generous.
FOR_ONE_ADDRESS = 60


def minutes_to_wait(username: str, address: str) -> int:
    """How many minutes no password is looked at for this name or from this address; 0 where it may be tried."""
    by_name = _moments(Q(username=_key(username)), FOR_ONE_NAME)
    by_address = _moments(Q(address=address), FOR_ONE_ADDRESS)
    ends = [moment + WINDOW for moment in (by_name, by_address) if moment]
    return math.ceil((max(ends) - timezone.now()).total_seconds() / 60) if ends else 0


def note_failure(username: str, address: str) -> None:
    """Count a wrong password, and forget those that count no longer."""
    FailedLogin.objects.filter(at__lt=timezone.now() - WINDOW).delete()
    FailedLogin.objects.create(username=_key(username), address=address)


def forget(username: str) -> None:
    """Somebody who knows the password begins anew; the address goes on counting."""
    FailedLogin.objects.filter(username=_key(username)).delete()


def address_of(request: Any) -> str:
    """Where the request comes from: behind ``PROXIES`` proxies of ours, the address that the outermost one saw.

    What stands further left in X-Forwarded-For was written by the visitor and is not believed.
    """
    seen = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    candidates = [request.META.get("REMOTE_ADDR", ""), "127.0.0.1"]  # none at all behind a Unix socket
    if settings.PROXIES and len(seen) >= settings.PROXIES:
        candidates.insert(0, seen[-settings.PROXIES])
    return next(candidate for candidate in candidates if _is_address(candidate))


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def _moments(of_whom: Q, allowed: int) -> dt.datetime | None:
    """When the failure happened that was one too many, counted back from now; None where there were fewer."""
    recent = FailedLogin.objects.filter(of_whom, at__gte=timezone.now() - WINDOW).order_by("-at")
    return recent.values_list("at", flat=True)[allowed - 1 : allowed].first()


def _key(username: str) -> str:
    return unicodedata.normalize("NFKC", username).strip().casefold()[:150]
