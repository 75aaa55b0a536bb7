"""Whom Wagtail's admin refuses, it sends home with a sentence, or to the login page. Here a refusal is a 404 like any
other of ours, so that nobody learns what stands behind an address; who is not signed in is still asked to.

Wagtail looks both answers up in ``wagtail.admin.auth`` at each refusal and has no setting for them. Addresses below
``/admin/`` that lead nowhere have a view of their own, which would ask the same colleague to sign in.
"""

from django.contrib.messages.storage import default_storage
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from wagtail.admin import auth
from wagtail.admin.views import home

_ask_to_sign_in = auth.reject_request


def refuse(request: HttpRequest) -> HttpResponse:
    """Raises PermissionDenied, which ``config.errors`` answers."""
    raise PermissionDenied


def ask_strangers_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead to the login page. Raises PermissionDenied for whoever is signed in."""
    if request.user.is_authenticated:
        # As the middleware made it: without the sentence that Wagtail has just added.
        request._messages = default_storage(request)  # type: ignore[attr-defined]
        raise PermissionDenied
    return _ask_to_sign_in(request)


auth.permission_denied = refuse
auth.reject_request = ask_strangers_to_sign_in
home.default = ask_strangers_to_sign_in
