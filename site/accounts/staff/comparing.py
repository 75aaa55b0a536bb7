"""The sheet beside what is known: who is new, changed, back, gone. Nothing is written here."""

import difflib
import hashlib
import json
from dataclasses import dataclass, field

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from accounts.models import Membership, Person, Unit, User
from accounts.roles import Role
from accounts.staff.rows import LIAISON, MEMBER, Entry, entries, key
from accounts.staff.sheet import Table

DRASTIC = 3
"""A sheet by which more than one in so many would leave asks twice."""

_COMPARED = 50


@dataclass
class Line:
    """Somebody on the sheet, or somebody who is on it no longer, and what confirming would do."""

    verdict: str
    number: str
    name: str
    entry: Entry | None = None
    user: User | None = None
    person: Person | None = None
    joins: dict[str, str] = field(default_factory=dict)
    turns: dict[str, str] = field(default_factory=dict)
    leaves: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)

    @property
    def changes(self) -> list[str]:
        """In words: what becomes different."""
        said = []
        if self.user and self.entry and self.user.name != self.name:
            said.append(_("name: %(old)s → %(new)s") % {"old": self.user.name or "–", "new": self.name})
        said += [_("joins %(unit)s") % {"unit": _with_role(unit, role)} for unit, role in self.joins.items()]
        said += [_("in %(unit)s now") % {"unit": _with_role(unit, role)} for unit, role in self.turns.items()]
        said += [_("leaves %(unit)s") % {"unit": unit} for unit in self.leaves]
        return said


@dataclass
class Comparison:
    """Everything that confirming would do. ``digest`` stands for it: what is confirmed is what was seen."""

    lines: list[Line]
    new_units: dict[str, str]
    woken_units: list[str]
    others: int
    active: int

    def having(self, verdict: str) -> list[Line]:
        """The lines of one verdict."""
        return [line for line in self.lines if line.verdict == verdict]

    @cached_property
    def by_verdict(self) -> dict[str, list[Line]]:
        """All of them, for the screen."""
        return {
            verdict: self.having(verdict) for verdict in ("bad", "left", "back", "new", "changed", "same")
        }

    @property
    def is_drastic(self) -> bool:
        """Whether more than a third of those who are here would leave."""
        return len(self.having("left")) * DRASTIC > self.active

    @property
    def changes_anything(self) -> bool:
        """Whether there is something to confirm."""
        return any(line.verdict not in ("same", "bad") for line in self.lines)

    @property
    def digest(self) -> str:
        """SHA-256 over all that would be written."""
        facts = [
            [[x.verdict, x.number, x.name, x.joins, x.turns, sorted(x.leaves)] for x in self.lines],
            sorted(self.new_units),
            sorted(self.woken_units),
        ]
        return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def compare(table: Table, *, whole: bool) -> Comparison:
    """Lay the sheet beside the register, in a constant number of queries.

    ``whole``: who came by an earlier sheet and is not on this one has left. Accounts that were made by hand, and
    administrators, never leave by a sheet; memberships that were given by hand stay.
    """
    people = entries(table)
    users = {key(user.username): user for user in User.objects.prefetch_related("groups")}
    persons = {person.user_id: person for person in Person.objects.filter(user__isnull=False)}
    places: dict[int, dict[str, Membership]] = {}
    for each in Membership.objects.filter(person__user__isnull=False).select_related("unit"):
        places.setdefault(each.person_id, {})[each.unit.name] = each
    without_zeros = {
        number.lstrip("0"): user.username for number, user in users.items() if number.startswith("0")
    }
    lines = []
    for entry in people:
        user = users.get(key(entry.number))
        lost = without_zeros.get(key(entry.number)) if entry.numeric and user is None else None
        if lost:
            entry.problems.append(
                _("The account %(number)s exists: has the sheet lost the zeros? Format the column as text.")
                % {"number": lost}
            )
        person = persons.get(user.pk) if user else None
        lines.append(_line(entry, user, person, places.get(person.pk, {}) if person else {}))
    seen = {key(entry.number) for entry in people}
    active = sum(user.registered and user.is_active and not user.is_superuser for user in users.values())
    absent = [user for number, user in users.items() if number not in seen and user.is_active]
    if whole:
        gone = sorted(
            (user for user in absent if user.registered and not user.is_superuser),
            key=lambda user: user.username,
        )
        lines += [Line("left", user.username, user.name, user=user, roles=_roles(user)) for user in gone]
    named = {name for entry in people for name in entry.units}
    units = {unit.name: unit for unit in Unit.objects.all()}
    unknown = sorted(named - units.keys())
    return Comparison(
        lines,
        {name: _like(name, list(units)) if len(unknown) <= _COMPARED else "" for name in unknown},
        sorted(name for name in named & units.keys() if not units[name].active),
        sum(not user.registered or user.is_superuser for user in absent),
        active,
    )


def _line(entry: Entry, user: User | None, person: Person | None, places: dict[str, Membership]) -> Line:
    line = Line("same", user.username if user else entry.number, entry.name, entry, user, person)
    if entry.problems:
        line.verdict = "bad"
        return line
    for unit, role in entry.units.items():
        here = places.get(unit)
        if here is None:
            line.joins[unit] = role or MEMBER
        elif role and role != here.role and (here.registered or role == LIAISON):
            line.turns[unit] = role
    line.leaves = [unit for unit, here in places.items() if here.registered and unit not in entry.units]
    if user is None:
        line.verdict = "new"
    elif not user.is_active:
        line.verdict = "back"
    elif line.changes or not user.registered or person is None or person.name != entry.name:
        line.verdict = "changed"
    line.roles = _roles(user) if user else []
    return line


def _with_role(unit: str, role: str) -> str:
    return _("%(unit)s (liaison)") % {"unit": unit} if role == LIAISON else unit


def _roles(user: User) -> list[str]:
    return [str(Role(group.name).label) for group in user.groups.all() if group.name in Role.values]


def _like(name: str, units: list[str]) -> str:
    """A unit that is called almost the same; empty where there is none."""
    return next(iter(difflib.get_close_matches(name, units, n=1, cutoff=0.6)), "")
