"""What the curators do with many files at once: tag, move, save, try again."""

from collections.abc import Callable

from django.db import transaction
from django.http import QueryDict, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from accounts.models import SignedInRequest
from accounts.roles import Role, require_role
from audit import trail
from media_library.ingest.pipeline import CannotRetry, retry
from media_library.library import arranging
from media_library.library.arranging import NotPossible
from media_library.library.facts import may_retry
from media_library.library.finding import FilterForm, fitting
from media_library.library.packing import pack, packable
from media_library.models import Album, Asset
from media_library.names import uids

MOST = 2000


@require_POST
@never_cache
def act(request: SignedInRequest) -> HttpResponseBase:
    """Do one thing with the files that were chosen in the list, and lead back to it."""
    require_role(request.user, Role.CURATOR)
    asked = QueryDict(request.POST.get("fits", ""))
    try:
        assets = _chosen(request.POST, asked)
        if request.POST.get("do") == "download":
            return _download(request, assets)
        messages.success(request, _act_of(request.POST)(request, assets))
    except NotPossible as error:
        messages.error(request, str(error))
    return redirect(f"{reverse('library')}?{asked.urlencode()}")


def split_tags(text: str) -> list[str]:
    """Tags as people write them: parted by commas of either kind, or by lines."""
    for comma in "，、;；\n":
        text = text.replace(comma, ",")
    return text.split(",")


def album_from(given: QueryDict, request: SignedInRequest) -> Album | None:
    """The album that a form names, a new one where it names none yet. Raises NotPossible where it names nothing."""
    if name := given.get("new_album", "").strip():
        return arranging.make_album(name, by=request.user)
    named = given.get("album", "")
    if named == "none":
        return None
    album = Album.objects.filter(pk=named).first() if named.isascii() and named.isdecimal() else None
    if album is None:
        raise NotPossible(_("Choose an album, or name a new one."))
    return album


def _chosen(given: QueryDict, asked: QueryDict) -> list[Asset]:
    """The files: one whose own button was pressed, those that were ticked, or all that fit the list's filters.

    Raises NotPossible where there are none or too many, and where not as many fit as the person was told.
    """
    assets = Asset.objects.select_related("owner", "album").prefetch_related("tags").order_by("-pk")
    if given.get("again"):
        chosen = assets.filter(uid__in=uids(given.getlist("again")))
    elif given.get("all"):
        form = FilterForm(asked)
        form.is_valid()
        chosen = assets.filter(pk__in=fitting(form.cleaned_data).values("pk"))
    else:
        chosen = assets.filter(uid__in=uids(given.getlist("asset")))
    found = list(chosen[: MOST + 1])
    if not found:
        raise NotPossible(_("Choose files first."))
    if len(found) > MOST:
        raise NotPossible(_("At most %(number)d files at once: narrow the list further.") % {"number": MOST})
    if given.get("all") and str(len(found)) != given.get("number"):
        raise NotPossible(_("Meanwhile other files fit. Nothing was done: look at the list again."))
    return found


def _act_of(given: QueryDict) -> Callable[[SignedInRequest, list[Asset]], str]:
    if given.get("again"):
        return _try_again
    acts = {"tag": _tag, "untag": _untag, "move": _move, "retry": _try_again}
    named = str(given.get("do", ""))
    if named not in acts:
        raise NotPossible(_("Choose what to do with the files."))
    return acts[named]


def _tag(request: SignedInRequest, assets: list[Asset]) -> str:
    number = arranging.tag(assets, split_tags(request.POST.get("tags", "")), by=request.user)
    return ngettext("%(number)d file has new tags.", "%(number)d files have new tags.", number) % {
        "number": number
    }


def _untag(request: SignedInRequest, assets: list[Asset]) -> str:
    number = arranging.untag(assets, split_tags(request.POST.get("tags", "")), by=request.user)
    return ngettext(
        "Tags were taken from %(number)d file.", "Tags were taken from %(number)d files.", number
    ) % {"number": number}


@transaction.atomic
def _move(request: SignedInRequest, assets: list[Asset]) -> str:
    album = album_from(request.POST, request)
    number = arranging.move(assets, album, by=request.user)
    if album is None:
        sentence = ngettext(
            "%(number)d file was taken out of its album.",
            "%(number)d files were taken out of their albums.",
            number,
        )
        return sentence % {"number": number}
    sentence = ngettext(
        "%(number)d file was moved to “%(album)s”.", "%(number)d files were moved to “%(album)s”.", number
    )
    return sentence % {"number": number, "album": album.name}


def _try_again(request: SignedInRequest, assets: list[Asset]) -> str:
    """Those of them that failed."""
    number = sum(_tried(asset, request) for asset in assets if may_retry(asset))
    if not number:
        raise NotPossible(_("None of these files failed, so there is nothing to try again."))
    return ngettext(
        "%(number)d file is looked at once more.", "%(number)d files are looked at once more.", number
    ) % {"number": number}


def _tried(asset: Asset, request: SignedInRequest) -> bool:
    try:
        retry(asset, by=request.user)
    except CannotRetry:  # a colleague was faster
        return False
    return True


def _download(request: SignedInRequest, assets: list[Asset]) -> HttpResponseBase:
    ready = packable(assets)
    if not ready:
        raise NotPossible(_("None of these files stood its check, so there is nothing to save."))
    trail.record_many(
        "asset.download",
        by=request.user,
        of=[(f"asset:{each.pk}", each.name, {"files": len(ready)}) for each in ready],
    )
    name = f"hanmo-{localtime(now()):%Y%m%d-%H%M}.zip"
    response = StreamingHttpResponse(pack(ready), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
