"""From which day to which day a register is asked for."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Period:
    """``first`` and ``last`` day, both within; days begin and end at midnight of the service's time zone."""

    first: dt.date
    last: dt.date

    @property
    def begin(self) -> dt.datetime:
        """The first moment that is within."""
        return timezone.make_aware(dt.datetime.combine(self.first, dt.time.min))

    @property
    def end(self) -> dt.datetime:
        """The first moment that is not within any more."""
        return timezone.make_aware(dt.datetime.combine(self.last + dt.timedelta(days=1), dt.time.min))

    def __str__(self) -> str:
        return _("%(first)s to %(last)s") % {"first": self.first, "last": self.last}


def period_of(asked: Any) -> tuple[Period, str]:
    """The days in ``since`` and ``until`` of a query, and a sentence where they could not be read; this year without."""
    today = timezone.localdate()
    standard = Period(today.replace(month=1, day=1), today)
    try:
        first = parse_date(asked.get("since", "")) if asked.get("since") else standard.first
        last = parse_date(asked.get("until", "")) if asked.get("until") else standard.last
    except ValueError:
        first = last = None
    if first is None or last is None or last.year >= dt.MAXYEAR or first.year < 1900:
        return standard, _("Please write the days as in 2021-07-01.")
    if last < first:
        return standard, _("The last day is before the first.")
    return Period(first, last), ""
