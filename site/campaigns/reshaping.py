"""Changing one item of a plan where it stands: its words, units and group; in two; into another one.

Links hold by construction. Splitting makes new rows and leaves the old one to the part that keeps what is linked.
Merging moves calls, and leaves the row to the works and releases that name it: the plan shows them under the other item.
Each of the three takes the plan from visitors until a colleague shows it again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F, Sum
from django.utils.translation import gettext as _

from accounts.models import Unit, User
from accounts.roles import Role, has_role
from audit.trail import record
from campaigns import tallies
from campaigns.changing import DEADLINE_LENGTH, answering, changed, keep_what_visitors_read
from campaigns.confirming import sentences, units_of
from campaigns.meanwhile import marks, merged, told
from campaigns.models import Call, Campaign, Group, Item, ItemUnit, Tally
from campaigns.notice.lines import strip
from campaigns.planning import NAME_LENGTH, TITLE_LENGTH, assign, once, shortened

TEXT_LENGTH = 20_000


class NotPossible(Exception):
    """Why the item stays as it is, in a sentence."""


@dataclass
class Words:
    """An item on the form."""

    title: str
    text: str
    deadline: str
    answering: str
    group: int
    errors: list[str] = field(default_factory=list)
    seen: str = field(default="", compare=False)  # the mark of the item as the form's reader saw it
    new_title: str = field(default="", compare=False)

    @property
    def parts(self) -> list[str | int]:
        """Its words, to be marked and compared."""
        return [self.title, self.text, self.deadline, self.answering, self.group]


def begun(item: Item) -> Words:
    """The form as the item stands."""
    words = Words(item.title, item.text, item.deadline, answering(item), item.group_id)
    words.seen = marks(words.parts)
    return words


def answered(item: Item, form: Mapping[str, str]) -> Words:
    """The form as it was sent, with its mistakes named. Fields that are missing keep what is there."""
    words = begun(item)
    words.seen, words.new_title = form.get("seen", ""), form.get("new-title", "")
    words.title = strip(form.get("title", words.title))
    words.text = strip(form.get("text", words.text).replace("\r\n", "\n"))
    words.deadline = strip(form.get("deadline", words.deadline))
    words.answering = "\n".join(map(strip, strip(form.get("answering", words.answering)).splitlines()))
    group = form.get("group", "")
    groups = Group.objects.filter(campaign=item.group.campaign_id).values_list("pk", flat=True)
    words.group = next((pk for pk in groups if str(pk) == group), words.group)
    if not words.title or len(words.title) > TITLE_LENGTH or len(words.deadline) > DEADLINE_LENGTH:
        words.errors.append(
            _("An item needs a title; title and deadline must not be longer than a line or two.")
        )
    if len(words.text) > TEXT_LENGTH:
        words.errors.append(_("The text has more than %(limit)d characters.") % {"limit": TEXT_LENGTH})
    if any(len(unit.name) > NAME_LENGTH for unit in units_of(words.answering)):
        words.errors.append(_("The name of a unit is too long."))
    return words


@transaction.atomic
def edit(item: Item, words: Words, by: User) -> bool:
    """Write what differs; whether anything did. Raises NotPossible where a colleague wrote something else meanwhile:
    ``words`` then carries the mark of that, so that a second saving puts it in its place."""
    campaign = _held(item, by)
    standing = begun(item)
    kept, clashing = merged(words.seen, words.parts, standing.parts)
    words.title, words.text, words.deadline, words.answering, words.group = kept  # type: ignore[assignment]
    if clashing:
        words.seen = standing.seen
        said = [str(Group.objects.get(pk=each)) if isinstance(each, int) else each for each in clashing]
        raise NotPossible(told(campaign.edited_by, said))
    if words == standing:
        return False
    keep_what_visitors_read(item)
    item.title_inferred = item.title_inferred and words.title == item.title
    item.title, item.text, item.deadline = words.title, words.text, words.deadline
    if words.group != item.group_id:
        item.group_id = words.group
        item.position = Item.objects.filter(group=words.group).count()
    item.save()
    if words.answering != answering(item):
        _assign(item, words.answering)
    _note(campaign, "changed", item, by)
    return True


@transaction.atomic
def split(item: Item, title: str, moved: Sequence[str], by: User, *, links_move: bool = False) -> Item:
    """10 becomes 10a and 10b: a part with this title and these of its sentences stands after it. Returns the new row.

    Calls, works, releases and figures stay with the first part, or go with the second (``links_move``): whichever
    keeps them is the old row. Raises NotPossible without a title, or where nothing would be left.
    """
    campaign = _held(item, by)
    title = strip(title)
    if not title or len(title) > TITLE_LENGTH:
        raise NotPossible(_("The new item needs a title of its own."))
    written = sentences(item)
    left = "".join(sentence for sentence in written if sentence not in moved) if moved else item.text
    if not set(moved) <= set(written):
        raise NotPossible(_("The text is another one now: please choose its sentences again."))
    if moved and not left:
        raise NotPossible(_("Something of the text has to stay with the first part."))
    keep_what_visitors_read(item)
    Item.objects.filter(group=item.group_id, position__gt=item.position).update(position=F("position") + 1)
    first, second = _labels(item)
    words = {"first": (first, item.title, left), "second": (second, title, "".join(moved))}
    other = Item(group_id=item.group_id, line=item.line, deadline=item.deadline, position=item.position + 1)
    mine, new = ("second", "first") if links_move else ("first", "second")
    item.label, item.title, item.text = words[mine]
    other.label, other.title, other.text = words[new]
    if links_move:
        item.position, other.position = other.position, item.position
        item.title_inferred = False
    item.save()
    other.save()
    ItemUnit.objects.bulk_create(
        ItemUnit(item=other, unit_id=each.unit_id, role=each.role, position=each.position)
        for each in item.responsible.all()
    )
    _note(campaign, "split", item, by, new=other.pk)
    return other


@transaction.atomic
def merge(item: Item, into: Item, by: User) -> None:
    """Let another item of the plan take over its text, units and calls; works and figures are shown there, too."""
    campaign = _held(item, by)
    if into.pk == item.pk or into.merged_into_id or into.group.campaign_id != campaign.pk:
        raise NotPossible(_("Please choose another item of this plan."))
    for each in (item, into):
        keep_what_visitors_read(each)
    heading = "" if item.title_inferred else f"{item.title}。"
    into.text = "\n".join(filter(None, (into.text, f"{heading}{item.text}")))
    into.deadline = into.deadline or item.deadline
    into.save()
    there = set(into.responsible.values_list("unit", flat=True))
    ItemUnit.objects.bulk_create(
        ItemUnit(item=into, unit_id=each.unit_id, role=each.role, position=len(there) + each.position)
        for each in item.responsible.all()
        if each.unit_id not in there
    )
    Call.objects.filter(item=item).update(item=into)
    _move_works_in(item, into)
    Item.objects.filter(merged_into=item).update(merged_into=into)
    item.merged_into = into
    item.save()
    _note(campaign, "merged", item, by, into=into.pk)


def _move_works_in(item: Item, into: Item) -> None:
    """Works count for the item of their call. Releases name their item themselves, and stay."""
    for tally in Tally.objects.filter(item=item, works_in__gt=0):
        both = Tally.objects.filter(item__in=(item, into), unit=tally.unit_id).aggregate(all=Sum("works_in"))
        tallies.put(into.pk, tally.unit_id, works_in=both["all"])
        tallies.put(item.pk, tally.unit_id, works_in=0)


def _held(item: Item, by: User) -> Campaign:
    """The plan, for this transaction alone. Raises NotPossible for who is no curator, and for an item that is gone."""
    if not has_role(by, Role.CURATOR):
        raise NotPossible(_("Only the new-media team can do this."))
    campaign = Campaign.objects.select_for_update().get(pk=item.group.campaign_id)
    item.refresh_from_db()
    if item.merged_into_id:
        raise NotPossible(_("This item has been merged into another one."))
    return campaign


def _assign(item: Item, text: str) -> None:
    roles = once(units_of(text))
    units = {unit.name: unit for unit in Unit.objects.filter(name__in=[role.name for role in roles])}
    ItemUnit.objects.filter(item=item).delete()
    assign(item, roles, units)


def _labels(item: Item) -> tuple[str, str]:
    """10: 10a and 10b. 10a, beside 10b: 10a and 10c."""
    stem = item.label.rstrip("abcdefghijklmnopqrstuvwxyz")
    if not stem:
        return item.label, ""
    taken = set(Item.objects.filter(group__campaign=item.group.campaign_id).values_list("label", flat=True))
    free = (f"{stem}{letter}" for letter in "abcdefghijklmnopqrstuvwxyz" if f"{stem}{letter}" not in taken)
    first = next(free, item.label) if item.label == stem else item.label
    return shortened(first, 20), shortened(next(free, stem), 20)


def _note(campaign: Campaign, what: str, item: Item, by: User, **detail: int) -> None:
    changed(campaign, by)
    record(f"item.{what}", by=by, subject=f"item:{item.pk}", label=str(item), campaign=campaign.pk, **detail)
