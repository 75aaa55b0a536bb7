"""推荐排序: the order in which a unit recommends its works of one kind to a call. The only writer of ``Submission.rank``."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Unit, User
from accounts.roles import liaison_units
from audit import trail
from campaigns.models import Call, Kind
from submissions.models import State, Submission

#: Works that a unit offers: only they stand in its order. What comes back later finds its place again.
OFFERED = (State.SENT, State.ENDORSED, State.ACCEPTED)


def order(call: Call, unit: Unit, kind: Kind) -> list[Submission]:
    """All that the unit offers of the kind, the best first."""
    return sorted_works(Submission.objects.filter(call=call, unit=unit, kind=kind, state__in=OFFERED))


def sorted_works(works: Iterable[Submission]) -> list[Submission]:
    """The best first; those that were never ranked come last, as they came in."""
    return sorted(works, key=key)


def places_among(works: Iterable[Submission]) -> dict[int, int]:
    """1, 2, 3 by primary key for what has been ranked; ``works`` hold all that each unit offers."""
    groups: dict[tuple[int, int | None, int], list[Submission]] = defaultdict(list)
    for work in works:
        if work.rank is not None and work.state in OFFERED:
            groups[work.call_id, work.unit_id, work.kind_id].append(work)
    return {
        work.pk: place for group in groups.values() for place, work in enumerate(sorted_works(group), start=1)
    }


def places(works: Sequence[Submission]) -> dict[int, int]:
    """The same for a few works of a list, among all the others of their units; one query."""
    beside = Submission.objects.filter(
        call__in={work.call_id for work in works},
        unit__in={work.unit_id for work in works if work.unit_id},
        rank__isnull=False,
        state__in=OFFERED,
    )
    return places_among(beside.only("call", "unit", "kind", "state", "since", "rank"))


def move(work: Submission, by: User, *, up: bool) -> None:
    """One place up or down among the works that its unit offers. Raises PermissionDenied for no liaison of the unit."""
    with transaction.atomic():
        uids = [each.uid for each in _held(work.call, _unit(work), work.kind, by)]
        if work.uid not in uids:
            return  # it has left the order meanwhile
        place = uids.index(work.uid)
        other = place - 1 if up else place + 1
        if 0 <= other < len(uids):
            uids[place], uids[other] = uids[other], uids[place]
            arrange(work.call, _unit(work), work.kind, uids, by)


@transaction.atomic
def arrange(call: Call, unit: Unit, kind: Kind, wanted: Sequence[UUID], by: User) -> None:
    """Put the works into this order. What came meanwhile stays behind them; strangers among ``wanted`` are left out.

    Raises PermissionDenied for whoever is no liaison of the unit.
    """
    works = _held(call, unit, kind, by)
    asked = {uid: place for place, uid in enumerate(wanted)}
    before = [work.title for work in works]
    works.sort(key=lambda work: asked.get(work.uid, len(asked)))
    if [work.rank for work in works] == list(range(1, len(works) + 1)):
        return
    for rank, work in enumerate(works, start=1):
        # Not ``save``: the contributor has changed nothing.
        Submission.objects.filter(pk=work.pk).exclude(rank=rank).update(rank=rank)
    trail.record(
        "unit.ranked",
        by=by,
        subject=f"call:{call.pk}",
        label=call.title,
        unit=unit.name,
        kind=kind.name,
        before=before,
        after=[work.title for work in works],
    )


def propose(work: Submission, rank: int) -> None:
    """The rank that a liaison's sheet gives a draft; it counts once the work is sent."""
    Submission.objects.filter(pk=work.pk).update(rank=rank)


def _held(call: Call, unit: Unit, kind: Kind, by: User) -> list[Submission]:
    if unit.pk not in liaison_units(by):
        raise PermissionDenied(_("Only the unit's liaison ranks its works."))
    # Who holds the call ranks; the next one sees what was ranked.
    Call.objects.select_for_update().get(pk=call.pk)
    return order(call, unit, kind)


def _unit(work: Submission) -> Unit:
    assert work.unit is not None  # a work that was sent has one
    return work.unit


def key(work: Submission) -> tuple[bool, int, datetime, int]:
    """By what works of one kind are sorted."""
    return work.rank is None, work.rank or 0, work.since, work.pk
