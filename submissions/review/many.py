"""Many works accepted at once: first what would happen with each, then one act for those that can be taken."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from submissions import consent, rules
from submissions.hints.finding import hints_of_many
from submissions.intake import agreeing
from submissions.lifecycle import NotPossible
from submissions.models import State, Submission, SubmissionVersion
from submissions.review import actions


@dataclass(frozen=True)
class Planned:
    """What would happen with a work: ``refusal`` says why it is not accepted; empty where it is."""

    work: Submission
    refusal: str = ""


def plan(works: Sequence[Submission], by: User) -> list[Planned]:
    """What accepting would do with each; a constant number of queries. ``actions.accept`` asks all of it again."""
    versions = Prefetch("versions", SubmissionVersion.objects.order_by("number"))
    prefetch_related_objects(works, versions, "agreements__user", "papers")
    last = {work.pk: list(work.versions.all())[-1] for work in works if work.receipt}
    found = hints_of_many([(last[work.pk], work.kind) for work in works if work.pk in last])
    withdrawn = set(consent.open_requests().filter(submission__in=works).values_list("submission", flat=True))
    rows = []
    for work in works:
        version = last.get(work.pk)
        unanswered = sum(hint.answer is None for hint in found[version.pk]) if version else 0
        rows.append(Planned(work, _refusal(work, version, unanswered, work.pk in withdrawn, by)))
    return rows


def _refusal(
    work: Submission, version: SubmissionVersion | None, unanswered: int, withdrawn: bool, by: User
) -> str:
    if work.state != State.ENDORSED or version is None:
        return _("This cannot be done now: the work is “%(state)s”.") % {"state": work.get_state_display()}
    if rules.is_maker(by, work):
        return _("This is a work of your own: a colleague has to decide.")
    if withdrawn:
        return _("An author has taken back the consent to this work; it cannot go on.")
    if unanswered:
        return ngettext(
            "%(number)s privacy hint has no answer yet.",
            "%(number)s privacy hints have no answer yet.",
            unanswered,
        ) % {"number": unanswered}
    if "declared" in version.content:
        if sentence := agreeing.unconfirmed(work):
            return sentence
        papers = list(work.papers.all())
        if agreeing.needs_paper(work) and not (papers and papers[-1].attested_by_id):
            return _("Please look at the signed declaration: open the work.")
    return ""


def accept(works: Sequence[tuple[Submission, str]], by: User) -> list[Planned]:
    """Accept each, given with the lock that its reader saw; each in a transaction of its own, so that one that
    cannot be taken keeps no other back. Returns what happened with each."""
    done = []
    for work, seen in works:
        try:
            if seen != str(work.lock):
                raise NotPossible(
                    _("Somebody else has just decided on this work, or it has changed. Please look again.")
                )
            actions.accept(work, by=by)
        except (NotPossible, PermissionDenied) as refused:
            done.append(Planned(work, str(refused)))
        else:
            done.append(Planned(work))
    return done
