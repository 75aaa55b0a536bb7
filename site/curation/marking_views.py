"""The screen on which an editor marks the lines of a transcription on its pictures, and picks details to show large."""

import re
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from accounts.models import SignedInRequest
from curation import marking, tapping
from curation.dossier import HOME, WORKS
from curation.errors import NotPossible
from media_library.models import Family
from showcase.content import Medium
from showcase.marks import CLOSEUPS, Closeup, Rectangle, closeups_of, lines_of, regions_of
from showcase.models import WorkPage
from showcase.snapshot import media_of, medium_of, private_place

_BOX = re.compile(r"(\d{1,3}):(\d{1,6}),(\d{1,6}),(\d{1,6}),(\d{1,6})", re.ASCII)
_SQUARE = re.compile(r"(\d{1,3}):(\d{1,6}),(\d{1,6}),(\d{1,6})", re.ASCII)


@dataclass(frozen=True)
class Sheet:
    """A picture to mark on: its number on this screen, its asset and what shows it."""

    number: int
    asset: int
    medium: Medium


@require_http_methods(["GET", "POST"])
@never_cache
def places(request: SignedInRequest, pk: int) -> HttpResponse:
    """The pictures, the lines with their rectangles as text, three details; ``mark-places.js`` draws what is typed."""
    page = get_object_or_404(WorkPage, pk=pk, kind__code="calligraphy")
    if not tapping.may_edit(page, request.user):
        raise Http404
    if tapping.is_locked(page, request.user) and request.method == "GET":
        messages.warning(request, _("The work is in review: its marks cannot be changed now."))
        return redirect("curation_work", page.pk)
    draft = page.get_latest_revision_as_object()
    sheets = sheets_of(draft)
    if request.method == "GET":
        return _screen(request, page, draft, sheets)
    boxes, squares = request.POST.getlist("boxes"), request.POST.getlist("square")
    words = [text.strip() for text in request.POST.getlist("words")]
    try:
        rectangles = [_rectangles(text, sheets, line) for line, text in enumerate(boxes, start=1)]
        details = [
            _closeup(square, sentence, sheets, number)
            for number, (square, sentence) in enumerate(zip(squares, words, strict=False), start=1)
            if square.strip() or sentence
        ]
        marking.keep_marks(page, rectangles, details, by=request.user)
    except NotPossible as refusal:
        entered = (boxes, list(zip(squares, words, strict=False)))
        return _screen(request, page, draft, sheets, str(refusal), entered)
    messages.success(request, _("The marks are kept."))
    return redirect("curation_places", page.pk)


def sheets_of(draft: WorkPage) -> list[Sheet]:
    """The work's own pictures that have something to show, numbered from 1."""
    shown = [
        (each.asset_id, medium_of(each, private_place))
        for each in media_of(draft)
        if each.asset.family == Family.PICTURE and each.role == "main" and each.asset.width
    ]
    with_files = [(asset, medium) for asset, medium in shown if medium["jpeg"] or medium["webp"]]
    return [Sheet(number, *pair) for number, pair in enumerate(with_files, start=1)]


def _asset(number: str, sheets: list[Sheet]) -> int:
    return next((sheet.asset for sheet in sheets if sheet.number == int(number)), 0)


def _rectangles(text: str, sheets: list[Sheet], line: int) -> list[Rectangle]:
    found = [_BOX.fullmatch(part) for part in text.split()]
    if not all(found):
        raise NotPossible(
            _("Line %(number)s: write a rectangle as picture:left,top,width,height.") % {"number": line}
        )
    return [Rectangle(_asset(box[1], sheets), *map(int, box.groups()[1:])) for box in found if box]


def _closeup(text: str, words: str, sheets: list[Sheet], number: int) -> Closeup:
    square = _SQUARE.fullmatch(text.strip())
    if square is None:
        raise NotPossible(
            _("Detail %(number)s: write a square as picture:left,top,side.") % {"number": number}
        )
    x, y, side = map(int, square.groups()[1:])
    return Closeup(_asset(square[1], sheets), x, y, side, words)


def _screen(
    request: SignedInRequest,
    page: WorkPage,
    draft: WorkPage,
    sheets: list[Sheet],
    refusal: str = "",
    entered: tuple[list[str], list[tuple[str, str]]] | None = None,
) -> TemplateResponse:
    numbers = {sheet.asset: sheet.number for sheet in sheets}
    boxes = [
        " ".join(
            f"{numbers[each.asset]}:{each.x},{each.y},{each.width},{each.height}"
            for each in rectangles
            if each.asset in numbers
        )
        for rectangles in regions_of(draft.text, draft.regions)
    ]
    squares = [
        (f"{numbers[each.asset]}:{each.x},{each.y},{each.side}", each.words)
        for each in closeups_of(draft.closeups)
        if each.asset in numbers
    ]
    lines = lines_of(draft.text)
    if entered and len(entered[0]) == len(lines):
        boxes, squares = entered
    heading = _("Lines and details: %(title)s") % {"title": page.title}
    return TemplateResponse(
        request,
        "curation/places.html",
        {
            "header_title": heading,
            "header_icon": "crosshairs",
            "breadcrumbs_items": [
                HOME,
                WORKS,
                {"url": reverse("curation_work", args=[page.pk]), "label": page.title},
                {"url": reverse("curation_places", args=[page.pk]), "label": heading},
            ],
            "page": page,
            "sheets": sheets,
            "rows": list(zip(lines, boxes, strict=True)),
            "details": [*squares, *[("", "")] * CLOSEUPS][:CLOSEUPS],
            "refusal": refusal,
        },
        status=409 if refusal else 200,
    )
