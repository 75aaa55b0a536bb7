"""Pages kept for visitors: the same bytes for everybody who is nobody in particular."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag

from showcase import generation
from showcase.house import chosen

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

# Seconds. A release or withdrawal shows at once, by the generation; the name of a unit within twice this
# time, since a page may be made of pieces as old.
KEPT = 60
# What machines read: they ask again within a minute, of which a front server may keep it ten seconds.
FOR_MACHINES = "max-age=50, s-maxage=10, must-revalidate"
# Longer addresses are somebody's play: they are answered, not kept.
LONGEST = 500


def for_visitors(view: View[P]) -> View[P]:
    """Keep the view's pages for visitors, and let browsers and front servers ask whether theirs are still true.

    Who is signed in, or has a message waiting, gets a page of their own that nobody keeps.
    """

    @wraps(view)
    def kept(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method not in ("GET", "HEAD") or _is_somebody(request):
            response = view(request, *args, **kwargs)
            response.headers["Cache-Control"] = "private, no-store"
            return response
        # Read before the page is made: a change in between leaves the old page under the old generation.
        key = _key(request, generation.seen_by(request))
        pages = caches["pages"]
        body: bytes | None = pages.get(key)
        if body is None:
            response = view(request, *args, **kwargs)
            if response.status_code == 200 and not _is_personal(request, response):
                body = response.content
                if len(request.get_full_path()) <= LONGEST:
                    pages.set(key, body, KEPT)
            else:
                return response
        else:
            response = HttpResponse(body)
        patch_vary_headers(response, ["Cookie"])
        response.headers["Cache-Control"] = "max-age=0, s-maxage=10, must-revalidate"
        etag = quote_etag(hashlib.blake2b(body, digest_size=12).hexdigest())
        response.headers["ETag"] = etag
        conditional = get_conditional_response(request, etag=etag, response=response)
        return conditional if isinstance(conditional, HttpResponse) else response

    return kept


def _is_somebody(request: HttpRequest) -> bool:
    return not {settings.SESSION_COOKIE_NAME, "messages"}.isdisjoint(request.COOKIES)


def _is_personal(request: HttpRequest, response: HttpResponse) -> bool:
    # A form with a token in it belongs to one visitor.
    return bool(response.cookies) or "CSRF_COOKIE_NEEDS_UPDATE" in request.META


def _key(request: HttpRequest, number: int) -> str:
    parts: tuple[Any, ...] = (
        number,
        timezone.localdate(),  # one work a day, grey days
        *chosen(request).values(),
        request.get_host(),
        request.get_full_path(),
    )
    return hashlib.blake2b("\n".join(map(str, parts)).encode(), digest_size=20).hexdigest()
