"""The library's list: all files for the curators, narrowed by what is asked."""

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin.paginator import WagtailPaginator

from accounts.models import SignedInRequest
from accounts.roles import Role, require_role
from media_library.library.bulk import MOST
from media_library.library.finding import FilterForm, found
from media_library.library.listing import cells, chips, question

PER_PAGE = 48
HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": gettext_lazy("Home")}
LIBRARY = {"url": reverse_lazy("library"), "label": gettext_lazy("Library")}
#: These stand beside the search, the others are unfolded.
_AT_HAND = ("q", "family", "state", "sort")


@require_safe
@never_cache
def library(request: SignedInRequest) -> HttpResponse:
    """A grid of files with what narrows it above and, for those that are ticked, what can be done with them."""
    require_role(request.user, Role.CURATOR)
    form = FilterForm(request.GET)
    form.is_valid()
    paginator = WagtailPaginator(found(form.cleaned_data).values_list("pk", flat=True), PER_PAGE)
    page = paginator.get_page(request.GET.get("p"))
    asked = question(request.GET)
    return TemplateResponse(
        request,
        "media_library/admin/library.html",
        {
            "header_title": _("Library"),
            "header_icon": "image",
            "breadcrumbs_items": [HOME, LIBRARY],
            "at_hand": [form[name] for name in _AT_HAND],
            "further": [field for field in form if field.name not in _AT_HAND],
            "further_wrong": any(name not in _AT_HAND for name in form.errors),
            "chips": list(chips(form, request.GET)),
            "page": page,
            "elided_page_range": paginator.get_elided_page_range(page.number),
            "cells": cells(list(page.object_list), asked, page.start_index() - 1),
            "fits": f"{asked}&p={page.number}" if page.number > 1 else asked,
            "all_can_be_chosen": paginator.num_pages > 1 and paginator.count <= MOST,
            "albums": choices_of(form, "album"),
            "tags": choices_of(form, "tag"),
        },
    )


def choices_of(form: FilterForm, name: str) -> list[tuple[str, str]]:
    """What a filter offers, but for "all": the list's other forms offer the same."""
    return [(str(value), str(words)) for value, words in form.fields[name].choices if value]  # type: ignore[attr-defined]
