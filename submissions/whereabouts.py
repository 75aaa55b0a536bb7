"""Where a work is, in words: with whom, since which day, and what happens next."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from accounts.models import Membership, User
from submissions import progress, rules
from submissions.days import day
from submissions.models import Decision, State, Submission

#: What no list shows: texts, and what is read anew for every row.
UNSEEN = (
    *("text", "summary", "details", "declared"),
    *("kind__fields", "kind__limits", "call__rules", "call__limits"),
)


@dataclass(frozen=True)
class Whereabouts:
    """``sentence`` says where it is; ``after`` what happens next; ``reason`` is what a person wrote about it."""

    sentence: str
    after: str = ""
    reason: str = ""
    url: str = ""
    link: str = ""


def with_history(submissions: QuerySet[Submission]) -> QuerySet[Submission]:
    """Submissions with all that ``describe`` and the lists ask of them, in a constant number of queries."""
    rows = submissions.select_related("call", "kind", "unit", "contributor").defer(*UNSEEN)
    return rows.prefetch_related(Prefetch("decisions", Decision.objects.select_related("by")))


def on_page(page: Page[Submission]) -> list[Submission]:
    """The works of a page with their histories. What stands on it is found among keys: to sort a person's thousand works
    with their texts took longer than all the rest."""
    works = page.object_list
    assert isinstance(works, QuerySet)
    found = with_history(Submission.objects.filter(pk__in=works.values("pk")))
    return list(found.order_by(*works.query.order_by))


def describe(submissions: Sequence[Submission], reader: Any) -> dict[int, Whereabouts]:
    """Where each is, by primary key, as told to ``reader``: the contributor is “you” to nobody else. Two queries at most, and what ``submissions.progress`` asks."""
    liaisons = _liaisons(submissions)
    accepted = progress.of([each for each in submissions if each.state == State.ACCEPTED])
    return {each.pk: _one(each, reader, liaisons, accepted) for each in submissions}


def _one(
    submission: Submission,
    reader: Any,
    liaisons: dict[int, list[User]],
    accepted: dict[int, progress.Progress],
) -> Whereabouts:
    decisions = list(submission.decisions.all())
    last = decisions[-1] if decisions else None
    since = {"day": day(submission.since), "contributor": str(submission.contributor)}
    own = submission.contributor_id == reader.pk
    match submission.state:
        case State.DRAFT:
            return Whereabouts(
                _("Draft, saved %(day)s") % {"day": day(submission.changed_at)},
                _("Nobody sees it until you send it."),
            )
        case State.SENT:
            people = [
                user
                for user in liaisons.get(submission.unit_id or 0, [])
                if not rules.is_maker(user, submission)
            ]
            return Whereabouts(
                _("With %(people)s since %(day)s") % {**since, "people": _names(people)},
                _("The unit's liaison endorses it, or returns it and says why."),
            )
        case State.ENDORSED:
            return Whereabouts(
                _("With %(people)s since %(day)s") % {**since, "people": _names([])},
                _("The new-media team accepts it, or returns it and says why."),
            )
        case State.RECALLED if not own:
            return Whereabouts(_("Taken back by %(contributor)s, %(day)s") % since)
        case State.RECALLED:
            return Whereabouts(
                _("Taken back by you, %(day)s") % since, _("You can change it and send it again.")
            )
    if submission.state == State.ACCEPTED and (known := accepted.get(submission.pk)):
        where = _("%(where)s, since %(day)s") % {"where": known.sentence, "day": day(known.since)}
        after = (
            _("You are writing a newer version; send it when it is ready, or give it up.")
            if own and submission.amending
            else ""
        )
        return Whereabouts(where, after, url=known.url, link=known.link)
    by = {**since, "name": str(last.by) if last else ""}
    reason = last.reason if last else ""
    if submission.state == State.RETURNED and not own:
        return Whereabouts(_("Returned to %(contributor)s by %(name)s, %(day)s") % by, reason=reason)
    if submission.state == State.RETURNED:
        return Whereabouts(
            _("Returned to you by %(name)s, %(day)s") % by, _("Amend it and send it again."), reason
        )
    if submission.state == State.DECLINED:
        return Whereabouts(_("Not accepted, %(name)s, %(day)s") % by, reason=reason)
    return Whereabouts(_("Accepted by %(name)s, %(day)s") % by, _("The new-media team prepares its page."))


def _names(people: list[User]) -> str:
    """One or two people by name; without any the curators, who then stand in."""
    if not people:
        return _("the new-media team")
    if len(people) > 2:
        return _("%(first)s and others, %(number)s in all,") % {"first": people[0], "number": len(people)}
    return _(" and ").join(map(str, people))


def _liaisons(submissions: Sequence[Submission]) -> dict[int, list[User]]:
    units = {each.unit_id for each in submissions if each.state == State.SENT}
    found: dict[int, list[User]] = defaultdict(list)
    if units:
        rows = Membership.objects.filter(
            unit__in=units,
            unit__active=True,
            role=Membership.Role.LIAISON,
            person__user__is_active=True,
        ).select_related("person__user")
        for row in rows.order_by("pk"):
            if row.person.user:
                found[row.unit_id].append(row.person.user)
    return found
