"""Changing a plan after it was made: dates that became known, another title, other units. Rows stay, links hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Unit, User
from audit.trail import record
from campaigns import showing
from campaigns.confirming import FILLING_LENGTH, units_of, written
from campaigns.fillings import key_of
from campaigns.meanwhile import marks, merged, told
from campaigns.models import Campaign, Item, ItemUnit
from campaigns.notice.holes import holes_in
from campaigns.notice.lines import lines_of, strip
from campaigns.notice.marks import mark_of
from campaigns.notice.tree import Placeholder, UnitRole
from campaigns.planning import NAME_LENGTH, TITLE_LENGTH, assign, once

DEADLINE_LENGTH = 120


@dataclass
class Row:
    """An item on the form."""

    item: Item
    title: str
    answering: str
    deadline: str
    errors: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        """How its fields begin."""
        return f"item-{self.item.pk}"

    @property
    def marks(self) -> str:
        """Of what is kept, for the form to bring back."""
        return marks(self.standing)

    @property
    def standing(self) -> list[str]:
        """What is kept."""
        return [self.item.title, answering(self.item), self.item.deadline]

    @property
    def text_changed(self) -> bool:
        """Whether title or deadline differ from what is kept."""
        return (self.title, self.deadline) != (self.item.title, self.item.deadline)

    @property
    def units_changed(self) -> bool:
        """Whether other units answer, or in other roles."""
        return self.answering != answering(self.item)


@dataclass
class Change:
    """A plan on the form, with its mistakes named."""

    campaign: Campaign
    title: str
    rows: list[Row]
    holes: list[Placeholder]
    fillings: dict[str, str]
    problems: list[str] = field(default_factory=list)

    @property
    def marks(self) -> str:
        """Of the title and fillings that are kept, for the form to bring back."""
        return marks(self.head(self.campaign.title, self.campaign.fillings))

    def head(self, title: str, fillings: dict[str, str]) -> list[str]:
        """The title, and what was filled into each open place."""
        return [title, *(fillings.get(key_of(hole), "") for hole in self.holes)]

    @property
    def is_sound(self) -> bool:
        """Whether nothing has to be corrected."""
        return not self.problems and not any(row.errors for row in self.rows)


def begun(campaign: Campaign) -> Change:
    """The form as the plan stands."""
    items = (
        Item.objects.filter(group__campaign=campaign, merged_into=None)
        .select_related("group")
        .prefetch_related("responsible__unit")
        .order_by("group__position", "group_id", "position", "pk")
    )
    rows = [Row(item, item.title, answering(item), item.deadline) for item in items]
    holes = [
        hole
        for line in lines_of(campaign.source)
        for mark in [mark_of(line)]
        for hole in holes_in(line, mark.start if mark else 0)
    ]
    return Change(campaign, campaign.title, rows, holes, dict(campaign.fillings))


def answered(campaign: Campaign, form: Mapping[str, str]) -> Change:
    """The form as it was sent. Fields that are missing keep what is there."""
    change = begun(campaign)
    change.title = strip(form.get("title", change.title))
    if not change.title or len(change.title) > TITLE_LENGTH:
        change.problems.append(
            _("The campaign needs a title of at most %(limit)d characters.") % {"limit": TITLE_LENGTH}
        )
    for row in change.rows:
        seen = form.get(f"{row.key}-seen", "")
        row.title = strip(form.get(f"{row.key}-title", row.title))
        row.answering = "\n".join(
            map(strip, strip(form.get(f"{row.key}-answering", row.answering)).splitlines())
        )
        row.deadline = strip(form.get(f"{row.key}-deadline", row.deadline))
        if not row.title or len(row.title) > TITLE_LENGTH or len(row.deadline) > DEADLINE_LENGTH:
            row.errors.append(
                _("An item needs a title; title and deadline must not be longer than a line or two.")
            )
        if any(len(unit.name) > NAME_LENGTH for unit in units_of(row.answering)):
            row.errors.append(_("The name of a unit is too long."))
        kept, clashing = merged(seen, [row.title, row.answering, row.deadline], row.standing)
        row.title, row.answering, row.deadline = kept
        if clashing:
            row.errors.append(told(campaign.edited_by, clashing))
    for hole in change.holes:
        key = key_of(hole)
        words = strip(form.get(f"fill-{key}", change.fillings.get(key, "")))
        if len(words) > FILLING_LENGTH:
            change.problems.append(
                _("“%(words)s…” is too long for “%(phrase)s”; at most %(limit)d characters fit.")
                % {"words": words[:10], "phrase": hole.phrase, "limit": FILLING_LENGTH}
            )
        if words:
            change.fillings[key] = words
        else:
            change.fillings.pop(key, None)
    _head(change, form.get("seen", ""))
    return change


def _head(change: Change, seen: str) -> None:
    """Title and fillings, where a colleague changed them meanwhile."""
    campaign = change.campaign
    standing = change.head(campaign.title, campaign.fillings)
    (change.title, *filled), clashing = merged(seen, change.head(change.title, change.fillings), standing)
    keys = map(key_of, change.holes)
    change.fillings |= dict(zip(keys, filled, strict=True))
    change.fillings = {key: words for key, words in change.fillings.items() if words}
    if clashing:
        change.problems.append(told(campaign.edited_by, clashing))


@transaction.atomic
def keep(change: Change, by: User) -> bool:
    """Write what differs; whether anything did. A changed plan is shown to visitors by a colleague, again."""
    campaign = Campaign.objects.select_for_update().get(pk=change.campaign.pk)
    retold = [row for row in change.rows if row.text_changed]
    reassigned = [row for row in change.rows if row.units_changed]
    same = (change.title, change.fillings) == (campaign.title, campaign.fillings)
    if same and not retold and not reassigned:
        return False
    for row in retold:
        keep_what_visitors_read(row.item)
        row.item.title_inferred = row.item.title_inferred and row.title == row.item.title
        row.item.title, row.item.deadline = row.title, row.deadline
        row.item.save(update_fields=["title", "title_inferred", "deadline", "shown_as"])
    wanted = {unit.name for row in reassigned for unit in units_of(row.answering)}
    units = {unit.name: unit for unit in Unit.objects.filter(name__in=wanted)}
    for row in reassigned:
        ItemUnit.objects.filter(item=row.item).delete()
        assign(row.item, once(units_of(row.answering)), units)
    campaign.title_inferred = campaign.title_inferred and change.title == campaign.title
    campaign.title, campaign.fillings = change.title, change.fillings
    campaign.save(update_fields=["title", "title_inferred", "fillings"])
    changed(campaign, by)
    record(
        "campaign.changed",
        by=by,
        subject=f"campaign:{campaign.pk}",
        label=campaign.title,
        items=sorted({row.item.pk for row in [*retold, *reassigned]}),
        fillings=len(change.fillings),
    )
    return True


def keep_what_visitors_read(item: Item) -> None:
    """Before an item gets another number or title: lists of works go on with this one until a colleague shows the plan."""
    item.shown_as = item.public_name


def changed(campaign: Campaign, by: User) -> None:
    """A plan that one person changed is shown to visitors by a colleague, again."""
    campaign.edited_by, campaign.public = by, False
    campaign.save(update_fields=["edited_by", "public"])
    showing.ask(campaign, by)


def answering(item: Item) -> str:
    """Who answers for it, as a notice writes it."""
    return written([UnitRole(each.unit.name, each.role) for each in item.responsible.all()])
