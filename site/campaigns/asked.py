"""Which units a call asks for works."""

from collections.abc import Iterable

from accounts.models import Unit
from campaigns.models import Call


def asked(calls: Iterable[Call]) -> dict[int, list[Unit]]:
    """By the call's primary key the units that it asks, in one query where ``item__units`` are prefetched.

    Asked are the units that the plan names for its item; where it names none, or all together (各部门), every unit
    that has somebody.
    """
    everybody = list(Unit.objects.filter(active=True, collective=False, memberships__isnull=False).distinct())
    found = {}
    for call in calls:
        named = [unit for unit in call.item.units.all() if unit.active]
        found[call.pk] = everybody if not named or any(unit.collective for unit in named) else named
    return found
