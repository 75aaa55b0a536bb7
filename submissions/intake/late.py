"""Late access to a closed call: given by a curator to one person or one unit, until a day, taken up by its code."""

import datetime as dt
import secrets
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import roles
from accounts.models import Unit, User
from audit import trail
from campaigns.models import Call
from submissions import telling
from submissions.errors import NotPossible
from submissions.models import LateAccess

# No 0 and O, no 1, I and L: codes are read aloud.
SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


@transaction.atomic
def give(
    call: Call, *, by: User, until: dt.date, reason: str, user: User | None = None, unit: Unit | None = None
) -> LateAccess:
    """Open a closed call for one person or one unit, and tell them the code. Raises PermissionDenied for whoever is no curator."""
    if not roles.has_role(by, roles.Role.CURATOR):
        raise PermissionDenied(_("Only the new-media team gives late access."))
    access = LateAccess.objects.create(
        call=call,
        code="".join(secrets.choice(SIGNS) for _sign in range(8)),
        user=user,
        unit=unit,
        until=until,
        reason=reason,
        given_by=by,
    )
    telling.late_access(access)
    trail.record(
        "call.late_access",
        by=by,
        subject=f"call:{call.pk}",
        label=call.title,
        given_to=str(user or unit),
        until=until.isoformat(),
        reason=reason,
    )
    return access


def take_up(call: Call, code: str, by: User) -> LateAccess:
    """Use a code. Raises NotPossible alike for a wrong one, another's, and one whose day is over."""
    found = _valid(call, by).filter(code=code.strip().upper().replace(" ", "")).first()
    if found is None:
        trail.record("call.late_refused", by=by, subject=f"call:{call.pk}", label=call.title)
        raise NotPossible(_("This code does not open this call for you, or its day is over."))
    found.taken_up_by.add(by)
    trail.record("call.late_taken_up", by=by, subject=f"call:{call.pk}", label=call.title)
    return found


def opened_for(call: Call, user: Any) -> LateAccess | None:
    """The access by which a closed call is still open for the account."""
    return _valid(call, user).filter(taken_up_by=user.pk).first()


def _valid(call: Call, user: Any) -> QuerySet[LateAccess]:
    theirs = Q(user=user.pk) | Q(unit__in=roles.units_of(user))
    return LateAccess.objects.filter(theirs, call=call, until__gte=timezone.localdate()).distinct()
