"""The plan as visitors read it: chapters with their items, dates as written, released works beneath."""

from dataclasses import dataclass, field

from django.db.models import Prefetch, QuerySet

from accounts.models import User
from campaigns.fillings import Filled
from campaigns.models import Call, Campaign, Item, Phase, Tally
from campaigns.shown import ShownWork, shown_works

WORKS_EACH = 4


@dataclass
class Entry:
    """An item as visitors read it."""

    item: Item
    title: str
    text: str
    units: list[str]
    calls: list[Call]
    works: list[ShownWork]
    works_before: list[ShownWork]
    released: int

    @property
    def named(self) -> list[ShownWork]:
        """Its works, then those of the items that are part of it now."""
        return [*self.works, *self.works_before]

    @property
    def more(self) -> int:
        """How many released works are not named."""
        return max(0, self.released - len(self.works))


@dataclass
class Chapter:
    """A group and its entries."""

    label: str
    title: str
    entries: list[Entry] = field(default_factory=list)


@dataclass
class Programme:
    """A whole plan, filled where a person filled it."""

    campaign: Campaign
    phases: list[Phase]
    chapters: list[Chapter]


def visible(user: object) -> QuerySet[Campaign]:
    """Staff see every plan; visitors those that a second person has shown."""
    campaigns = Campaign.objects.all()
    return campaigns if isinstance(user, User) and user.is_active else campaigns.filter(public=True)


def programme(campaign: Campaign, staff: bool) -> Programme:
    """Read a plan in a constant number of queries. Visitors meet only the calls that are shown to them."""
    filled = Filled(campaign)
    calls = Call.objects.all() if staff else Call.objects.filter(public=True)
    items = list(
        Item.objects.filter(group__campaign=campaign, merged_into=None)
        .select_related("group")
        .prefetch_related(
            "responsible__unit",
            "merged",
            Prefetch("calls", queryset=calls),
            Prefetch("tallies", queryset=Tally.objects.filter(released__gt=0)),
        )
        .order_by("group__position", "group_id", "position", "pk")
    )
    works = shown_works([each.pk for item in items for each in (item, *item.merged.all())], WORKS_EACH)
    chapters: dict[int, Chapter] = {}
    for item in items:
        group = item.group
        chapter = chapters.setdefault(group.pk, Chapter(group.label, filled.text(group.title, group.line)))
        chapter.entries.append(
            Entry(
                item=item,
                title=filled.text(item.title, item.line),
                text=filled.text(item.text, item.line),
                units=[each.unit.name for each in item.responsible.all()],
                calls=[call for call in item.calls.all() if call.state != "closed"],
                works=works.get(item.pk, []),
                works_before=[work for each in item.merged.all() for work in works.get(each.pk, [])],
                released=sum(tally.released for tally in item.tallies.all()),
            )
        )
    phases = list(campaign.phases.all())
    for phase in phases:
        phase.period = filled.text(phase.period, phase.line)
        phase.title = filled.text(phase.title, phase.line)
    return Programme(campaign, phases, list(chapters.values()))
