"""How many works a unit has endorsed of what a call expects of it, and what is said where it is more."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Unit
from campaigns.asked import asked
from campaigns.models import Call, Kind
from campaigns.quotas import Quotas
from submissions.errors import NotPossible
from submissions.models import State, Submission

ENDORSED = (State.ENDORSED, State.ACCEPTED)
OPEN = (State.SENT, State.ENDORSED)


@dataclass(frozen=True)
class Standing:
    """A unit and a kind of a call: the quota (None where nobody has set one), works endorsed and works that wait."""

    unit: Unit
    kind: Kind
    quota: int | None
    endorsed: int
    waiting: int

    @property
    def over(self) -> bool:
        """Whether more were endorsed than the call expects."""
        return self.quota is not None and self.endorsed > self.quota


def refuse_if_full(submission: Submission) -> None:
    """For one more work to be endorsed. Raises NotPossible where the call lets no unit endorse more than its quota.

    To be called in the transaction that endorses: two liaisons wait for each other here.
    """
    call = Call.objects.select_for_update().get(pk=submission.call_id)
    quota, number = _figures(submission)
    if call.quota_binding and quota is not None and number >= quota:
        raise NotPossible(
            _(
                "Your unit has endorsed %(number)d of %(quota)d works of this kind: the call takes no more. "
                "Return this one, or have an endorsed one returned first."
            )
            % {"number": number, "quota": quota}
        )


def remark(submission: Submission) -> str:
    """What a liaison is told who has endorsed more than was expected; mostly nothing."""
    quota, number = _figures(submission)
    if quota is None or number <= quota:
        return ""
    return _("Your unit has endorsed %(number)d works of this kind; the call expects %(quota)d.") % {
        "number": number,
        "quota": quota,
    }


def standings(units: Collection[Unit], call: Call | None = None) -> list[tuple[Call, list[Standing]]]:
    """For each call that is open, or where works of the units wait, or for ``call`` alone: how the units stand to it.

    A constant number of queries.
    """
    works = _works(units)
    alive = {call for call, _kind, _unit, state in works if state in OPEN}
    today = timezone.localdate()
    open_for_all = Q(closes_on=None) | Q(closes_on__gte=today)
    calls = Call.objects.filter(Q(pk=call.pk) if call else open_for_all | Q(pk__in=alive))
    found = [
        each
        for each in calls.select_related("item").prefetch_related("kinds", "item__units")
        if call or each.pk in alive or each.state == "open"
    ]
    quotas, asks = Quotas(found), asked(found)
    return [(call, rows) for call in found if (rows := _rows(call, units, quotas, works, asks[call.pk]))]


def _rows(
    call: Call,
    units: Collection[Unit],
    quotas: Quotas,
    works: dict[tuple[int, int, int, str], int],
    asks: Collection[Unit],
) -> list[Standing]:
    rows = []
    for unit in units:
        for kind in call.kinds.all():
            by_state = {state: works.get((call.pk, kind.pk, unit.pk, state), 0) for state in State.values}
            endorsed = sum(by_state[state] for state in ENDORSED)
            quota = quotas.of(call.pk, kind.pk, unit.pk)
            if endorsed or by_state[State.SENT] or (quota is not None and unit in asks):
                rows.append(Standing(unit, kind, quota, endorsed, by_state[State.SENT]))
    return rows


def _works(units: Collection[Unit]) -> dict[tuple[int, int, int, str], int]:
    rows = (
        Submission.objects.filter(unit__in=units, state__in={*ENDORSED, *OPEN})
        .order_by()
        .values_list("call_id", "kind_id", "unit_id", "state")
        .annotate(works=Count("pk"))
    )
    return {(call, kind, unit or 0, state): number for call, kind, unit, state, number in rows}


def _figures(submission: Submission) -> tuple[int | None, int]:
    """The quota of its unit for its kind, and how many are endorsed."""
    quota = Quotas([submission.call]).of(submission.call_id, submission.kind_id, submission.unit_id)
    number = Submission.objects.filter(
        call=submission.call_id, kind=submission.kind_id, unit=submission.unit_id, state__in=ENDORSED
    ).count()
    return quota, number
