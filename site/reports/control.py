"""The control sheet: units × kinds of works, how many are due, how many came, how many are missing."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from django.db.models import Count
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import Membership, Unit, User
from campaigns.asked import asked
from campaigns.models import Call, Kind
from campaigns.quotas import Quotas
from submissions.models import LateAccess, Submission
from submissions.tallies import COUNTED


@dataclass
class Figures:
    """``due`` is None where nobody has set a number; ``met`` are works that count towards it, none beyond it."""

    due: int | None = None
    works: int = 0
    met: int = 0

    def add(self, due: int | None, works: int) -> None:
        """One call's figures on top. What one call has too many of is not another's."""
        if due is not None:
            self.due = (self.due or 0) + due
            self.met += min(due, works)
        self.works += works

    @property
    def lacking(self) -> int:
        """How many are missing."""
        return (self.due or 0) - self.met

    @property
    def beside(self) -> int:
        """Works that came beyond what is due, or where nothing is."""
        return self.works - self.met

    @property
    def rate(self) -> int | None:
        """The share of what is due that has come, in whole percent, never rounded up to all."""
        return self.met * 100 // self.due if self.due else None


@dataclass
class Lack:
    """What a unit still owes a call: so many works by kind, or anything at all where no number was set."""

    call: Call
    kinds: list[tuple[Kind, int]] = field(default_factory=list)

    def __str__(self) -> str:
        """“清晨影像”缺书法2件、文章1件，11月30日截止。"""
        said = {
            "title": self.call.title,
            "kinds": _(", ").join(
                _("%(kind)s: %(number)s") % {"kind": kind.label, "number": number}
                for kind, number in self.kinds
            ),
            "day": date_format(self.call.closes_on, "DATE_FORMAT") if self.call.closes_on else "",
        }
        if not self.call.closes_on:
            if self.kinds:
                return _("“%(title)s” lacks %(kinds)s.") % said
            return _("Nothing came for “%(title)s”.") % said
        if self.kinds:
            return _("“%(title)s” lacks %(kinds)s; it closes on %(day)s.") % said
        return _("Nothing came for “%(title)s”; it closes on %(day)s.") % said


@dataclass
class Row:
    """A unit, its figures for each kind and together, and what it lacks. ``late``: its latest day of grace;
    ``liaisons``: whoever of it would hear of that."""

    unit: Unit
    by_kind: list[tuple[Kind, Figures]]
    whole: Figures
    lacks: list[Lack] = field(default_factory=list)
    late: list[LateAccess] = field(default_factory=list)
    liaisons: list[User] = field(default_factory=list)

    @property
    def lacks_a_liaison(self) -> bool:
        """Whether nobody speaks for it; of a name that stands for many units nobody is asked to."""
        return not self.liaisons and not self.unit.collective

    @property
    def silent(self) -> bool:
        """Asked, and nothing came."""
        return bool(self.lacks) and not self.whole.works

    @property
    def closed(self) -> list[Lack]:
        """What it lacks in calls that take nothing of it any more."""
        open_to_it = self.may_still_send()
        return [each for each in self.lacks if each.call.state == "closed" and each not in open_to_it]

    def may_still_send(self) -> list[Lack]:
        """What it lacks in calls that take works of it today."""
        graced = {access.call_id for access in self.late}
        return [each for each in self.lacks if each.call.state == "open" or each.call.pk in graced]


@dataclass
class Sheet:
    """Rows of units, those that lack most first."""

    kinds: list[Kind]
    rows: list[Row]
    by_kind: list[tuple[Kind, Figures]]
    whole: Figures

    @property
    def lacking(self) -> list[Row]:
        """Units that lack something."""
        return [row for row in self.rows if row.lacks]


def control(calls: Sequence[Call]) -> Sheet:
    """The sheet of these calls (with ``kinds`` and ``item__units`` prefetched), in a constant number of queries.

    The tallies know items and units, no kinds: so works are counted here, in one query.
    """
    works = _works(calls)
    quotas = Quotas(calls)
    units_of = {pk: {unit.pk for unit in units} for pk, units in asked(calls).items()}
    for call in calls:
        units_of[call.pk] |= quotas.units(call.pk)
    concerned = {unit for units in units_of.values() for unit in units} | {unit for _c, _k, unit in works}
    kinds = sorted(
        {kind for call in calls for kind in call.kinds.all()}, key=lambda each: (each.position, each.pk)
    )
    taken = {call.pk: {kind.pk for kind in call.kinds.all()} for call in calls}
    graced, liaisons = _late(calls), _liaisons(concerned)
    rows = []
    for unit in Unit.objects.filter(pk__in=concerned):
        row = Row(
            unit,
            [(kind, Figures()) for kind in kinds],
            Figures(),
            late=graced[unit.pk],
            liaisons=liaisons[unit.pk],
        )
        for call in calls:
            _add(row, call, taken[call.pk], works, quotas, is_asked=unit.pk in units_of[call.pk])
        rows.append(row)
    rows.sort(key=lambda row: (-row.whole.lacking, not row.silent, not row.lacks))
    return Sheet(
        kinds,
        rows,
        [(kind, _sum([row.by_kind[place][1] for row in rows])) for place, kind in enumerate(kinds)],
        _sum([row.whole for row in rows]),
    )


def _add(
    row: Row,
    call: Call,
    taken: set[int],
    works: dict[tuple[int, int, int], int],
    quotas: Quotas,
    *,
    is_asked: bool,
) -> None:
    came, lack, numbered = 0, Lack(call), False
    for kind, figures in row.by_kind:
        if kind.pk not in taken:
            continue
        number = works.get((call.pk, kind.pk, row.unit.pk), 0)
        due = quotas.of(call.pk, kind.pk, row.unit.pk) if is_asked else None
        figures.add(due, number)
        row.whole.add(due, number)
        came, numbered = came + number, numbered or due is not None
        if due is not None and due > number:
            lack.kinds.append((kind, due - number))
    if lack.kinds or (is_asked and not numbered and not came):
        row.lacks.append(lack)


def _works(calls: Sequence[Call]) -> dict[tuple[int, int, int], int]:
    counted = Submission.objects.filter(call__in=calls, state__in=COUNTED, unit__isnull=False)
    rows = counted.order_by().values_list("call_id", "kind_id", "unit_id").annotate(works=Count("pk"))
    return {(call, kind, unit): number for call, kind, unit, number in rows}


def _late(calls: Sequence[Call]) -> dict[int, list[LateAccess]]:
    """By unit the access to closed calls that was given to it and still holds."""
    found: dict[int, list[LateAccess]] = defaultdict(list)
    given = LateAccess.objects.filter(call__in=calls, unit__isnull=False, until__gte=timezone.localdate())
    for access in given.order_by("until"):
        found[access.unit_id or 0].append(access)
    return found


def _liaisons(units: Collection[int]) -> dict[int, list[User]]:
    """By unit the accounts of its liaisons, without the deactivated."""
    found: dict[int, list[User]] = defaultdict(list)
    members = Membership.objects.filter(
        unit__in=units, role=Membership.Role.LIAISON, person__user__is_active=True
    )
    for member in members.select_related("person__user").order_by("pk"):
        if member.person.user:
            found[member.unit_id].append(member.person.user)
    return found


def _sum(figures: Sequence[Figures]) -> Figures:
    dues = [each.due for each in figures if each.due is not None]
    return Figures(
        sum(dues) if dues else None, sum(each.works for each in figures), sum(each.met for each in figures)
    )
