"""工作要求: 1.强化组织领导，统筹活动安排。要切实加强组织领导，…"""

from .entries import heading_and_text
from .frame import Marked
from .tree import Requirement, Section


def read_requirements(section: Section, body: list[Marked]) -> list[Requirement]:
    """The entries on the highest numbered level, each with the lines below it; 一是…二是… stays inside.

    Where nothing is numbered, all of it is one requirement without a number.
    """
    top = min((mark.level for _, mark in body if mark), default=None)
    found: list[Requirement] = []
    for index, (line, mark) in enumerate(body):
        if mark and mark.level == top:
            followed = index + 1 < len(body) and body[index + 1][1] is None
            title, text = heading_and_text(line.text[mark.start :], followed)
            found.append(Requirement(line.number, [line.number], mark.label, title, text))
        elif found:
            found[-1].lines.append(line.number)
            found[-1].text = "\n".join(filter(None, [found[-1].text, line.text]))
        elif top is None:
            found.append(Requirement(line.number, [line.number], None, None, line.text))
        else:
            section.lines.append(line.number)
    return found
