"""Suggested edits, and corrections of what is public."""

import datetime as dt

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin import messages

from accounts.models import SignedInRequest
from curation.correcting import Fault, open_correction
from curation.differences import Difference, label_of, words_of
from curation.dossier import HOME, WORKS, act, only_staff, open_review_of, page_for
from curation.errors import NotPossible
from curation.models import Correction, Review, Suggestion
from curation.signing import revision_of
from curation.subjects import Subject
from curation.suggesting import suggest, take_over
from showcase.models import Release

PER_PAGE = 30


@require_http_methods(["GET", "POST"])
@never_cache
def suggest_edits(request: SignedInRequest, pk: int) -> HttpResponse:
    """The work's words, to be written over."""
    page = page_for(request, pk)
    review = Review.objects.filter(page=page, state=Review.State.OPEN).first()
    if review is None:
        raise Http404
    refusal, note = "", request.POST.get("note", "")
    words = words_of(revision_of(review))
    if request.method == "POST":
        words |= {field: request.POST[field] for field in words if field in request.POST}
        try:
            suggest(review, by=request.user, words=words, note=note)
        except NotPossible as error:
            refusal = str(error)
        else:
            messages.success(request, _("Your edits of “%(title)s” were suggested.") % {"title": page.title})
            return redirect("curation_work", page.pk)
    title = _("Suggest edits")
    dossier = {"url": reverse("curation_work", args=[page.pk]), "label": page.title}
    context = {
        "header_title": title,
        "header_icon": "edit",
        "breadcrumbs_items": [HOME, WORKS, dossier, {"url": "", "label": title}],
        "page": page,
        "rows": [(field, label_of(field), now) for field, now in words.items()],
        "note": note,
        "refusal": refusal,
    }
    return TemplateResponse(request, "curation/suggest.html", context, status=409 if refusal else 200)


@require_POST
def take_edits(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take suggested edits over, in one step."""

    def step(page: Subject) -> None:
        wanted = request.POST.get("suggestion", "")
        if not wanted.isdecimal() or len(wanted) > 18:
            raise Http404
        take_over(get_object_or_404(Suggestion, pk=wanted, review=open_review_of(page)), by=request.user)

    return act(request, pk, step, _("The edits of “%(title)s” were taken over; it is in review again."))


@require_POST
def correct(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send a small correction of a public work to its two signers."""

    def step(page: Subject) -> None:
        try:
            day = parse_date(request.POST.get("found_on", ""))
        except ValueError:
            day = None
        if not isinstance(day, dt.date):
            raise NotPossible(_("Please say on which day it was found."))
        facts = {name: request.POST.get(name, "") for name in ("problem", "found", "reason")}
        open_correction(page, by=request.user, fault=Fault(found_on=day, **facts))

    return act(request, pk, step, _("The correction of “%(title)s” waits for its signatures."))


@require_GET
@never_cache
def corrections(request: SignedInRequest) -> HttpResponse:
    """The 更正 register, the newest first."""
    only_staff(request)
    rows = Correction.objects.select_related("page", "by", "review").prefetch_related("review__parts__person")
    page = Paginator(rows.order_by("-pk"), PER_PAGE).get_page(request.GET.get("p"))
    shown = list(page.object_list)
    sources = {f"review:{each.review_id}" for each in shown}
    done = dict(Release.objects.filter(source__in=sources).values_list("source", "released_at"))
    return TemplateResponse(
        request,
        "curation/corrections.html",
        {
            "header_title": _("Register of corrections"),
            "header_icon": "list-ul",
            "breadcrumbs_items": [HOME, WORKS, {"url": "", "label": _("Register of corrections")}],
            "rows": [
                {
                    "row": each,
                    "differences": [Difference(**change) for change in each.changes],
                    "signers": [part.person for part in each.review.signatures().values()],
                    "done_at": done.get(f"review:{each.review_id}"),
                }
                for each in shown
            ],
            "page": page,
        },
    )
