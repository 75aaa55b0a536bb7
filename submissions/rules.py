"""Who may read a submission and who may decide on it: small predicates, asked by actions and views alike."""

from typing import Any

from accounts.models import Membership
from accounts.roles import Role, has_role, liaison_units
from submissions.models import State, Submission


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
    return any(author.get("user") == user.pk for author in submission.authors)


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
