"""A proposal on its way to a plan: what a person leaves out, splits, retitles, assigns and fills in.

The form carries the text of the notice itself, so that nothing is stored before it is confirmed; every answer of
the form is laid over a fresh reading of that text. The reading is never changed in place.
"""

import copy
import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from accounts.models import Unit
from campaigns import models
from campaigns.fillings import key_of
from campaigns.notice.entries import deadline_in, suggested_title
from campaigns.notice.lines import strip
from campaigns.notice.quotes import cut
from campaigns.notice.tree import Group, Item, Placeholder, Proposal, UnitRole
from campaigns.notice.units import clause_in, split_names
from campaigns.planning import NAME_LENGTH, TITLE_LENGTH

FILLING_LENGTH = 40
ROLE = "责任单位"


@dataclass
class Entry:
    """One item, or one part of a split item, as the form shows it. ``key`` names its fields: i3, i3p1."""

    key: str
    item: Item
    kept: bool
    title: str
    answering: str
    group: int
    joined: bool = False
    errors: list[str] = field(default_factory=list)

    @property
    def may_join(self) -> bool:
        """Whether something stands above it: another item, or another part of the same."""
        return self.key != "i0" and not self.key.endswith("p0")

    @property
    def retitled(self) -> bool:
        """Whether the title on the form is no longer the one that was read or suggested."""
        return self.title != self.item.display_title


@dataclass
class Row:
    """An item on the form: whole, or in parts."""

    whole: Entry
    parts: list[Entry] = field(default_factory=list)

    @property
    def can_split(self) -> bool:
        """Whether the text has two sentences or more."""
        return len(sentences(self.whole.item)) > 1

    @property
    def entries(self) -> list[Entry]:
        """What becomes of it: the item, or its parts."""
        return self.parts or [self.whole]


@dataclass
class Confirmation:
    """The form's state. ``problems`` are sentences about the whole; each entry has its own."""

    proposal: Proposal
    title: str
    rows: list[Row]
    fillings: dict[str, str]
    problems: list[str] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        """Whether nothing has to be corrected."""
        return not self.problems and not any(entry.errors for row in self.rows for entry in row.entries)

    def new_units(self) -> list[str]:
        """The names that no unit has yet: confirming makes them."""
        names = self.plan().units
        known = set(Unit.objects.filter(name__in=names).values_list("name", flat=True))
        return [name for name in names if name not in known]

    def plan(self) -> Proposal:
        """The proposal with the answers laid over it: a new one, its source and lines as they were."""
        plan = copy.copy(self.proposal)
        plan.groups = [replace(group, items=[]) for group in self.proposal.groups]
        made: list[tuple[Item, Entry]] = []
        for row in self.rows:
            if row.whole.joined and not row.parts and made:
                above, entry = made[-1]
                made[-1] = (_merged(above, row.whole), entry)
            else:
                made += _items(row)
        for item, entry in made:
            plan.groups[entry.group].items.append(item)
        plan.groups = [group for group in plan.groups if group.items]
        if self.title != (self.proposal.title.value or ""):
            plan.title = replace(self.proposal.title, value=self.title, inferred=False)
        return plan


def with_an_item(proposal: Proposal) -> Proposal:
    """The proposal; where a notice with a title numbers no activity (a contest, say), the whole is its one item."""
    title = proposal.title.value
    if proposal.items or not title:
        return proposal
    found = re.fullmatch(r".*?关于(.+?)的(?:通知|公告|启事|方案|函)(?:（.*）)?", title)
    item = Item(line=proposal.title.line or 1, inferred_title=found[1] if found else title)
    whole = copy.copy(proposal)
    whole.groups = [Group(items=[item])]
    return whole


def fresh(proposal: Proposal) -> Confirmation:
    """The form as it first stands beside the notice."""
    rows = [
        Row(_entry(f"i{index}", item, group)) for index, (item, group) in enumerate(_with_groups(proposal))
    ]
    return Confirmation(proposal, proposal.title.value or "", rows, {})


def answered(proposal: Proposal, form: Mapping[str, str]) -> Confirmation:
    """The form as it was sent, with its mistakes named. Fields that are missing keep what was read."""
    state = fresh(proposal)
    state.title = strip(form.get("title", state.title))
    if not state.title:
        state.problems.append(_("The campaign needs a title."))
    elif len(state.title) > TITLE_LENGTH:
        state.problems.append(_("The title has more than %(limit)d characters.") % {"limit": TITLE_LENGTH})
    for index, row in enumerate(state.rows):
        _answer(row.whole, form, len(proposal.groups), first=index == 0)
        stays_split = form.get(f"{row.whole.key}-split") and form.get("join") != row.whole.key
        if form.get("split") == row.whole.key or stays_split:
            row.parts = _parts(row.whole)
        for number, part in enumerate(row.parts):
            _answer(part, form, len(proposal.groups), first=number == 0)
    for hole in proposal.placeholders:
        _fill(state, hole, form)
    for above, below in itertools.pairwise(state.rows):
        if below.whole.joined and not below.parts and not _stays(above):
            below.whole.errors.append(_("The item above is left out, so nothing can be merged into it."))
    if not any(entry.kept for row in state.rows for entry in row.entries):
        state.problems.append(_("The campaign needs at least one item."))
    return state


def sentences(item: Item | models.Item) -> list[str]:
    """The sentences of an item's text, each with its stop."""
    found = [strip(sentence) for sentence in cut(item.text.replace("\n", ""), "。")]
    return [sentence + "。" for sentence in found if sentence]


def written(units: list[UnitRole]) -> str:
    """Units as a notice writes them, a line for each role: 责任单位：党支部、各部门."""
    by_role: dict[str, list[str]] = {}
    for unit in units:
        by_role.setdefault(unit.role, []).append(unit.name)
    return "\n".join(f"{role}：{'、'.join(names)}" for role, names in by_role.items())


def units_of(text: str) -> list[UnitRole]:
    """Units read from such lines; a line that names no role means 责任单位."""
    found: list[UnitRole] = []
    for line in text.splitlines():
        clause = clause_in(line)
        named = clause.units if clause else [UnitRole(name, ROLE) for name in split_names(strip(line))[0]]
        found += [unit for unit in named if unit not in found]
    return found


def _with_groups(proposal: Proposal) -> list[tuple[Item, int]]:
    return [(item, number) for number, group in enumerate(proposal.groups) for item in group.items]


def _entry(key: str, item: Item, group: int) -> Entry:
    return Entry(key, item, True, item.display_title, written(item.units), group)


def _parts(whole: Entry) -> list[Entry]:
    """10 → 10a, 10b: a part for each sentence, with the units and the line of the whole."""
    parts = []
    for number, sentence in enumerate(sentences(whole.item)):
        label = f"{whole.item.label or ''}{chr(ord('a') + number)}" if number < 26 else whole.item.label
        item = replace(
            whole.item,
            label=label,
            title=None,
            inferred_title=suggested_title(sentence),
            text=sentence,
            deadline=deadline_in(sentence) or whole.item.deadline,
            split=[],
        )
        part = _entry(f"{whole.key}p{number}", item, whole.group)
        part.answering = whole.answering
        parts.append(part)
    return parts


def _answer(entry: Entry, form: Mapping[str, str], groups: int, first: bool) -> None:
    if f"{entry.key}-title" not in form:
        return  # just split, or never shown
    entry.kept = bool(form.get(f"{entry.key}-kept"))
    entry.joined = bool(form.get(f"{entry.key}-joined")) and not first
    entry.title = strip(form.get(f"{entry.key}-title", ""))
    entry.answering = strip(form.get(f"{entry.key}-answering", ""))
    group = form.get(f"{entry.key}-group", "")
    if group.isdecimal() and int(group) < groups:
        entry.group = int(group)
    if not entry.kept or entry.joined:
        return
    if not entry.title:
        entry.errors.append(_("An item needs a title."))
    elif len(entry.title) > TITLE_LENGTH:
        entry.errors.append(_("The title has more than %(limit)d characters.") % {"limit": TITLE_LENGTH})
    for unit in units_of(entry.answering):
        if len(unit.name) > NAME_LENGTH:
            entry.errors.append(
                _("The name of a unit is longer than %(limit)d characters: “%(name)s…”")
                % {"limit": NAME_LENGTH, "name": unit.name[:30]}
            )


def _fill(state: Confirmation, hole: Placeholder, form: Mapping[str, str]) -> None:
    key = key_of(hole)
    words = strip(form.get(f"fill-{key}", ""))
    if len(words) > FILLING_LENGTH:
        state.problems.append(
            _("“%(words)s…” is too long for “%(phrase)s”; at most %(limit)d characters fit.")
            % {"words": words[:10], "phrase": hole.phrase, "limit": FILLING_LENGTH}
        )
    if words:
        state.fillings[key] = words


def _stays(row: Row) -> bool:
    """Whether something of it comes into the plan, for what is below to be merged into."""
    return any(entry.kept or entry.joined for entry in row.entries)


def _merged(above: Item, entry: Entry) -> Item:
    """Two items as one: the number and title of the first, the texts one after the other, the units of both."""
    item = entry.item
    units = [
        unit for unit in units_of(entry.answering) if unit.name not in {each.name for each in above.units}
    ]
    return replace(
        above,
        text="\n".join(filter(None, (above.text, item.title and f"{item.title}。", item.text))),
        lines=sorted({*above.lines, *item.lines}),
        units=above.units + units,
        deadline=above.deadline or item.deadline,
    )


def _items(row: Row) -> list[tuple[Item, Entry]]:
    """The items that an entry or its parts become. A part that is joined lends its text to the one above."""
    made: list[tuple[Item, Entry]] = []
    for entry in row.entries:
        if entry.joined and made:
            above, owner = made[-1]
            made[-1] = (replace(above, text=above.text + entry.item.text), owner)
        elif entry.kept:
            title = entry.title if entry.retitled or entry.item.title else None
            item = replace(entry.item, title=title, units=units_of(entry.answering))
            made.append((item, entry))
    if row.parts and len(made) > 1:
        made = [
            (replace(item, label=f"{row.whole.item.label or ''}{chr(ord('a') + number % 26)}"), entry)
            for number, (item, entry) in enumerate(made)
        ]
    elif row.parts:
        made = [(replace(item, label=row.whole.item.label), entry) for item, entry in made]
    return made
