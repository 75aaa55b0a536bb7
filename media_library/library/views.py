"""The library's screens: all files for the curators, one file for whoever may see it."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from accounts.models import SignedInRequest
from accounts.roles import Role, has_role, may_enter_admin
from audit.models import Entry
from media_library.ingest.pipeline import MAY_PASS_NEXT_TIME, CannotRetry, retry
from media_library.ingest.words import describe_progress
from media_library.library.facts import facts_of
from media_library.library.finding import FilterForm, found, with_thumbnails
from media_library.models import Asset, State
from media_library.serving import seen_by
from media_library.thumbnails import thumbnail
from media_library.usage import uses_of

PER_PAGE = 48
HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": gettext_lazy("Home")}
LIBRARY = {"url": reverse_lazy("library"), "label": gettext_lazy("Library")}


@require_safe
@never_cache
def library(request: SignedInRequest) -> HttpResponse:
    """All files, newest first, narrowed by the form above them."""
    if not has_role(request.user, Role.CURATOR):
        raise Http404
    form = FilterForm(request.GET)
    form.is_valid()
    page = Paginator(with_thumbnails(found(form.cleaned_data)), PER_PAGE).get_page(request.GET.get("p"))
    return TemplateResponse(
        request,
        "media_library/admin/library.html",
        {
            "header_title": _("Library"),
            "header_icon": "image",
            "breadcrumbs_items": [HOME, LIBRARY],
            "form": form,
            "page": page,
            "rows": [(asset, thumbnail(asset), describe_progress(asset)) for asset in page.object_list],
        },
    )


@require_safe
@never_cache
def asset(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """One file: what it is, what was made of it, where it is used, what happened to it."""
    it = _asset(request, uid)
    renditions = list(it.renditions.all())
    pictures = [each for each in renditions if each.role in ("web", "poster") and each.width]
    return TemplateResponse(
        request,
        "media_library/admin/asset.html",
        {
            "header_title": it.name,
            "header_icon": "image",
            "breadcrumbs_items": [HOME, LIBRARY, {"url": "", "label": it.name}],
            "asset": it,
            "sentence": describe_progress(it),
            "settled": it.state in (State.READY, State.REFUSED, State.FAILED),
            "picture": next(
                (each for each in pictures if (each.width or 0) >= 640), pictures[-1] if pictures else None
            ),
            "play": next((each for each in renditions if each.role == "play"), None),
            "facts": facts_of(it),
            "renditions": renditions,
            "uses": uses_of(it),
            "history": Entry.objects.filter(subject=f"asset:{it.pk}").order_by("-pk")[:50],
            "may_download": it.state != State.REFUSED,
            "may_retry": _may_retry(it),
        },
    )


@require_POST
@never_cache
def try_again(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Have a file looked at once more that could not be processed."""
    if not has_role(request.user, Role.CURATOR):
        raise Http404
    it = _asset(request, uid)
    try:
        retry(it, by=request.user)
    except CannotRetry:
        messages.warning(
            request, _("“%(name)s” is not in a state in which trying again would help.") % {"name": it.name}
        )
    else:
        messages.success(request, _("“%(name)s” is looked at once more.") % {"name": it.name})
    return redirect("library_asset", uid=uid)


def _asset(request: SignedInRequest, uid: UUID) -> Asset:
    """The asset with its sender. Raises Http404 for everybody who may not see it."""
    if not may_enter_admin(request.user):
        raise Http404
    return seen_by(request.user, uid)


def _may_retry(it: Asset) -> bool:
    return it.state == State.FAILED or (it.state == State.REFUSED and it.refusal in MAY_PASS_NEXT_TIME)
