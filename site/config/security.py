"""What holds for every answer: what is read of an address and a form, who may keep a page, which content policy goes with it."""

from collections.abc import Callable, Mapping

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _


class NoNul:
    """PostgreSQL keeps no NUL and no form of ours means one: it is left out of what was typed, in one place for all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hand on; the body is read only when a view is about to be called, after its CSRF token."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        """Only forms are read: an upload's bytes are not."""
        form = request.content_type in ("application/x-www-form-urlencoded", "multipart/form-data")
        if request.method != "POST" or not form:
            return
        typed = [value for values in dict(request.POST.lists()).values() for value in values]
        if any("\x00" in value for value in typed):
            clean = request.POST.copy()
            for name, values in request.POST.lists():
                clean.setlist(name, [value.replace("\x00", "") for value in values])
            request.POST = clean  # type: ignore[assignment]


class NoEndlessNumbers:
    """No row has a key of more than 63 bits, and SQLite and drivers fail over one: such an address leads nowhere."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hand on; addresses are read when a view is about to be called."""
        return self.get_response(request)

    def process_view(
        self, _request: HttpRequest, _view: object, _args: object, kwargs: Mapping[str, object]
    ) -> None:
        """Raises Http404."""
        if any(isinstance(value, int) and value >= 2**63 for value in kwargs.values()):
            raise Http404(_("There is nothing at this address."))


class KeptByNobody:
    """An answer that does not say who may keep it is kept by nobody: not by a cache in between that guesses (RFC 9111
    §4.2.2 lets it keep a 404 as well), and not by the next person's Back button."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class AdminContentPolicy:
    """The admin's own policy, since Wagtail's screens carry inline scripts and styles. Sends
    ``settings.ADMIN_CONTENT_SECURITY_POLICY`` with every answer below ``/admin/``, in both languages.

    ``csp.middleware`` leaves these addresses out (``EXCLUDE_URL_PREFIXES``), so each answer has one policy.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(tuple(settings.CONTENT_SECURITY_POLICY["EXCLUDE_URL_PREFIXES"])):
            response.headers["Content-Security-Policy"] = settings.ADMIN_CONTENT_SECURITY_POLICY
        return response
