"""Look at a password only where the throttle allows it; so every login form obeys, whoever made it."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.core.exceptions import PermissionDenied
from django.dispatch import receiver
from django.http import HttpRequest

from accounts import throttle
from accounts.models import User
from audit.trail import record


class ThrottledBackend(ModelBackend):
    """Django's own, behind the throttle. Raises PermissionDenied (Django then asks no further backend)."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> Any:
        if request and username and throttle.minutes_to_wait(username, throttle.address_of(request)):
            raise PermissionDenied
        return super().authenticate(request, username=username, password=password, **kwargs)


@receiver(user_login_failed)
def _count(
    sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any
) -> None:
    username = credentials.get("username") or ""
    if request is None or not username:
        return
    address = throttle.address_of(request)
    # What was not looked at is no guess: else somebody who keeps trying would never get in again.
    if not throttle.minutes_to_wait(username, address):
        throttle.note_failure(username, address)
        _tell_failure(username, address)


@receiver(user_logged_in)
def _forget(sender: Any, user: Any, request: HttpRequest | None = None, **kwargs: Any) -> None:
    throttle.forget(user.get_username())
    _tell("login.done", user, request)


@receiver(user_logged_out)
def _left(sender: Any, user: Any, request: HttpRequest | None = None, **kwargs: Any) -> None:
    if user:
        _tell("login.ended", user, request)


def _tell(action: str, user: Any, request: HttpRequest | None) -> None:
    # A request without an address is no visitor's: a test, or the console.
    if request is not None and request.META.get("REMOTE_ADDR") is not None:
        address = throttle.address_of(request)
        record(action, by=user, subject=f"account:{user.pk}", label=str(user), address=address)


def _tell_failure(username: str, address: str) -> None:
    """The guess, and the lock-out that it led to. A name that nobody has may be a password: it is not kept."""
    account = User.objects.filter(username=username).first()
    named = {"subject": f"account:{account.pk if account else 'unknown'}", "label": str(account or "")}
    record("login.failed", by="visitor", address=address, **named)
    if minutes := throttle.minutes_to_wait(username, address):
        record("login.locked", by="hanmo", address=address, minutes=minutes, **named)
