"""The only writer of quotas: how many works of each kind a call expects of its units."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from accounts.models import Unit, User
from accounts.roles import Role, require_role
from audit.trail import record
from campaigns.models import Call, Kind, Quota

Place = tuple[int, int | None]
"""A kind and a unit, by primary key; no unit is every unit without a number of its own."""


class Quotas:
    """The numbers of some calls, read in one query."""

    def __init__(self, calls: Iterable[Call]) -> None:
        rows = Quota.objects.filter(call__in=list(calls))
        self._works = {(row.call_id, row.kind_id, row.unit_id): row.works for row in rows}

    def own(self, call: int, kind: int, unit: int | None) -> int | None:
        """What was set for this unit itself (for None: for every unit), if anything."""
        return self._works.get((call, kind, unit))

    def of(self, call: int, kind: int, unit: int | None) -> int | None:
        """What is expected of a unit that the call asks; None where nobody has set a number."""
        own = self.own(call, kind, unit)
        return self.own(call, kind, None) if own is None else own

    def units(self, call: int) -> set[int]:
        """Units with a number of their own."""
        return {unit for of, _kind, unit in self._works if of == call and unit is not None}


@transaction.atomic
def set_quotas(call: Call, wanted: Mapping[Place, int | None], *, binding: bool, by: User) -> None:
    """Write these numbers and leave the others; None takes one away. Raises Http404 for whoever is no curator.

    ``binding``: units may endorse no more than their number.
    """
    require_role(by, Role.CURATOR)
    standing = {(row.kind_id, row.unit_id): row for row in call.quotas.select_for_update()}
    changed = {
        place: works
        for place, works in wanted.items()
        if works != (standing[place].works if place in standing else None)
    }
    for (kind, unit), works in changed.items():
        if works is None:
            standing[kind, unit].delete()
        else:
            Quota.objects.update_or_create(call=call, kind_id=kind, unit_id=unit, defaults={"works": works})
    was = call.quota_binding
    Call.objects.filter(pk=call.pk).update(quota_binding=binding)
    call.quota_binding = binding
    if changed or was != binding:
        record(
            "call.quotas",
            by=by,
            subject=f"call:{call.pk}",
            label=call.title,
            binding=binding,
            before=_in_words(
                {place: standing[place].works if place in standing else None for place in changed}
            ),
            after=_in_words(changed),
        )


def copy_quotas(source: Call, to: Call) -> None:
    """A copied call expects as much as its model."""
    Quota.objects.bulk_create(
        Quota(call=to, kind_id=row.kind_id, unit_id=row.unit_id, works=row.works)
        for row in source.quotas.all()
    )


def _in_words(numbers: Mapping[Place, int | None]) -> dict[str, int | None]:
    """By names, for the trail, which outlives kinds and units."""
    kinds = dict(Kind.objects.values_list("pk", "name"))
    units = dict(
        Unit.objects.filter(pk__in=[unit for _kind, unit in numbers if unit]).values_list("pk", "name")
    )
    return {
        f"{kinds[kind]} / {units[unit] if unit else '*'}": works for (kind, unit), works in numbers.items()
    }
