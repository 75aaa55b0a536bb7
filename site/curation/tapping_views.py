"""The screen on which a script's paragraphs are timed: one hears the recording and taps where the next one begins."""

from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from accounts.models import SignedInRequest
from curation import tapping
from curation.dossier import HOME, WORKS
from curation.errors import NotPossible
from showcase import clock
from showcase.models import WorkPage
from showcase.snapshot import content_of
from showcase.transcript import key_of, paragraphs, times_of
from showcase.views.work import recordings_of


@require_http_methods(["GET", "POST"])
@never_cache
def times(request: SignedInRequest, pk: int) -> HttpResponse:
    """The recording and the paragraphs with their times; each change is posted, as a form or by ``tap-times.js``."""
    page = _page(request, pk)
    if request.method == "POST":
        return _keep(request, page)
    if tapping.is_locked(page, request.user):
        messages.warning(request, _("The work is in review: its times cannot be changed now."))
        return redirect("curation_work", page.pk)
    return _screen(request, page)


@require_POST
def take_script(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make the words of the script's document the page's text."""
    page = _page(request, pk)
    try:
        tapping.take_script(page, by=request.user)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("curation_work", page.pk)
    return redirect("curation_times", page.pk)


def _page(request: SignedInRequest, pk: int) -> WorkPage:
    page = get_object_or_404(WorkPage, pk=pk, kind__family="recording")
    if not tapping.may_edit(page, request.user):
        raise Http404
    return page


def _keep(request: SignedInRequest, page: WorkPage) -> HttpResponse:
    keys, entered = request.POST.getlist("key"), request.POST.getlist("at")
    revision = request.POST.get("revision", "")
    try:
        rows = [(key, _seconds(text)) for key, text in zip(keys, entered, strict=False)]
        number = int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 19 else None
        kept = tapping.keep_times(page, rows, by=request.user, revision=number)
    except NotPossible as refusal:
        if "by_script" in request.POST:
            return JsonResponse({"refusal": str(refusal)}, status=409)
        return _screen(request, page, refusal=str(refusal), entered=entered)
    if "by_script" in request.POST:
        return JsonResponse({"revision": kept})
    messages.success(request, _("The times are kept."))
    return redirect("curation_times", page.pk)


def _seconds(text: str) -> float | None:
    seconds = clock.read(text)
    if text.strip() and seconds is None:
        raise NotPossible(_("“%(text)s” is no time; write it as 1:23.5.") % {"text": text.strip()[:20]})
    return seconds


def _screen(
    request: SignedInRequest, page: WorkPage, refusal: str = "", entered: list[str] | None = None
) -> TemplateResponse:
    draft = page.get_latest_revision_as_object()
    content = content_of(draft)
    recording: Any = next(iter(recordings_of(content)), None)
    said = paragraphs(draft.text)
    starts = times_of(draft.text, draft.timing)
    known = ["" if at is None else clock.write(at) for at in starts]
    typed = entered if entered and len(entered) == len(said) else known
    rows = [(key_of(words), at, words) for words, at in zip(said, typed, strict=True)]
    heading = _("Times of the script: %(title)s") % {"title": page.title}
    return TemplateResponse(
        request,
        "curation/times.html",
        {
            "header_title": heading,
            "header_icon": "time",
            "breadcrumbs_items": [
                HOME,
                WORKS,
                {"url": reverse("curation_work", args=[page.pk]), "label": page.title},
                {"url": reverse("curation_times", args=[page.pk]), "label": heading},
            ],
            "page": page,
            "work": content,
            # The one file: here nobody needs sizes to choose from.
            "recording": recording and {**recording, "hls": None},
            "rows": rows,
            "timed": sum(at is not None for at in starts),
            "latest": draft.latest_revision_id,
            "can_take_script": not said and any(each["html"] for each in content["media"]),
            "refusal": refusal,
        },
        status=409 if refusal else 200,
    )
