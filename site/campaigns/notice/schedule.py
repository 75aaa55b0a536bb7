"""A section of dates or of words: its phases are taken out, all else stays the section's own."""

from .activities import Activities
from .frame import Marked
from .gathering import item_of
from .lines import Line
from .marks import Level, Mark
from .phases import Stretch, stretch_heading, stretches_in
from .tree import Phase, Section
from .units import clause_in


class Schedule:
    """Reads sections that hold no activities of their own.

    A heading that names a phase takes the lines below it. A task numbered within a phase, for which somebody
    answers, is an item all the same.
    """

    def __init__(self, activities: Activities) -> None:
        self.activities = activities
        self.phases: list[Phase] = []

    def read(self, section: Section, body: list[Marked], in_schedule: bool) -> None:
        """Read the lines under a section's heading. ``in_schedule``: the heading says 时间安排, 实施步骤."""
        phase: Phase | None = None
        level: Level | None = None
        entry: list[Line] = []
        entry_mark: Mark | None = None

        def close() -> None:
            if entry_mark and any(clause_in(line.text) for line in entry):
                self.activities.add(item_of(entry, entry_mark.label, entry_mark.start))
            else:
                (phase or section).lines.extend(line.number for line in entry)
            entry.clear()

        for line, mark in body:
            inline = stretches_in(line.text)
            heading = stretch_heading(line.text[mark.start if mark else 0 :], in_schedule)
            deeper = bool(mark and level and mark.level > level)
            if heading and not deeper and len(inline) < 2:
                close()
                level = mark.level if mark else None
                phase = _headed(heading, line, mark)
                self.phases.append(phase)
            elif mark and phase and (level is None or deeper):
                close()
                entry, entry_mark = [line], mark
            elif entry:
                entry.append(line)
            else:
                if mark or inline:
                    phase = None
                (phase or section).lines.append(line.number)
                self.phases += [inline_phase(each, line) for each in inline]
        close()


def inline_phase(stretch: Stretch, line: Line) -> Phase:
    """A phase named within a paragraph: the paragraph's line stays its section's."""
    return Phase(line.number, [], stretch.label or "", stretch.title, stretch.period)


def _headed(stretch: Stretch, line: Line, mark: Mark | None) -> Phase:
    """第一阶段 is a label; else the number is, or the name where there is no number."""
    if label := stretch.label or (mark.label if mark else None):
        return Phase(line.number, [line.number], label, stretch.title, stretch.period)
    return Phase(line.number, [line.number], stretch.title or "", None, stretch.period)
