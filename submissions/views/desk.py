"""A contributor's desk: every work with its state in words, and one work with its history."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from submissions import consent, sheet
from submissions.differences import Change, differences
from submissions.intake import agreeing, newer
from submissions.models import Agreement, NewerVersion, State, Submission, SubmissionVersion
from submissions.views import newer as newer_doors
from submissions.views.doors import find, is_own, is_own_or_author, person, private
from submissions.whereabouts import Whereabouts, describe, on_page, with_history

A_PAGE = 50


@dataclass(frozen=True)
class Row:
    """A work in a list, with where it is; ``own`` where the reader may not decide on it; ``days`` that it waits;
    ``place`` in its unit's order, 0 where it has none.
    """

    work: Submission
    where: Whereabouts
    own: bool = False
    days: int = 0
    place: int = 0


@require_safe
@private
def me(request: HttpRequest) -> HttpResponse:
    """``/me/``: what waits for you first, then what is with others, then what was decided; newest first. Works of others
    that name you stand on the first page: above all where you are asked, else below."""
    own = Submission.objects.filter(contributor=person(request)).order_by("-changed_at", "-pk")
    page = Paginator(own, A_PAGE).get_page(request.GET.get("page"))
    works = on_page(page)
    where = describe(works, request.user)
    rows = [Row(work, where[work.pk]) for work in works]
    named = list(
        with_history(Submission.objects.filter(agreements__user=person(request), receipt__isnull=False))
        .annotate(asked=Q(agreements__answer=Agreement.Answer.ASKED))
        .order_by("-asked", "-since", "-pk")[: A_PAGE if page.number == 1 else 0]
    )
    told = describe(named, request.user)
    context = {
        "page": page,
        "asked": [Row(work, told[work.pk]) for work in named if work.asked],
        "named": [Row(work, told[work.pk]) for work in named if not work.asked],
        "waiting": [row for row in rows if row.work.editable],
        "away": [row for row in rows if row.work.state in (State.SENT, State.ENDORSED)],
        "decided": [
            row
            for row in rows
            if row.work.state in (State.ACCEPTED, State.DECLINED) and not row.work.editable
        ],
    }
    return render(request, "submissions/me.html", context)


@require_safe
@private
def my_work(request: HttpRequest, uid: UUID) -> HttpResponse:
    """``/me/<uid>/``: where the work is, what was said about it, and every version that was sent."""
    submission = find(request, uid, is_own_or_author)
    versions = list(submission.versions.select_related("sent_by").order_by("number"))
    shown = chosen_version(request, versions)
    context = {
        "work": submission,
        "own": is_own(request.user, submission),
        "where": describe([submission], request.user)[submission.pk],
        "history": submission.decisions.select_related("by", "version"),
        "versions": versions,
        "shown": shown,
        "sheet": sheet.of_version(shown, submission.kind) if shown else sheet.of_draft(submission),
        "changes": changes_between(versions, submission),
        "agreements": submission.agreements.select_related("user"),
        "mine": submission.agreements.filter(user=person(request)).first(),
        "must_confirm": agreeing.must_confirm(submission),
        "paper": agreeing.paper_of(submission),
        "newer": newer_doors.with_what_was_left(
            NewerVersion.objects.filter(submission=submission).select_related("answered_by", "version"),
            versions,
            submission,
        ),
        "may_begin": newer.may_begin(person(request), submission),
        "withdrawals": submission.withdrawals.select_related("by", "settled_by"),
        "may_withdraw": consent.may_withdraw(request.user, submission),
    }
    return render(request, "submissions/my_work.html", context)


def chosen_version(request: HttpRequest, versions: Sequence[SubmissionVersion]) -> SubmissionVersion | None:
    """The version that ``?version=`` names, else the last; None while nothing was sent."""
    named = request.GET.get("version", "")
    last = versions[-1] if versions else None
    return next((each for each in versions if str(each.number) == named), last)


def changes_between(
    versions: Sequence[SubmissionVersion], submission: Submission
) -> list[tuple[SubmissionVersion, list[Change]]]:
    """Each version after the first with what it changed, newest first."""
    return [
        (after, differences(before.content, after.content, submission.kind))
        for before, after in reversed(list(pairwise(versions)))
    ]
