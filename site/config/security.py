"""The admin has a content policy of its own: Wagtail's screens carry inline scripts and styles."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class AdminContentPolicy:
    """Sends ``settings.ADMIN_CONTENT_SECURITY_POLICY`` with every answer below ``/admin/``, in both languages.

    ``csp.middleware`` leaves these addresses out (``EXCLUDE_URL_PREFIXES``), so each answer has one policy.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(tuple(settings.CONTENT_SECURITY_POLICY["EXCLUDE_URL_PREFIXES"])):
            response.headers["Content-Security-Policy"] = settings.ADMIN_CONTENT_SECURITY_POLICY
        return response
