"""Look at a password only where the throttle allows it; so every login form obeys, whoever made it."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.core.exceptions import PermissionDenied
from django.dispatch import receiver
from django.http import HttpRequest

from accounts import throttle


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


@receiver(user_logged_in)
def _forget(sender: Any, user: Any, **kwargs: Any) -> None:
    throttle.forget(user.get_username())
