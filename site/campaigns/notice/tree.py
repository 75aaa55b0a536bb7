"""The proposed plan as a tree. Every node knows the source lines that belong to it."""

from dataclasses import dataclass, field
from enum import StrEnum


def names_people(role: str) -> bool:
    """责任领导, 分管院领导, 负责人: whoever has this role is a person, not a unit."""
    return role.endswith(("领导", "人"))


@dataclass(frozen=True)
class UnitRole:
    """Who answers for an item, and as what, in the notice's own words."""

    name: str
    role: str

    @property
    def is_person(self) -> bool:
        """A leader is named like a unit, but is none."""
        return names_people(self.role)

    @property
    def collective(self) -> bool:
        """各部门, 全院干警: a name that stands for many and that only a person may expand."""
        return self.name.startswith(("各", "全院", "全体", "全校", "全局", "所有", "有关", "相关"))


@dataclass
class Node:
    """What all parts of a plan share: the line where it begins, and all lines that are its own."""

    line: int = 0
    lines: list[int] = field(default_factory=list)


@dataclass
class Title(Node):
    """The notice's title as written, or what its lead-in says it is about."""

    value: str | None = None
    inferred: bool = True


@dataclass
class Phase(Node):
    """A stretch of time. ``period`` is as written: X月至X月底."""

    label: str = ""
    title: str | None = None
    period: str = ""


@dataclass
class Item(Node):
    """A numbered task: the thing for which units answer and calls are opened.

    ``label`` is None for the one task of a group that numbers none. ``split`` holds the sentences that could
    be tasks of their own; ``open_ended`` says that the list of units ends with 等.
    """

    label: str | None = None
    title: str | None = None
    inferred_title: str = ""
    text: str = ""
    deadline: str | None = None
    units: list[UnitRole] = field(default_factory=list)
    split: list[str] = field(default_factory=list)
    open_ended: bool = False

    @property
    def display_title(self) -> str:
        """What to call it: its heading, else our suggestion."""
        return self.title or self.inferred_title


@dataclass
class Group(Node):
    """（一）…活动. Label and title are None for the one group of items that hang on no group."""

    label: str | None = None
    title: str | None = None
    text: str = ""
    units: list[UnitRole] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    deadline: str | None = None
    open_ended: bool = False


@dataclass
class Requirement(Node):
    """One of the 工作要求."""

    label: str | None = None
    title: str | None = None
    text: str = ""


class SectionKind(StrEnum):
    """What a section is for; it decides how its numbers are read."""

    OPENING = "opening"
    ACTIVITIES = "activities"
    SCHEDULE = "schedule"
    REQUIREMENTS = "requirements"
    ATTACHMENTS = "attachments"
    CLOSING = "closing"
    OTHER = "other"


@dataclass
class Section(Node):
    """一、… or, without a label, the lead-in, the attachments, the signature."""

    label: str | None = None
    title: str | None = None
    kind: SectionKind = SectionKind.OTHER


@dataclass(frozen=True)
class Placeholder:
    """A hole the notice leaves open (X月, XX市委): the phrase around it, its line and place in the line."""

    phrase: str
    line: int
    start: int
    length: int


@dataclass(frozen=True)
class Unread:
    """A line that no rule could place."""

    line: int
    text: str


@dataclass(frozen=True)
class Remark:
    """Something the person who confirms should look at. ``line`` is 0 for the notice as a whole."""

    code: str
    text: str
    line: int = 0


@dataclass
class Proposal:
    """All that was read from a notice, before anybody confirmed anything."""

    title: Title = field(default_factory=Title)
    document_number: str | None = None
    phases: list[Phase] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    requirements: list[Requirement] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    placeholders: list[Placeholder] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    source: list[str] = field(default_factory=list)
    """Every physical line as it stood, blank ones too: line n is ``source[n - 1]``."""

    @property
    def items(self) -> list[Item]:
        """All items, in order."""
        return [item for group in self.groups for item in group.items]

    @property
    def units(self) -> list[str]:
        """Each unit's name once, in the order of first mention. Leaders are people and not among them."""
        named = [
            role
            for group in self.groups
            for role in [*group.units, *(role for item in group.items for role in item.units)]
        ]
        return list(dict.fromkeys(role.name for role in named if not role.is_person))
