"""All works, with facets."""

from typing import Any

from django.core.paginator import InvalidPage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from showcase.lists import Asked
from showcase.paging import numbers_of
from showcase.visitors import for_visitors


@for_visitors
def works(request: HttpRequest) -> HttpResponse:
    """24 works a page; 404 beyond the end. At most eight queries, whatever the number of works; four where its pieces
    are kept."""
    return render(request, "showcase/works.html", listed(request, Asked(request.GET)))


def listed(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    """What a list of works shows of what is asked for. Raises Http404 beyond the end."""
    try:
        page = asked.page(request.GET.get("page", 1))
    except InvalidPage as error:
        raise Http404(_("There is no such page.")) from error
    return {
        "page": page,
        "asked": asked,
        "narrowed": bool(asked.texts),
        **numbers_of(page.paginator, page.number, lambda n: asked.query(page=n)),
    }
