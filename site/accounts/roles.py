"""Who may do what: small named predicates. Global roles are groups, a liaison's rights come from memberships."""

from typing import Any

from django.contrib.auth.models import Group
from django.db import models
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Unit, User


class Role(models.TextChoices):
    """The global roles; each is a group of this name, made by migration."""

    CURATOR = "curator", _("curator (new-media team)")
    FIRST = "first", _("first review")
    SECOND = "second", _("second review")
    FINAL = "final", _("final review")
    SECRECY = "secrecy", _("confidentiality review")
    AUDITOR = "auditor", _("auditor")


def name_of_group(group: Group) -> str:
    """A role in the reader's words, any other group by its name: what ``str`` says of a group, see ``accounts.apps``."""
    return str(Role(group.name).label) if group.name in Role.values else str(group.name)


REVIEWERS = (Role.FIRST, Role.SECOND, Role.FINAL, Role.SECRECY)


def has_role(user: Any, *roles: Role) -> bool:
    """Whether the account holds one of the roles; a superuser holds CURATOR, but signs nothing by being one.

    The groups are read once for each request's user object.
    """
    if not getattr(user, "is_active", False):
        return False
    if user.is_superuser and Role.CURATOR in roles:
        return True
    held = getattr(user, "_held_roles", None)
    if held is None:
        held = set(user.groups.values_list("name", flat=True))
        user._held_roles = held
    return not held.isdisjoint(roles)


def require_role(user: Any, *roles: Role) -> None:
    """Raises Http404 for whoever holds none of the roles: what is not for them is nowhere."""
    if not has_role(user, *roles):
        raise Http404


def is_administrator(user: Any) -> bool:
    """Whoever keeps the accounts themselves."""
    return bool(getattr(user, "is_active", False) and user.is_superuser)


def require_administrator(user: Any) -> None:
    """Raises Http404 for everybody else."""
    if not is_administrator(user):
        raise Http404


def holders(role: Role) -> QuerySet[User]:
    """Active accounts that hold the role."""
    return User.objects.filter(groups__name=role, is_active=True).order_by("pk")


def grant(user: User, *roles: Role) -> None:
    """Give the account these roles."""
    user.groups.add(*Group.objects.filter(name__in=roles))
    user.__dict__.pop("_held_roles", None)


def units_of(user: Any) -> QuerySet[Unit]:
    """The units that the account's person belongs to."""
    return Unit.objects.filter(memberships__person__user_id=user.pk, active=True).distinct()


def liaison_units(user: Any) -> set[int]:
    """Primary keys of the units that the account is liaison of; empty for strangers and the deactivated."""
    if not getattr(user, "is_active", False):
        return set()
    found = getattr(user, "_liaison_units", None)
    if found is None:
        found = set(
            Membership.objects.filter(
                person__user_id=user.pk, role=Membership.Role.LIAISON, unit__active=True
            ).values_list("unit_id", flat=True)
        )
        user._liaison_units = found
    return found


def may_enter_admin(user: Any) -> bool:
    """The new-media team, reviewers, auditors and administrators work in the admin; contributors have /me/."""
    return has_role(user, Role.CURATOR, *REVIEWERS, Role.AUDITOR)
