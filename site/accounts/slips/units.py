"""Who still waits for a slip, unit by unit."""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Membership, Unit, User


@dataclass
class Colleague:
    """Somebody of a unit: signs in already, or has a slip until some day, or has none that is good."""

    user: User
    liaison: bool
    signs_in: bool
    slip_until: dt.datetime | None
    in_reach: bool = True

    @property
    def needs_slip(self) -> bool:
        """No password, and no slip that still works."""
        return not self.signs_in and self.slip_until is None


@dataclass
class UnitOfPeople:
    """A unit and its people."""

    unit: Unit
    people: list[Colleague] = field(default_factory=list)

    @property
    def waiting(self) -> list[Colleague]:
        """Those who cannot sign in and have nothing in hand."""
        return [each for each in self.people if each.needs_slip and each.in_reach]

    @property
    def with_slip(self) -> list[Colleague]:
        """Those who hold a slip that they have not used."""
        return [each for each in self.people if each.slip_until and each.in_reach]


def by_unit(reach: QuerySet[User], units: set[int] | None = None) -> list[UnitOfPeople]:
    """Units with their people, in two queries. ``reach``: to whom slips may be given; ``units``: only these."""
    reached = set(reach.values_list("pk", flat=True))
    rows = Membership.objects.filter(person__user__is_active=True, unit__active=True)
    if units is not None:
        rows = rows.filter(unit__in=units)
    rows = rows.select_related("unit", "person__user__activation_code").order_by(
        "unit__name", "person__user__username"
    )
    found: dict[int, UnitOfPeople] = {}
    now = timezone.now()
    for row in rows:
        user = row.person.user
        assert user
        code = getattr(user, "activation_code", None)
        good = code is not None and code.used_at is None and code.expires_at > now
        colleague = Colleague(
            user,
            row.role == Membership.Role.LIAISON,
            user.has_usable_password(),
            code.expires_at if code and good else None,
            user.pk in reached,
        )
        found.setdefault(row.unit_id, UnitOfPeople(row.unit)).people.append(colleague)
    return list(found.values())
