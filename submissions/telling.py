"""Who is told of a submission, of what. Each is called in the transaction of what it tells."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from accounts.messages import words
from accounts.messages.telling import aside, path, tell, tell_group
from accounts.models import Membership, User
from accounts.roles import Role, holders
from submissions import rules
from submissions.models import (
    Agreement,
    ConsentWithdrawal,
    Decision,
    LateAccess,
    NewerVersion,
    State,
    Submission,
)

Verdict = Decision.Verdict

words.register(
    {
        "submission.waits": _("“%(title)s” of %(unit)s waits for your endorsement."),
        "submission.endorsed": _("Your unit has endorsed “%(title)s”; the new-media team has it now."),
        "submission.returned": _("“%(title)s” was returned: please read why, and amend it."),
        "submission.declined": _("“%(title)s” was not accepted."),
        "submission.accepted": _("“%(title)s” has been accepted."),
        "newer.offered": _("A newer version of “%(title)s” is offered: %(reason)s"),
        "newer.given_up": _("%(who)s has given up the newer version of “%(title)s”; nothing is left to do."),
        "newer.paper": _(
            "A newer version of “%(title)s” brings a newly signed declaration: please look at it."
        ),
        "newer.taken": _("Your newer version of “%(title)s” was taken over."),
        "newer.partly": _("Your newer version of “%(title)s” was taken over in part."),
        "newer.declined": _("Your newer version of “%(title)s” was not taken over."),
        "submission.confirm": _("You are named as an author of “%(title)s”: please confirm it."),
        "submission.named": _("You are named as an author of “%(title)s”."),
        "submission.handed": _("%(who)s has handed you the draft “%(title)s”."),
        "submission.desk": _("Works that wait for the new-media team: %(number)s."),
        "call.closing": _("“%(title)s” closes on %(day)s, and nothing has come from %(unit)s yet."),
        "call.late": _("“%(title)s” takes works of %(who)s until %(day)s, with the code below."),
        "group.waits": _("A new work of %(unit)s waits for its endorsement."),
        "group.consent": _("An author has taken back the consent to a work. Please see to it."),
        "submission.consent": _("An author has taken back the consent to “%(title)s”."),
    }
)

TO_MAKERS = {Verdict.ENDORSED, Verdict.RETURNED, Verdict.DECLINED, Verdict.ACCEPTED}


def makers(submission: Submission) -> set[int]:
    """The accounts of the contributor and of the authors."""
    return {
        submission.contributor_id,
        *(each["user"] for each in rules.named(submission) if each.get("user")),
    }


@aside
def moved(submission: Submission, decision: Decision) -> None:
    """The contributor and the authors hear what others decided, the unit's liaisons what waits for them."""
    event, facts = f"decision:{decision.pk}", {"title": str(submission)}
    if decision.verdict in TO_MAKERS:
        to = makers(submission) - {decision.by_id}
        kind, link = f"submission.{decision.verdict}", path("my_work", submission.uid)
        tell(to, event, kind, link=link, facts=facts, detail=_for_makers(decision))
    elif submission.state == State.SENT and submission.unit:
        unit = {"unit": submission.unit.name, "unit_en": submission.unit.name_en}
        tell_group(submission.unit_id, event, "group.waits", link=path("unit"), facts=unit)
        facts |= unit
        tell(
            _liaisons(submission),
            event,
            "submission.waits",
            link=path("unit_work", submission.uid),
            facts=facts,
        )


@aside
def newer_offered(row: NewerVersion) -> None:
    """The new-media team compares it with the page."""
    to = set(holders(Role.CURATOR).values_list("pk", flat=True)) - makers(row.submission)
    facts = {"title": str(row.submission), "reason": row.reason[:120]}
    tell(to, f"newer:{row.pk}", "newer.offered", link=path("curation_works"), facts=facts)


@aside
def paper_waits(row: NewerVersion) -> None:
    """The unit's liaisons look at a newly signed declaration."""
    facts, link = {"title": str(row.submission)}, path("unit_work", row.submission.uid)
    tell(_liaisons(row.submission), f"newer-paper:{row.pk}", "newer.paper", link=link, facts=facts)


@aside
def newer_given_up(row: NewerVersion) -> None:
    """Who heard of the offer hears that it is no more."""
    to = set(holders(Role.CURATOR).values_list("pk", flat=True)) - makers(row.submission)
    facts = {"title": str(row.submission), "who": str(row.answered_by)}
    tell(to, f"newer-given-up:{row.pk}", "newer.given_up", link=path("curation_works"), facts=facts)


@aside
def newer_answered(row: NewerVersion) -> None:
    """Those who made the work hear what became of it, in the curator's words."""
    link, facts = path("my_work", row.submission.uid), {"title": str(row.submission)}
    event = f"newer-answer:{row.pk}"
    tell(makers(row.submission), event, f"newer.{row.outcome}", link=link, facts=facts, detail=row.answer)


def _for_makers(decision: Decision) -> str:
    """A remark of the unit is for the curators; the reason of a return or a refusal is for those who made it."""
    return decision.reason if decision.verdict in (Verdict.RETURNED, Verdict.DECLINED) else ""


def _liaisons(submission: Submission) -> set[int]:
    of_unit = Membership.objects.filter(unit_id=submission.unit_id, role=Membership.Role.LIAISON)
    return set(of_unit.exclude(person__user=None).values_list("person__user_id", flat=True)) - makers(
        submission
    )


@aside
def asked(submission: Submission, agreements: Iterable[Agreement], *, confirms: bool) -> None:
    """Authors who were named by this sending are asked to confirm, or are only told."""
    tell(
        [each.user_id for each in agreements],
        f"authors:{submission.pk}:{submission.versions.count()}",
        "submission.confirm" if confirms else "submission.named",
        link=path("my_work", submission.uid),
        facts={"title": str(submission)},
    )


@aside
def handed_over(submission: Submission, to: User, by: User) -> None:
    """A colleague has a draft to go on with. The lock goes up with each time it is handed on."""
    tell(
        [to.pk],
        f"draft:{submission.pk}:{submission.lock}",
        "submission.handed",
        link=path("my_work_edit", submission.uid),
        facts={"title": str(submission), "who": str(by)},
    )


@aside
def consent_withdrawn(request: ConsentWithdrawal) -> None:
    """The curators hear of it at once: a page may have to go."""
    tell(
        set(holders(Role.CURATOR).values_list("pk", flat=True)) - {request.by_id},
        f"consent:{request.pk}",
        "submission.consent",
        link=path("submissions_work", request.submission.uid),
        facts={"title": str(request.submission)},
    )
    tell_group(None, f"consent:{request.pk}", "group.consent", link=path("submissions_desk"))


@aside
def late_access(access: LateAccess) -> None:
    """Whoever a closed call was opened for, or the liaisons of the unit, who hand the code on. It stays in the service."""
    to: list[int | None] = [access.user_id]
    who = {"who": str(access.user)}
    if access.unit:
        members = Membership.objects.filter(unit=access.unit, role=Membership.Role.LIAISON)
        to = list(members.values_list("person__user_id", flat=True))
        who = {"who": access.unit.name, "who_en": access.unit.name_en}
    facts = {"title": access.call.title, "day": access.until.isoformat(), **who}
    link = path("call", access.call.slug)
    tell(to, f"late:{access.pk}", "call.late", link=link, facts=facts, detail=access.code)
