"""Pages for what went wrong: one character, one sentence, two links, in the reader's language."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return render(request, "400.html", status=400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: for what is not there, and for whoever may not know whether it is (PermissionDenied)."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500. Asks neither the session nor the database, which may be what failed."""
    return HttpResponse(render_to_string("500.html"), status=500)


def csrf_failure(request: HttpRequest, reason: str = "", **kwargs: Any) -> HttpResponse:
    """403 for a form that lay open too long or came from elsewhere; what was typed is one step back."""
    sentence = _("This form has expired. Go back, reload the page and send it again.")
    return render(request, "403.html", {"sentence": sentence}, status=403)
