"""What the person who confirms should look at. Remarks never change the plan."""

import re
from itertools import pairwise

from django.utils.translation import gettext as _

from .frame import Marked
from .marks import Level
from .tree import Group, Item, Proposal, Remark

_PLACE = re.compile(r"(?:[XＸ×]{1,2}|某)([省州市县区])")
_OWN_PLACE = re.compile(r"(?:全|本|我)([州市县区])(?!级)")


def remarks_on(proposal: Proposal, marked: list[Marked]) -> list[Remark]:
    """All remarks, in the order of the notice."""
    remarks = [*_on_the_whole(proposal), *_on_numbers(marked), *_on_places(marked)]
    for group in proposal.groups:
        remarks += [remark for item in group.items for remark in _on_item(item, group)]
        remarks += _on_order(group)
    return sorted(remarks, key=lambda remark: remark.line)


def _on_the_whole(proposal: Proposal) -> list[Remark]:
    remarks = []
    if proposal.title.value is None:
        remarks.append(Remark("no-title", _("The notice names no title and none could be inferred.")))
    elif proposal.title.inferred:
        text = _("The notice has no title line; the title was inferred from its text.")
        remarks.append(Remark("inferred-title", text, proposal.title.line))
    if not proposal.items:
        remarks.append(Remark("no-items", _("No activity item was recognised in this notice.")))
    if proposal.placeholders:
        text = _("The notice leaves %(count)d places open (such as “%(phrase)s”). They are kept as written.")
        phrase = proposal.placeholders[0].phrase
        remarks.append(Remark("placeholders", text % {"count": len(proposal.placeholders), "phrase": phrase}))
    return remarks


def _on_numbers(marked: list[Marked]) -> list[Remark]:
    """Once per kind of irregular number: a hundred lines of the same slip are one remark."""
    remarks: dict[Level, Remark] = {}
    for line, mark in marked:
        if mark and not mark.regular and mark.level not in remarks:
            text = _("Line %(line)d: the number “%(number)s” is not written in the standard form.")
            written = line.text[: mark.start].strip()
            remarks[mark.level] = Remark(
                "irregular-number", text % {"line": line.number, "number": written}, line.number
            )
    return list(remarks.values())


def _on_places(marked: list[Marked]) -> list[Remark]:
    """XX市委 beside 全州: the source is kept, the person is told."""
    own = {found for line, _mark in marked for found in _OWN_PLACE.findall(line.text)}
    if len(own) != 1:
        return []
    for line, _mark in marked:
        for found in _PLACE.finditer(line.text):
            if found[1] not in own and found[1] != "省":
                text = _(
                    "Line %(line)d says “%(place)s”, elsewhere the notice speaks of “%(own)s”. Please check."
                )
                words = {"line": line.number, "place": found[0], "own": "全" + next(iter(own))}
                return [Remark("place", text % words, line.number)]
    return []


def _on_item(item: Item, group: Group) -> list[Remark]:
    remarks = []
    words = {"line": item.line, "title": item.display_title}
    if not item.units and not group.units:
        text = _("Line %(line)d, “%(title)s”: no responsible unit is named.")
        remarks.append(Remark("no-unit", text % words, item.line))
    if item.open_ended:
        text = _("Line %(line)d, “%(title)s”: the list of units ends with 等, so it may be incomplete.")
        remarks.append(Remark("open-ended", text % words, item.line))
    if item.split:
        text = _("Line %(line)d, “%(title)s”: this looks like %(count)d tasks in one; it can be split.")
        remarks.append(Remark("split", text % {**words, "count": len(item.split)}, item.line))
    return remarks


def _on_order(group: Group) -> list[Remark]:
    """A number twice in a group, or one left out."""
    remarks = []
    numbers = [(int(item.label), item) for item in group.items if item.label and item.label.isdecimal()]
    for (before, _first), (number, item) in pairwise(numbers):
        if number not in (before + 1, 1):
            text = _("Line %(line)d: number %(number)d follows number %(before)d.")
            words = {"line": item.line, "number": number, "before": before}
            remarks.append(Remark("order", text % words, item.line))
    return remarks
