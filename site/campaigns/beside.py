"""The confirm screen's order: the notice's own, each line once, with what was read from it beside it."""

from dataclasses import dataclass, field

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from campaigns.confirming import Confirmation, Row
from campaigns.fillings import key_of
from campaigns.notice import lines
from campaigns.notice.tree import Group, Node, Phase, Placeholder, Requirement, Section


@dataclass
class SourceLine:
    """A line of the notice with its holes marked."""

    number: int
    text: SafeString


@dataclass
class Strip:
    """Source lines on one side, one node on the other; exactly one of the node fields is set."""

    line: int
    source: list[SourceLine] = field(default_factory=list)
    title: bool = False
    phase: Phase | None = None
    group: Group | None = None
    row: Row | None = None
    requirement: Requirement | None = None
    section: Section | None = None
    unread: bool = False


def strips(state: Confirmation) -> list[Strip]:
    """All nodes in the order of their lines. What has no line of its own says from which line it was read."""
    proposal = state.proposal
    shown: list[tuple[Node, Strip]] = [
        (proposal.title, Strip(proposal.title.line, title=True)),
        *((phase, Strip(phase.line, phase=phase)) for phase in proposal.phases),
        *((group, Strip(group.line, group=group)) for group in proposal.groups if group.label or group.title),
        *((row.whole.item, Strip(row.whole.item.line, row=row)) for row in state.rows),
        *((each, Strip(each.line, requirement=each)) for each in proposal.requirements),
        *((section, Strip(section.line, section=section)) for section in proposal.sections),
    ]
    source = _marked(proposal.source, proposal.placeholders)
    for node, strip in shown:
        strip.source = [SourceLine(number, source[number]) for number in sorted(node.lines)]
    unread = [
        Strip(each.line, [SourceLine(each.line, source[each.line])], unread=True) for each in proposal.unread
    ]
    strips = [strip for _node, strip in shown] + unread
    return sorted(strips, key=lambda strip: (not strip.title, strip.line, strip.phase is not None))


@dataclass
class Hole:
    """A placeholder as the form asks for it."""

    key: str
    line: int
    phrase: SafeString
    filled: str


def holes(state: Confirmation) -> list[Hole]:
    """Every hole of a notice that is being confirmed."""
    return holes_with(state.proposal.source, state.proposal.placeholders, state.fillings)


def holes_with(source: list[str], places: list[Placeholder], fillings: dict[str, str]) -> list[Hole]:
    """Every hole with the phrase around it, the hole itself marked, and what was put in."""
    found = []
    for place in places:
        text = lines.strip(source[place.line - 1])
        start = text.find(place.phrase, max(0, place.start - len(place.phrase)))
        at = max(0, place.start - start)
        phrase = format_html(
            "{}<mark>{}</mark>{}",
            place.phrase[:at],
            place.phrase[at : at + place.length],
            place.phrase[at + place.length :],
        )
        key = key_of(place)
        found.append(Hole(key, place.line, phrase, fillings.get(key, "")))
    return found


def _marked(source: list[str], places: list[Placeholder]) -> dict[int, SafeString]:
    by_line: dict[int, list[Placeholder]] = {}
    for place in places:
        by_line.setdefault(place.line, []).append(place)
    marked = {}
    for number, raw in enumerate(source, start=1):
        text, pieces, done = lines.strip(raw), [], 0
        for place in by_line.get(number, []):
            pieces.append((text[done : place.start], text[place.start : place.start + place.length]))
            done = place.start + place.length
        marked[number] = format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", pieces), text[done:])
    return marked
