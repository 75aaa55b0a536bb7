"""Groups and items of a section of activities: （一）…活动 ⏎ 1.… ⏎ 责任单位：…"""

from .entries import deadline_in, heading_and_text, suggested_title
from .frame import Marked
from .gathering import gather, item_of
from .lines import Line
from .marks import Level, Mark
from .phases import stage_heading, stretch_heading
from .tables import Columns, columns_of, end_of_rows, read_rows
from .tree import Group, Item, Phase, Section
from .units import clause_in


class Activities:
    """Reads sections of activities one after the other into one list of groups.

    An entry gathers its lines first and is told apart (heading, text, units, time limit) when it is complete.
    """

    def __init__(self) -> None:
        self.groups: list[Group] = []
        self.phases: list[Phase] = []
        self._loose: Group | None = None

    def read(self, section: Section, body: list[Marked]) -> None:
        """Read the lines under a section's heading. Lines before the first entry are the section's own."""
        has_numbers = any(mark and mark.level is Level.NUMBER for _, mark in body)
        group: Group | None = None
        phase: Phase | None = None
        entry: list[Line] = []
        entry_mark: Mark | None = None
        pending: list[Line] = []
        listing = False
        lines = [line for line, _ in body]
        index = 0

        def close() -> None:
            nonlocal entry, entry_mark, pending
            if entry and entry_mark:
                self._home(group).items.append(item_of(entry, entry_mark.label, entry_mark.start))
            elif group is not None and pending:
                self._intro(group, pending)
            entry, entry_mark, pending = [], None, []

        while index < len(body):
            line, mark = body[index]
            if columns := columns_of(line):
                close()
                (group or section).lines.append(line.number)
                end = end_of_rows(lines, index + 1)
                self.read_table(lines[index + 1 : end], columns, group)
                index = end
                continue
            index += 1
            if mark and mark.level <= Level.PART:
                close()
                rest = line.text[mark.start :]
                if stretch := stretch_heading(rest, in_schedule=False):
                    group = None
                    phase = Phase(
                        line.number, [line.number], stretch.label or mark.label, stretch.title, stretch.period
                    )
                    self.phases.append(phase)
                    continue
                phase = None
                group = Group(line.number, [line.number], mark.label)
                self.groups.append(group)
                self._heading(group, rest, followed=_followed(body, index))
                listing = is_one_task(_until_next_part(body, index))
            elif mark is None and (stretch := stage_heading(line.text)):
                close()
                group = None
                phase = Phase(line.number, [line.number], stretch.label or "", stretch.title, stretch.period)
                self.phases.append(phase)
            elif mark and not listing and self._begins_item(mark, has_numbers, entry_mark, pending):
                close()
                entry, entry_mark = [line], mark
            elif entry:
                entry.append(line)
            elif group is not None:
                pending.append(line)
            elif phase is not None:
                phase.lines.append(line.number)
            else:
                section.lines.append(line.number)
        close()

    def add(self, item: Item) -> None:
        """Take an item that hangs on no group."""
        self._home(None).items.append(item)

    def read_table(self, lines: list[Line], columns: Columns, group: Group | None = None) -> None:
        """Read the rows under a table's head.

        A row whose task is known already (the table repeats the text) adds to it; any other is a new item.
        """
        rows = read_rows(lines, columns)
        known = {item.title: item for each in self.groups for item in each.items}
        known.pop(None, None)
        for table_group in rows:
            fresh: list[Item] = []
            for item in table_group.items:
                if twin := known.get(item.title):
                    twin.lines += item.lines
                    named = {unit.name for unit in twin.units}
                    twin.units += [unit for unit in item.units if unit.name not in named]
                    twin.deadline = twin.deadline or item.deadline
                else:
                    fresh.append(item)
            if table_group.title is not None:
                table_group.items = fresh
                self.groups.append(table_group)
            elif fresh:
                self._home(group).items += fresh

    def finish(self) -> list[Group]:
        """The groups; a group without numbered items holds its one task as an item without a number."""
        for group in self.groups:
            if group.items or group.label is None:
                continue
            text, group.text = group.text, ""
            item = Item(group.line, group.lines[1:], None, None, group.title or suggested_title(text), text)
            group.lines = group.lines[:1]
            item.line = item.lines[0] if item.lines else group.line
            item.units, item.open_ended = list(group.units), group.open_ended
            item.deadline = group.deadline or deadline_in(text)
            group.items.append(item)
        return self.groups

    def _home(self, group: Group | None) -> Group:
        """The group, or the one group of all items that hang on none."""
        if group is not None:
            return group
        if self._loose is None:
            self._loose = Group()
            self.groups.append(self._loose)
        return self._loose

    def _begins_item(self, mark: Mark, has_numbers: bool, current: Mark | None, pending: list[Line]) -> bool:
        """1. begins an item. （1） and ① do so only in a notice that has no 1., and right under the heading."""
        if mark.level is Level.NUMBER:
            return True
        if has_numbers:
            return False
        if current is not None:
            return mark.level <= current.level
        return mark.number == 1 and not any(line.text.endswith(("：", ":")) for line in pending[-1:])

    def _heading(self, group: Group, rest: str, followed: bool) -> None:
        gathered = gather([rest])
        group.units, group.deadline, group.open_ended = gathered.units, gathered.deadline, gathered.open_ended
        own, *more = gathered.text.split("\n")
        group.title, text = heading_and_text(own, followed)
        if group.title is None and len(text) <= 60:
            group.title, text = text.rstrip("。") or None, ""
        group.text = "\n".join(filter(None, [text, *more]))

    def _intro(self, group: Group, lines: list[Line]) -> None:
        gathered = gather([line.text for line in lines])
        group.lines += [line.number for line in lines]
        group.units += [unit for unit in gathered.units if unit not in group.units]
        group.text = "\n".join(filter(None, [group.text, gathered.text]))
        group.deadline = gathered.deadline or group.deadline
        group.open_ended |= gathered.open_ended


def is_one_task(body: list[Marked]) -> bool:
    """（1）…；（2）…。 with one 责任单位 below them all: a list within a task, not a list of tasks."""
    starts = [index for index, (_, mark) in enumerate(body) if mark]
    if len(starts) < 2 or any(mark and mark.level < Level.PAREN for _, mark in body):
        return False
    listed, below = body[: starts[-1] + 1], body[starts[-1] + 1 :]
    return not any(clause_in(line.text) for line, _ in listed) and any(
        clause_in(line.text) for line, _ in below
    )


def _until_next_part(body: list[Marked], index: int) -> list[Marked]:
    ends = (end for end in range(index, len(body)) if (mark := body[end][1]) and mark.level <= Level.PART)
    return body[index : next(ends, len(body))]


def _followed(body: list[Marked], index: int) -> bool:
    """Whether lines of the same group come next."""
    if index == len(body):
        return False
    mark = body[index][1]
    return mark is None or mark.level > Level.PART
