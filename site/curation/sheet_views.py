"""The contact sheet of what waits for its last review: one's own, and the one behind a link."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from accounts.models import SignedInRequest, User
from accounts.roles import Role, require_role
from curation.asking import shown_works
from curation.dossier import HOME, only_staff
from curation.errors import NotPossible
from curation.models import BundledWork, Invitation, ReviewStage
from curation.sheet import Decision, answer, decide, invitation_of, invite, last_stages, waiting_for, why_dead
from curation.sheet_cards import cards

#: One thumb scrolls through so many at once.
MOST = 24


@require_http_methods(["GET", "POST"])
@never_cache
def sheet(request: SignedInRequest) -> HttpResponse:
    """What waits for my last review."""
    only_staff(request)
    return _sheet(request, None)


@require_http_methods(["GET", "POST"])
@never_cache
def by_link(request: SignedInRequest, token: str) -> HttpResponse:
    """The same behind a link: looking never spends it, deciding does."""
    only_staff(request)
    invitation = invitation_of(token, request.user)
    if invitation is None:
        raise Http404
    if dead := why_dead(invitation):
        return _page(request, [], refusal=dead, status=410)
    return _sheet(request, invitation)


@require_http_methods(["GET", "POST"])
@never_cache
def links(request: SignedInRequest) -> HttpResponse:
    """For whom something waits; a curator makes a link to copy into a chat."""
    require_role(request.user, Role.CURATOR)
    rows = waiting_for()
    made, refusal = None, ""
    if request.method == "POST":
        person = next((each for each, _n in rows if str(each.pk) == request.POST.get("person")), None)
        try:
            if person is None:
                raise NotPossible(_("Please choose who shall sign."))
            made = _message(*invite(person, by=request.user))
        except NotPossible as error:
            refusal = str(error)
    title = _("Links for the last review")
    context = {
        "header_title": title,
        "header_icon": "link",
        "breadcrumbs_items": [HOME, {"url": "", "label": title}],
        "rows": rows,
        "made": made,
        "refusal": refusal,
    }
    return TemplateResponse(request, "curation/links.html", context, status=409 if refusal else 200)


def _message(invitation: Invitation, token: str) -> str:
    number = len(invitation.works)
    words = ngettext(
        "%(who)s: %(number)d work waits for your last review. The link is for you alone and works once, until %(until)s: %(link)s",
        "%(who)s: %(number)d works wait for your last review. The link is for you alone and works once, until %(until)s: %(link)s",
        number,
    )
    link = settings.WAGTAILADMIN_BASE_URL + reverse("curation_sheet_by_link", args=[token])
    until = f"{invitation.expires_at.astimezone():%m-%d %H:%M}"
    return words % {"who": invitation.person, "number": number, "until": until, "link": link}


def _sheet(request: SignedInRequest, invitation: Invitation | None) -> HttpResponse:
    stages = _stages(request.user, invitation)
    if request.method == "GET":
        return _page(request, stages)
    decisions, ticked = _decisions(request), request.POST.getlist("ticked")
    try:
        if invitation:
            refused = answer(invitation, decisions, by=request.user, ticked=ticked)
        else:
            refused = decide(decisions, by=request.user, ticked=ticked)
    except NotPossible as error:
        return _page(request, stages, refusal=str(error), status=409)
    for each in refused:
        messages.error(request, each.sentence)
    if done := len(decisions) - sum(each.works for each in refused):
        told = ngettext("%(number)d work was decided on.", "%(number)d works were decided on.", done)
        messages.success(request, told % {"number": done})
    return redirect("curation_sheet")


def _stages(user: User, invitation: Invitation | None) -> list[ReviewStage]:
    found = last_stages(user).select_related(
        "review__page", "review__review_class", "review__bundled__bundle"
    )
    found = found.prefetch_related("review__parts__person", "review__stages")
    if invitation is None:
        first = list(found[:MOST])
        # A bundle is decided on whole.
        bundles = {bundled.bundle_id for each in first if (bundled := _bundled(each))}
        more = found.filter(review__bundled__bundle__in=bundles).exclude(pk__in=[each.pk for each in first])
        return first + (list(more) if bundles and len(first) == MOST else [])
    named = {tuple(work) for work in invitation.works}
    return [each for each in found if (each.review_id, each.code, each.review.digest) in named]


def _decisions(request: SignedInRequest) -> list[Decision]:
    """What was chosen for each work that was on the sheet; what is put off is left as it is."""
    decisions = []
    for review, part, digest in shown_works(request):
        choice, opinion = request.POST.get(f"decision-{review}", ""), f"opinion-{review}"
        bundle = request.POST.get(f"of-{review}", "")
        if bundle and not choice:  # it goes with the others
            choice, opinion = request.POST.get(f"bundle-{bundle}", ""), f"opinion-bundle-{bundle}"
        if choice in {"sign", "return"}:
            returned = choice == "return"
            decisions.append(Decision(review, part, digest, returned, request.POST.get(opinion, "")))
    return decisions


def _page(
    request: SignedInRequest, stages: Sequence[ReviewStage], refusal: str = "", status: int = 200
) -> TemplateResponse:
    shown = cards(stages)
    for card in shown:
        pk = card["review"].pk
        card["bundle"] = (bundled := _bundled(card["stage"])) and bundled.bundle
        card["choice"] = request.POST.get(f"decision-{pk}", "" if bundled else "sign")
        card["opinion"] = request.POST.get(f"opinion-{pk}", "")
    title = _("Last review")
    context = {
        "header_title": title,
        "header_icon": "tick-inverse",
        "breadcrumbs_items": [HOME, {"url": "", "label": title}],
        "cards": shown,
        "groups": _groups(request, shown),
        "checklist": list(dict.fromkeys(line for stage in stages for line in stage.checklist)),
        "ticked": request.POST.getlist("ticked"),
        "refusal": refusal,
    }
    return TemplateResponse(request, "curation/sheet.html", context, status=status)


def _bundled(stage: ReviewStage) -> BundledWork | None:
    """The place of the stage's work in a bundle; an open review is in one as long as it is open."""
    return getattr(stage.review, "bundled", None)


def _groups(request: SignedInRequest, shown: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The cards of each bundle together, and those of no bundle."""
    found: dict[Any, dict[str, Any]] = {}
    for card in shown:
        bundle = card["bundle"]
        group = found.setdefault(bundle, {"bundle": bundle, "cards": []})
        group["cards"].append(card)
        if bundle:
            group["choice"] = request.POST.get(f"bundle-{bundle.pk}", "sign")
            group["opinion"] = request.POST.get(f"opinion-bundle-{bundle.pk}", "")
    return list(found.values())
