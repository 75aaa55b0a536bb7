"""One file: what it is, where it is used, what happened to it, and where the team puts it."""

from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from accounts.models import SignedInRequest
from accounts.roles import Role, has_role, may_enter_admin, require_role
from audit.models import Entry
from jobs.models import Job
from media_library.ingest.pipeline import CannotRetry, retry
from media_library.ingest.words import describe_progress
from media_library.library import arranging
from media_library.library.arranging import NotPossible
from media_library.library.bulk import album_from, split_tags
from media_library.library.facts import facts_of, may_retry
from media_library.library.finding import FilterForm, found
from media_library.library.listing import question
from media_library.library.views import HOME, LIBRARY
from media_library.models import Album, Asset, State
from media_library.serving import seen_by
from media_library.usage import uses_of


@require_safe
@never_cache
def asset(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """The file's page, for whoever may see the file; what the team says of it is changed by curators."""
    it = _asset(request, uid)
    renditions = list(it.renditions.all())
    pictures = [each for each in renditions if each.role in ("web", "poster") and each.width]
    asked = question(request.GET)
    back = {"url": f"{reverse('library')}?{asked}", "label": LIBRARY["label"]}
    return TemplateResponse(
        request,
        "media_library/admin/asset.html",
        {
            "header_title": it.name,
            "header_icon": "image",
            "breadcrumbs_items": [HOME, back, {"url": "", "label": it.name}],
            "asset": it,
            "sentence": describe_progress(it),
            "settled": it.state in (State.READY, State.REFUSED, State.FAILED),
            "picture": next(
                (each for each in pictures if (each.width or 0) >= 640), pictures[-1] if pictures else None
            ),
            "play": next((each for each in renditions if each.role == "play"), None),
            "waveform": any(each.role == "peaks" for each in renditions),
            "facts": facts_of(it),
            "tags": [tag.name for tag in it.tags.all()],
            "albums": Album.objects.values_list("pk", "name"),
            "renditions": renditions,
            "uses": uses_of(it),
            "history": Entry.objects.filter(subject=f"asset:{it.pk}").order_by("-pk")[:50],
            "troubles": Job.objects.filter(subject=str(it.uid)).exclude(error="").order_by("pk"),
            "neighbours": _neighbours(request, it, asked),
            "may_download": it.state != State.REFUSED,
            "may_retry": may_retry(it),
            "may_arrange": has_role(request.user, Role.CURATOR),
            "here": request.GET.urlencode(),
        },
    )


@require_POST
@never_cache
def arrange(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Write what the team says of the file: caption, tags, album; all of it or nothing."""
    it = _asset_of_curator(request, uid)
    try:
        with transaction.atomic():
            arranging.caption({it: request.POST.get("caption", "")}, by=request.user)
            _retag(it, split_tags(request.POST.get("tags", "")), request)
            arranging.move([it], album_from(request.POST, request), by=request.user)
    except NotPossible as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Saved."))
    return _back(request, uid)


@require_POST
@never_cache
def try_again(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Have a file looked at once more that could not be processed."""
    it = _asset_of_curator(request, uid)
    try:
        retry(it, by=request.user)
    except CannotRetry:
        messages.warning(
            request, _("“%(name)s” is not in a state in which trying again would help.") % {"name": it.name}
        )
    else:
        messages.success(request, _("“%(name)s” is looked at once more.") % {"name": it.name})
    return _back(request, uid)


def _asset(request: SignedInRequest, uid: UUID) -> Asset:
    """The asset. Raises Http404 for everybody who may not see it."""
    if not may_enter_admin(request.user):
        raise Http404
    return seen_by(request.user, uid)


def _asset_of_curator(request: SignedInRequest, uid: UUID) -> Asset:
    require_role(request.user, Role.CURATOR)
    return _asset(request, uid)


def _back(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """To the file's page, at its place in the list that it was opened from."""
    here = QueryDict(request.POST.get("here", "")).urlencode()
    return redirect(f"{reverse('library_asset', args=[uid])}{'?' if here else ''}{here}")


def _retag(it: Asset, words: list[str], request: SignedInRequest) -> None:
    wanted = {" ".join(word.split()) for word in words} - {""}
    held = {tag.name for tag in it.tags.all()}
    if wanted - held:
        arranging.tag([it], sorted(wanted - held), by=request.user)
    if held - wanted:
        arranging.untag([it], sorted(held - wanted), by=request.user)


def _neighbours(request: SignedInRequest, it: Asset, asked: str) -> dict[str, str]:
    """The addresses of the files before and after this one in the list that it was opened from.

    ``at`` is its place there. Where it stands elsewhere by now, or the reader may not see the list, there are none.
    """
    at = request.GET.get("at", "")
    if not (at.isascii() and at.isdecimal() and len(at) < 10 and has_role(request.user, Role.CURATOR)):
        return {}
    form = FilterForm(request.GET)
    form.is_valid()
    first = max(0, int(at) - 1)
    nearby = list(found(form.cleaned_data).values_list("uid", flat=True)[first : int(at) + 2])
    here = int(at) - first
    if nearby[here : here + 1] != [it.uid]:
        return {}
    places = {"previous": here - 1, "next": here + 1}
    return {
        name: f"{reverse('library_asset', args=[nearby[place]])}?{asked}{'&' if asked else ''}at={first + place}"
        for name, place in places.items()
        if 0 <= place < len(nearby)
    }
