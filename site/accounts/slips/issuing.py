"""Giving out slips: an administrator to everybody, a liaison to the colleagues of their own units."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.messages import words
from accounts.messages.telling import path, tell
from accounts.models import ActivationCode, Membership, User
from accounts.roles import Role, has_role, is_administrator, liaison_units
from accounts.slips.codes import digest_of, new_code, printed
from audit.trail import record_many

words.register(
    {
        "account.slip": gettext_lazy(
            "%(who)s has issued a new slip for your account, valid to %(day)s; your old password has ended. "
            "If you did not ask for it, tell the administrator."
        )
    }
)
VALID = dt.timedelta(days=14)
MOST = 3000


class NotAllowed(Exception):
    """Why no slip is given, in a sentence."""


@dataclass(frozen=True)
class Slip:
    """What is printed. The code is shown this once."""

    user: User
    code: str
    expires_at: dt.datetime


def reachable(by: User) -> QuerySet[User]:
    """To whom this person may give a slip; nobody to themselves, and administrators are in nobody's reach.

    A liaison without a role in the whole court reaches who belongs to their own units, but nobody with such a role, and
    no liaison: with a slip one takes an account over.
    """
    people = User.objects.filter(is_active=True, is_superuser=False).exclude(pk=by.pk)
    if is_administrator(by):
        return people
    if has_role(by, *Role):
        return people.none()
    inside = Membership.objects.filter(unit__in=liaison_units(by))
    liaisons = Membership.objects.filter(role=Membership.Role.LIAISON)
    return people.filter(is_staff=False, groups=None, person__in=inside.values("person")).exclude(
        person__in=liaisons.values("person")
    )


@transaction.atomic
def issue(users: Collection[User], by: User) -> list[Slip]:
    """A new code for each; older codes end, and so do passwords and sessions. Raises NotAllowed, and then for all."""
    wanted = {user.pk for user in users}
    if len(wanted) > MOST:
        raise NotAllowed(_("Please print at most %(limit)d slips at once.") % {"limit": MOST})
    found = list(User.objects.select_for_update(of=("self",)).filter(pk__in=wanted).order_by("username"))
    if wanted - set(reachable(by).filter(pk__in=wanted).values_list("pk", flat=True)):
        raise NotAllowed(_("You cannot give a slip to one of these people: ask the administrator."))
    expires = timezone.now() + VALID
    slips = [Slip(user, new_code(), expires) for user in found]
    ActivationCode.objects.filter(user__in=wanted).delete()
    ActivationCode.objects.bulk_create(
        ActivationCode(
            user=slip.user, digest=digest_of(slip.user, slip.code), issued_by=by, expires_at=expires
        )
        for slip in slips
    )
    known = [user for user in found if user.has_usable_password()]
    for user in known:
        user.password = make_password(None)
    User.objects.bulk_update(known, ["password"], 500)
    for action, named in (
        ("account.reset", known),
        ("account.slip", [user for user in found if user not in known]),
    ):
        record_many(action, by=by, of=[(f"account:{user.pk}", str(user), {}) for user in named])
    _tell(found, by, expires)
    return [Slip(slip.user, printed(slip.code), expires) for slip in slips]


def _tell(users: Collection[User], by: User, expires: dt.datetime) -> None:
    """Each is told, by mail too where they have one: a slip that nobody asked for must not pass unseen."""
    tell(
        [user.pk for user in users],
        f"slip:{expires.isoformat()}",
        "account.slip",
        link=path("messages"),
        facts={"who": str(by), "day": timezone.localdate(expires).isoformat()},
    )


def without_password(people: QuerySet[User]) -> QuerySet[User]:
    """Those who cannot sign in yet."""
    return people.filter(password__startswith=UNUSABLE_PASSWORD_PREFIX)
