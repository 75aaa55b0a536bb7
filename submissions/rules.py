"""Who may read a submission and who may decide on it: small predicates, asked by actions and views alike."""

from typing import Any

from django.db.models import OuterRef, Subquery

from accounts.models import Membership
from accounts.roles import Role, has_role, liaison_units
from submissions.models import Decision, State, Submission, SubmissionVersion


def is_maker(user: Any, submission: Submission) -> bool:
    """Whether the account offers the work, wrote it before it was handed on, or is one of its authors.

    An author who was named without a staff number counts as the account of the same name: barring a namesake costs a
    colleague's click, letting somebody judge a work of their own costs trust.
    """
    if submission.contributor_id == user.pk or user.pk in submission.former_contributors:
        return True
    return any(
        author["user"] == user.pk if author.get("user") else author["name"] == user.get_full_name()
        for author in submission.authors
    )


def is_author(user: Any, submission: Submission) -> bool:
    """Whether the account is named among the authors by its staff number."""
    return any(author.get("user") == user.pk for author in named(submission))


def named(submission: Submission) -> list[dict[str, Any]]:
    """Its authors; of an accepted work also those of what was accepted and of all that was sent since.

    The working copy may be a newer version that leaves somebody out whose work the page shows: it takes away neither
    their word about it, nor the bar from signing it.
    """
    if submission.state != State.ACCEPTED:
        return list(submission.authors)
    accepted = Decision.objects.filter(
        submission=OuterRef("submission"), verdict=Decision.Verdict.ACCEPTED
    ).order_by("pk")
    since = SubmissionVersion.objects.filter(
        submission=submission, number__gte=Subquery(accepted.values("version__number")[:1])
    )
    contents = since.values_list("content", flat=True)
    return [*submission.authors, *(each for content in contents for each in content.get("authors", ()))]


def has_liaison(submission: Submission) -> bool:
    """Whether the unit has a liaison who can decide: active, and not a maker of the work."""
    liaisons = Membership.objects.filter(
        unit_id=submission.unit_id, role=Membership.Role.LIAISON, person__user__is_active=True
    ).select_related("person__user")
    return any(not is_maker(liaison.person.user, submission) for liaison in liaisons)


def may_decide(user: Any, submission: Submission) -> bool:
    """A unit's liaisons on what was sent, curators on what was endorsed; nobody on a work of their own.

    Where no liaison of the unit can decide, the curators stand in, so that no work waits for nobody.
    """
    if not getattr(user, "is_active", False) or is_maker(user, submission):
        return False
    if submission.state == State.ENDORSED:
        return has_role(user, Role.CURATOR)
    if submission.state == State.SENT:
        if submission.unit_id in liaison_units(user):
            return True
        return has_role(user, Role.CURATOR) and not has_liaison(submission)
    return False


def may_read(user: Any, submission: Submission) -> bool:
    """Its contributor; once it was sent, also its authors, the unit's liaisons and the curators."""
    if not getattr(user, "is_active", False):
        return False
    if submission.contributor_id == user.pk:
        return True
    if submission.receipt is None:
        return False
    if is_author(user, submission) or has_role(user, Role.CURATOR):
        return True
    return submission.unit_id in liaison_units(user)
