"""The page on which a newer version is compared with a work's page and taken over, or not."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from accounts.models import SignedInRequest
from accounts.roles import Role, require_role
from curation import newer
from curation.consenting import said_by_submissions
from curation.dossier import HOME, WORKS, page_for
from curation.errors import NotPossible
from curation.opening import refuse_if_under_way
from showcase.models import WorkPage
from submissions.hints.answering import answer
from submissions.hints.finding import hints
from submissions.intake import agreeing
from submissions.intake.newer import why_not_answer
from submissions.models import HintAnswer, NewerVersion
from submissions.pictures import picture


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def compare(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the newer version changes, part by part; a POST takes over what is ticked, or declines."""
    require_role(request.user, Role.CURATOR)
    page = page_for(request, pk)
    row = newer.offered_for(page)
    if row is None:
        raise Http404
    refusal = ""
    if request.method == "POST":
        try:
            return _step(request, page, row)
        except NotPossible as error:
            refusal = str(error)
    return _page(request, page, row, refusal)


def _step(request: SignedInRequest, page: WorkPage, row: NewerVersion) -> HttpResponse:
    words = request.POST.get("words", "")
    if request.POST.get("step") == "decline":
        newer.decline(row, page, by=request.user, words=words)
        messages.success(request, _("The newer version of “%(title)s” was left.") % {"title": page.title})
        return redirect("curation_work", page.pk)
    _answer_hints(request, row)
    seen = request.POST.get("seen", "")
    newer.take_over(
        row,
        page,
        request.POST.getlist("part"),
        by=request.user,
        words=words,
        seen=int(seen) if seen.isdecimal() and len(seen) < 19 else None,
        attested=request.POST.get("attest", ""),
    )
    told = _("Taken over: “%(title)s”. Look at the page, then send it to review.")
    messages.success(request, told % {"title": page.title})
    return redirect("curation_work", page.pk)


def _answer_hints(request: SignedInRequest, row: NewerVersion) -> None:
    """What was said to its privacy hints is kept also where the step is refused afterwards."""
    assert row.version is not None
    given = {
        key: (request.POST.get(f"verdict-{key}", ""), request.POST.get(f"note-{key}", ""))
        for key in request.POST.getlist("hint")
    }
    if given and not why_not_answer(row, request.user):
        with said_by_submissions():
            answer(row.submission, row.version, given, by=request.user)


def _page(request: SignedInRequest, page: WorkPage, row: NewerVersion, refusal: str) -> TemplateResponse:
    assert row.version is not None
    locked = ""
    try:
        refuse_if_under_way(page)
    except NotPossible as why:
        locked = str(why)
    parts, paper = newer.parts_of(row, page), agreeing.unattested(row.submission)
    title = _("Newer version of “%(title)s”") % {"title": page.title}
    context = {
        "header_title": title,
        "header_icon": "history",
        "breadcrumbs_items": [
            HOME,
            WORKS,
            {"url": reverse("curation_work", args=[page.pk]), "label": page.title},
            {"url": "", "label": title},
        ],
        "page": page,
        "row": row,
        "parts": [(part, *_pictures(part)) for part in parts],
        "ticked": request.POST.getlist("part") if request.method == "POST" else [each.name for each in parts],
        "words": request.POST.get("words", ""),
        "locked": locked,
        "paper": paper,
        "attests": paper and agreeing.may_attest(request.user, row.submission),
        "cannot": why_not_answer(row, request.user),
        "hints": [hint for hint in hints(row.version, row.submission.kind) if hint.answer is None],
        "verdicts": HintAnswer.Verdict.choices,
        "refusal": refusal,
    }
    return TemplateResponse(request, "curation/newer.html", context, status=409 if refusal else 200)


def _pictures(part: newer.Part) -> tuple[list[Any], list[Any]]:
    here, offered = (
        [(each, picture(each.asset, 320)) for each in side] for side in (part.files_here, part.files_offered)
    )
    return here, offered
