"""All works, with facets."""

from django.core.paginator import InvalidPage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from showcase.lists import Asked
from showcase.visitors import for_visitors


@for_visitors
def works(request: HttpRequest) -> HttpResponse:
    """24 works a page; 404 beyond the end. At most six queries, whatever the number of works."""
    asked = Asked(request.GET)
    try:
        page = asked.page(request.GET.get("page", 1))
    except InvalidPage as error:
        raise Http404(_("There is no such page.")) from error
    numbers = [
        {"number": n, "query": asked.query(page=n) if isinstance(n, int) else "", "here": n == page.number}
        for n in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    return render(
        request,
        "showcase/works.html",
        {
            "page": page,
            "cards": list(page),
            "filters": asked.filters(),
            "clear": asked.query(**dict.fromkeys(asked.texts)),
            "narrowed": bool(asked.texts),
            "numbers": numbers if page.paginator.num_pages > 1 else [],
            "previous": asked.query(page=page.previous_page_number()) if page.has_previous() else "",
            "next": asked.query(page=page.next_page_number()) if page.has_next() else "",
        },
    )
