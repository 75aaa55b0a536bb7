"""Reminders: what waits, and what closes soon, told once a day; and ready words for a group to copy."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.messages.telling import path, tell, tell_group
from accounts.models import Membership, Unit
from accounts.roles import Role, holders
from campaigns.asked import asked
from campaigns.models import Call
from jobs import queue
from jobs.models import Lane
from jobs.rounds import each_morning
from submissions import rules
from submissions.models import State, Submission
from submissions.tallies import COUNTED

#: The job that tells what is told once a day; its subject is the day.
REMIND = "submissions.remind"
SOON = dt.timedelta(days=3)


@dataclass(frozen=True)
class Reminder:
    """A call that closes, the units that have sent nothing, and the words to copy."""

    call: Call
    silent: list[Unit]
    text: str


each_morning(REMIND)


@queue.handles(REMIND, lane=Lane.SLOW)
def remind(day: str) -> None:
    """Tell the curators what waits, and the liaisons what closes soon without a work of their unit."""
    today = dt.date.fromisoformat(day)
    _what_waits(today)
    for call, units in silent(_closing(today, today + SOON)):
        for unit in units:
            _closes_soon(call, unit)


def silent(calls: Iterable[Call]) -> list[tuple[Call, list[Unit]]]:
    """For each call the units that it asks and that have sent nothing, in a constant number of queries."""
    calls = list(calls)
    sent = set(
        Submission.objects.filter(call__in=calls, state__in=COUNTED)
        .order_by()  # distinct would count what is ordered by
        .values_list("call_id", "unit_id")
        .distinct()
    )
    units = asked(calls)
    return [(call, [unit for unit in units[call.pk] if (call.pk, unit.pk) not in sent]) for call in calls]


def for_staff() -> list[Reminder]:
    """For each open call with a closing date that some unit has not answered: words for the group of all liaisons."""
    today = timezone.localdate()
    return [Reminder(call, units, _to_all(call, units)) for call, units in silent(_closing(today)) if units]


def for_units(units: Sequence[Unit]) -> list[Reminder]:
    """The same for the liaison of these units: words for the unit's own group."""
    found = []
    for call, quiet in silent(_closing(timezone.localdate())):
        if own := [unit for unit in quiet if unit in units]:
            found.append(Reminder(call, own, _to_colleagues(call, own)))
    return found


def _closing(first: dt.date, last: dt.date | None = None) -> list[Call]:
    """Open calls that close from ``first`` on (and until ``last``), the nearest first."""
    calls = Call.objects.filter(closes_on__gte=first).select_related("item").prefetch_related("item__units")
    if last:
        calls = calls.filter(closes_on__lte=last)
    return [call for call in calls if call.state == "open"]


def _to_all(call: Call, units: list[Unit]) -> str:
    return _(
        "Dear liaisons, works for “%(title)s” can be sent until %(day)s, 24:00. These units have sent nothing yet: "
        "%(units)s. Please see to it in time. Thank you!\n%(address)s"
    ) % {**_facts(call, units)}


def _to_colleagues(call: Call, units: list[Unit]) -> str:
    return _(
        "Dear colleagues, works for “%(title)s” can be sent until %(day)s, 24:00. Nothing has come from %(units)s "
        "yet. You are welcome to take part; send your work here:\n%(address)s"
    ) % {**_facts(call, units)}


def _facts(call: Call, units: list[Unit]) -> dict[str, str]:
    assert call.closes_on is not None
    return {
        "title": call.title,
        "day": date_format(call.closes_on, "DATE_FORMAT"),
        "units": _(", ").join(unit.label for unit in units),
        "address": settings.PUBLIC_ADDRESS + path("call", call.slug),
    }


def _what_waits(today: dt.date) -> None:
    """Each curator hears how many works wait for them, their own left out."""
    waiting = list(
        Submission.objects.filter(state=State.ENDORSED).only(
            "contributor_id", "former_contributors", "authors"
        )
    )
    link, event = path("submissions_desk"), f"desk:{today}"
    for curator in holders(Role.CURATOR):
        if number := sum(not rules.is_maker(curator, each) for each in waiting):
            tell([curator.pk], event, "submission.desk", link=link, facts={"number": number})
    if waiting:
        tell_group(None, event, "submission.desk", link=link, facts={"number": len(waiting)})


def _closes_soon(call: Call, unit: Unit) -> None:
    assert call.closes_on is not None
    liaisons = Membership.objects.filter(unit=unit, role=Membership.Role.LIAISON)
    facts = {
        "title": call.title,
        "day": call.closes_on.isoformat(),
        "unit": unit.name,
        "unit_en": unit.name_en,
    }
    event, link = f"closing:{call.pk}:{call.closes_on}:{unit.pk}", path("call", call.slug)
    tell(liaisons.values_list("person__user_id", flat=True), event, "call.closing", link=link, facts=facts)
    tell_group(unit.pk, event, "call.closing", link=link, facts=facts)
