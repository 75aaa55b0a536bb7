"""The plan wall: items × units, with calls, deadlines and figures. Zeros are shown, not left out."""

from dataclasses import dataclass, field

from accounts.models import Unit
from campaigns.fillings import Filled
from campaigns.models import Call, Campaign, Item, Tally


@dataclass
class Cell:
    """An item and a unit: in which role the unit answers ("" where it does not), and its works."""

    unit: Unit
    role: str = ""
    works_in: int = 0
    released: int = 0

    @property
    def is_blank(self) -> bool:
        """Neither asked nor sent."""
        return not self.role and not self.works_in and not self.released


@dataclass
class WallRow:
    """An item with a cell for every column."""

    item: Item
    title: str
    text: str
    deadline: str
    calls: list[Call]
    cells: list[Cell]

    @property
    def works_in(self) -> int:
        """Works sent for this item, of all units."""
        return sum(cell.works_in for cell in self.cells)

    @property
    def released(self) -> int:
        """Works released for this item, of all units."""
        return sum(cell.released for cell in self.cells)


@dataclass
class WallGroup:
    """A group's heading and its rows."""

    label: str
    title: str
    rows: list[WallRow] = field(default_factory=list)


@dataclass
class Wall:
    """The whole wall: a column for every unit that answers or has sent something."""

    campaign: Campaign
    units: list[Unit]
    groups: list[WallGroup]
    totals: list[Cell]

    @property
    def rows(self) -> list[WallRow]:
        """All rows, in order."""
        return [row for group in self.groups for row in group.rows]

    @property
    def silent(self) -> list[Unit]:
        """Units that answer for something and have sent nothing yet."""
        asked = {cell.unit.pk for row in self.rows for cell in row.cells if cell.role}
        return [cell.unit for cell in self.totals if cell.unit.pk in asked and not cell.works_in]


def wall(campaign: Campaign) -> Wall:
    """Build the wall in a constant number of queries."""
    filled = Filled(campaign)
    items = list(
        Item.objects.filter(group__campaign=campaign, merged_into=None)
        .select_related("group")
        .prefetch_related("responsible__unit", "calls", "tallies__unit", "merged__tallies__unit")
        .order_by("group__position", "group_id", "position", "pk")
    )
    units: dict[int, Unit] = {}
    for item in items:
        units |= {each.unit_id: each.unit for each in item.responsible.all()}
    for item in items:
        for tally in _tallies(item):
            if tally.works_in or tally.released:
                units.setdefault(tally.unit_id, tally.unit)
    groups: dict[int, WallGroup] = {}
    totals = {pk: Cell(unit) for pk, unit in units.items()}
    for item in items:
        group = groups.setdefault(
            item.group_id, WallGroup(item.group.label, filled.text(item.group.title, item.group.line))
        )
        cells = {pk: Cell(unit) for pk, unit in units.items()}
        for each in item.responsible.all():
            cells[each.unit_id].role = each.role
        for tally in _tallies(item):
            if tally.unit_id in cells:
                cells[tally.unit_id].works_in += tally.works_in
                cells[tally.unit_id].released += tally.released
                totals[tally.unit_id].works_in += tally.works_in
                totals[tally.unit_id].released += tally.released
        group.rows.append(
            WallRow(
                item,
                filled.text(item.title, item.line),
                filled.text(item.text, item.line),
                filled.text(item.deadline, item.line),
                list(item.calls.all()),
                list(cells.values()),
            )
        )
    return Wall(campaign, list(units.values()), list(groups.values()), list(totals.values()))


def _tallies(item: Item) -> list[Tally]:
    """Its own figures, and those of the items that were merged into it."""
    return [tally for each in (item, *item.merged.all()) for tally in each.tallies.all()]
