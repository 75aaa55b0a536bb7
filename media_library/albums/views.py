"""``/admin/library/albums/``: the albums, one of them as a contact sheet, its captions."""

import json
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from accounts.models import SignedInRequest
from accounts.roles import Role, require_role
from media_library.albums import captioning, contents
from media_library.albums.forms import AlbumForm
from media_library.albums.onwards import onwards
from media_library.albums.rows import Row, follow, rows_of
from media_library.library.arranging import NotPossible, change_album, make_album, move, pick, unpick
from media_library.library.finding import with_thumbnails
from media_library.library.views import HOME, LIBRARY
from media_library.models import Album, Asset
from media_library.names import uids
from media_library.uploads.finishing import receive_all

ALBUMS_PER_PAGE = 24
#: A contact sheet holds an event of two hundred on one page.
FILES_PER_PAGE = 240
NEW = {"url": "", "label": gettext_lazy("New event")}
ALBUMS = {"url": reverse_lazy("library_albums"), "label": gettext_lazy("Events")}


@require_safe
@never_cache
def albums(request: SignedInRequest) -> HttpResponse:
    """All albums, the newest first, each with its cover."""
    require_role(request.user, Role.CURATOR)
    page = Paginator(Album.objects.order_by("-pk"), ALBUMS_PER_PAGE).get_page(request.GET.get("p"))
    rows = list(contents.with_counts(list(page.object_list)))
    found = contents.covers(rows)
    return _page(
        request,
        "albums",
        _("Events"),
        [ALBUMS],
        page=page,
        rows=[(each, found.get(each.pk, "")) for each in rows],
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new(request: SignedInRequest) -> HttpResponse:
    """Say once what the event is; the page that comes next takes the photographs."""
    require_role(request.user, Role.CURATOR)
    form = AlbumForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            album = make_album(**form.said(), by=request.user)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("library_album", uid=album.uid)
    return _page(request, "new", _("New event"), [ALBUMS, NEW], form=form, status=422 if form.errors else 200)


@require_safe
@never_cache
def album(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """One album: all of it or (``?show=picked``) what is picked, as a contact sheet."""
    it = _album(request, uid)
    return _sheet(request, it, AlbumForm.of(it))


@require_POST
@never_cache
def change(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Say anew what the event is; one field alone may be given (the day that the cameras propose)."""
    it = _album(request, uid)
    data = {name: request.POST.get(name, getattr(it, name)) for name in AlbumForm.base_fields}
    form = AlbumForm(data)
    if form.is_valid():
        try:
            change_album(it, by=request.user, **form.said())
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("library_album", uid=uid)
    return _sheet(request, it, form, status=422)


@require_POST
@never_cache
def files(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Take files that came in the form itself, or were sent by a script that forgot to say for which album."""
    it = _album(request, uid)
    sent = uids(request.POST.getlist("asset"))
    arrived = Asset.objects.filter(uid__in=sent, owner=request.user, album=None)
    received, sentences = receive_all(request.FILES.getlist("files"), request.user)
    for sentence in sentences:
        messages.error(request, sentence)
    move([*arrived, *received], it, request.user)
    return redirect("library_album", uid=uid)


@require_safe
@never_cache
def state(request: SignedInRequest, uid: UUID) -> JsonResponse:
    """What became of the files that a page waits for (``?uid=…``, many), in one answer."""
    it = _album(request, uid)
    asked = uids(request.GET.getlist("uid"))[:100]
    found = with_thumbnails(Asset.objects.filter(album=it, uid__in=asked))
    return JsonResponse({"files": [follow(asset) for asset in found]})


@require_POST
@never_cache
def picks(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Pick and take back: ``shown`` are the files that the page had, ``picked`` those of them that are wanted."""
    it = _album(request, uid)
    shown = set(uids(request.POST.getlist("shown")))
    wanted = shown & set(uids(request.POST.getlist("picked")))
    pick(Asset.objects.filter(album=it, uid__in=wanted), request.user)
    unpick(Asset.objects.filter(album=it, uid__in=shown - wanted), request.user)
    if _by_script(request):
        return JsonResponse({"picked": contents.counts_of(it)["picked"]})
    return redirect(_back(request, it))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def captions(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """The picked files, each beside its caption. A script saves what was typed as it is typed."""
    it = _album(request, uid)
    rows = list(with_thumbnails(contents.files_of(it).filter(picked=True))[:FILES_PER_PAGE])
    typed: dict[str, str] = {}
    refusal = ""
    if request.method == "POST":
        typed = request.POST.dict()
        if same := request.POST.get("same"):
            typed = captioning.same_as_above(rows, typed, same)
        try:
            captioning.keep(it, typed, by=request.user)
        except NotPossible as error:
            refusal = str(error)
        if _by_script(request):
            saved = _("Saved %(time)s") % {"time": f"{timezone.localtime():%H:%M}"}
            return JsonResponse({"sentence": refusal or saved}, status=422 if refusal else 200)
        if not refusal:
            messages.success(request, _("Saved."))
            return redirect("library_album_captions", uid=uid)
    return _page(
        request,
        "captions",
        it.name,
        [ALBUMS, _crumb(it)],
        album=it,
        rows=[Row.of(each, typed.get(f"caption-{each.uid}", each.caption)) for each in rows],
        counts=contents.counts_of(it),
        onwards=onwards(request.user, it),
        refusal=refusal,
        show="captions",
        status=422 if refusal else 200,
    )


def _sheet(request: SignedInRequest, it: Album, form: AlbumForm, status: int = 200) -> TemplateResponse:
    only_picked = request.GET.get("show") == "picked"
    found = contents.files_of(it)
    found = found.filter(picked=True) if only_picked else found
    page = Paginator(with_thumbnails(found), FILES_PER_PAGE).get_page(request.GET.get("p"))
    return _page(
        request,
        "album",
        it.name,
        [ALBUMS, _crumb(it)],
        album=it,
        form=form,
        page=page,
        rows=rows_of(page.object_list),
        counts=contents.counts_of(it),
        proposed=contents.proposed_day(it) if not it.taken else "",
        known=json.dumps(contents.known_files(it), ensure_ascii=False),
        onwards=onwards(request.user, it),
        show="picked" if only_picked else "all",
        status=status,
    )


def _page(
    request: SignedInRequest,
    template: str,
    title: str,
    crumbs: list[dict[str, Any]],
    *,
    status: int = 200,
    **context: Any,
) -> TemplateResponse:
    context |= {"header_title": title, "header_icon": "image", "breadcrumbs_items": [HOME, LIBRARY, *crumbs]}
    return TemplateResponse(request, f"media_library/albums/{template}.html", context, status=status)


def _crumb(it: Album) -> dict[str, str]:
    return {"url": reverse("library_album", args=[it.uid]), "label": it.name}


def _back(request: SignedInRequest, it: Album) -> str:
    asked = "?show=picked" if request.POST.get("show") == "picked" else ""
    return reverse("library_album", args=[it.uid]) + asked


def _album(request: SignedInRequest, uid: UUID) -> Album:
    require_role(request.user, Role.CURATOR)
    return get_object_or_404(Album, uid=uid)


def _by_script(request: SignedInRequest) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"
