"""Reading a notice: lines in, a proposed plan out. Linear in the length of the text."""

from dataclasses import replace

from .activities import Activities, is_one_task
from .entries import heading_and_text
from .frame import Frame, Marked, frame_of, is_noise
from .gathering import gather, item_of
from .holes import holes_in
from .lines import Line, lines_of, physical
from .marks import Level, Mark, mark_of, with_dotted
from .phases import stretches_in
from .remarks import remarks_on
from .requirements import read_requirements
from .schedule import Schedule, inline_phase
from .sections import is_plain_heading, kind_of, section_level
from .tables import columns_of, end_of_rows
from .tree import Proposal, Requirement, Section, SectionKind, Unread
from .units import clause_in


def read(text: str) -> Proposal:
    """The plan that a notice's text proposes. Every non-blank line is in one node's ``lines`` or in ``unread``."""
    lines = lines_of(text)
    noise = [line for line in lines if is_noise(line)]
    marked = _marked([line for line in lines if not is_noise(line)])
    level = section_level(marked)
    starts = (index for index, (line, mark) in enumerate(marked) if _begins(line, mark, level))
    frame = frame_of(marked, next(starts, len(marked)))
    frame.noise += noise
    proposal = Proposal(source=physical(text))
    if frame.body or frame.title.value:
        _fill(proposal, frame, level)
    else:
        proposal.unread = [Unread(line.number, line.text) for line in lines]
    starts_at = {line.number: mark.start for line, mark in marked if mark}
    proposal.placeholders = [hole for line in lines for hole in holes_in(line, starts_at.get(line.number, 0))]
    proposal.remarks = remarks_on(proposal, marked)
    return proposal


def _marked(lines: list[Line]) -> list[Marked]:
    """Each line with its mark. Numbers in a table's rows mark nothing; under 第一部分 all others go a level down."""
    marked: list[Marked] = []
    while len(marked) < len(lines):
        line = lines[len(marked)]
        marked.append((line, mark_of(line)))
        if columns_of(line):
            rows = lines[len(marked) : end_of_rows(lines, len(marked))]
            marked += [(row, None) for row in rows]
    marked = with_dotted(marked)
    chapters = {mark.label[0] == "第" for _, mark in marked if mark and mark.level is Level.CHAPTER}
    return [(line, _lowered(mark)) for line, mark in marked] if len(chapters) == 2 else marked


def _lowered(mark: Mark | None) -> Mark | None:
    if mark is None or mark.label[0] == "第":
        return mark
    return replace(mark, level=Level(min(mark.level + 1, Level.RING)))


def _begins(line: Line, mark: Mark | None, level: Level | None) -> bool:
    return bool(mark) or (level is None and is_plain_heading(line)) or columns_of(line) is not None


def _fill(proposal: Proposal, frame: Frame, level: Level | None) -> None:
    proposal.title, proposal.document_number = frame.title, frame.document_number
    activities = Activities()
    schedule = Schedule(activities)
    if frame.opening:
        opening = Section(frame.opening[0].number, kind=SectionKind.OPENING)
        schedule.read(opening, [(line, None) for line in frame.opening], in_schedule=False)
        proposal.sections.append(opening)
    for section, heading, body in _parts(frame.body, level):
        if _is_a_task(section, body):
            activities.add(item_of([heading, *(line for line, _ in body)], section.label, _start(heading)))
            continue
        schedule.phases += [inline_phase(stretch, heading) for stretch in stretches_in(heading.text)]
        if section.kind is SectionKind.ACTIVITIES:
            activities.read(section, body)
            mine = set(section.lines)
            own = [line for line, _ in body if line.number in mine]
            schedule.phases += [
                inline_phase(stretch, line) for line in own for stretch in stretches_in(line.text)
            ]
        elif section.kind is SectionKind.REQUIREMENTS:
            proposal.requirements += read_requirements(section, body) or _in_heading(section, heading)
        else:
            schedule.read(section, body, in_schedule=section.kind is SectionKind.SCHEDULE)
        if section.lines:
            proposal.sections.append(section)
    _read_foot(proposal, frame, activities)
    proposal.groups = activities.finish()
    proposal.phases = sorted([*schedule.phases, *activities.phases], key=lambda phase: phase.line)
    proposal.unread = [Unread(line.number, line.text) for line in frame.noise]


def _parts(body: list[Marked], level: Level | None) -> list[tuple[Section, Line, list[Marked]]]:
    """The body cut at its sections' headings. Without sections all of it is one that has no heading."""
    parts: list[tuple[Section, Line, list[Marked]]] = []
    for line, mark in body:
        if mark and mark.level == level:
            rest = line.text[mark.start :]
            title, _ = heading_and_text(gather([rest]).text or rest, followed=True)
            parts.append((Section(line.number, [line.number], mark.label, title), line, []))
        elif level is None and is_plain_heading(line):
            parts.append((Section(line.number, [line.number], None, line.text.rstrip("：: ")), line, []))
        else:
            if not parts:
                parts.append((Section(line.number), line, []))
            parts[-1][2].append((line, mark))
    _settle_kinds(parts)
    return parts


def _settle_kinds(parts: list[tuple[Section, Line, list[Marked]]]) -> None:
    """What each section is for: by its heading, else by whether somebody answers for something in it."""
    told = [kind_of(section.title) for section, _, _ in parts]
    known = SectionKind.ACTIVITIES in told
    tasks_stand_alone = any(
        kind is None and clause_in(heading.text) for (_, heading, _), kind in zip(parts, told, strict=True)
    )
    for (section, heading, body), kind in zip(parts, told, strict=True):
        answered = any(clause_in(line.text) for line in (heading, *(line for line, _ in body)))
        numbered = any(mark for _, mark in body)
        tasks = (
            any(columns_of(line) for line, _ in body)
            or (section.title is None and section.label is None)
            or (kind is None and (answered or (numbered and not known)))
            or (kind is None and section.title is None and tasks_stand_alone)
            or (kind is SectionKind.OTHER and answered and numbered and not known)
        )
        section.kind = SectionKind.ACTIVITIES if tasks else kind or SectionKind.OTHER


def _is_a_task(section: Section, body: list[Marked]) -> bool:
    """一、举办书法展。… ⏎ 责任单位：政治部, with nothing numbered below: the section is itself the task."""
    if section.kind is not SectionKind.ACTIVITIES or section.label is None or kind_of(section.title):
        return False
    if any(columns_of(line) for line, _ in body):
        return False
    return not any(mark for _, mark in body) or is_one_task(body)


def _in_heading(section: Section, heading: Line) -> list[Requirement]:
    """三、工作要求：各单位要高度重视。 all on the heading's own line."""
    _, text = heading_and_text(heading.text[_start(heading) :], followed=False)
    return [Requirement(section.line, [], None, None, text)] if text else []


def _start(heading: Line) -> int:
    mark = mark_of(heading)
    return mark.start if mark else 0


def _read_foot(proposal: Proposal, frame: Frame, activities: Activities) -> None:
    """The list of attachments, the signature, and the attachments' text, of which tables of tasks are read."""
    for kind, title, lines in (
        (SectionKind.ATTACHMENTS, "附件", frame.attachments),
        (SectionKind.CLOSING, None, frame.closing),
    ):
        if lines:
            proposal.sections.append(
                Section(lines[0].number, [line.number for line in lines], None, title, kind)
            )
    rows = [line for line, _ in frame.appendix]
    if not rows:
        return
    section = Section(rows[0].number, [], None, rows[0].text, SectionKind.ATTACHMENTS)
    proposal.sections.append(section)
    index = 0
    while index < len(rows):
        section.lines.append(rows[index].number)
        columns = columns_of(rows[index])
        index += 1
        if columns:
            end = end_of_rows(rows, index)
            activities.read_table(rows[index:end], columns)
            index = end
