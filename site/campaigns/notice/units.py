"""Who answers for what: 责任单位：A、B; 牵头单位：A；配合单位：B; （责任单位：A，B）; （A牵头，B配合）."""

import re
from dataclasses import dataclass, field

from .lines import fold, strip
from .quotes import cut
from .tree import PEOPLE_ROLES, UnitRole

_DUTIES = "牵头|责任|配合|协助|协办|主办|承办|实施|落实|参与|参加|负责|支持|指导|协同"
_BODIES = "单位|部门|处室|科室|股室|庭室|室组|支部|学院|机构|主体"
DEADLINES = ("完成时限", "完成时间", "完成期限", "时限要求", "办结时限", "报送时限", "截止时间", "截止日期")


def _spaced(words: str) -> str:
    """A pattern for the words, also written with blanks between the characters (责 任 单 位)."""
    return "|".join(" *".join(word) for word in words.split("|"))


_ROLE = rf"(?:{_spaced(_DUTIES)}) *(?:{_spaced(_BODIES)})|{_spaced('|'.join(PEOPLE_ROLES))}"
ROLE = re.compile(_ROLE)
# A role opens a clause only at the beginning, after a stop, a blank or a bracket: never inside a sentence.
_CLAUSE = re.compile(
    rf"(?:^|(?<=[ 。;,(、!?]))({_ROLE}|{_spaced('|'.join(DEADLINES))})(?:\([^()]{{1,12}}\))? *:"
)
_BARE = re.compile(rf"({_ROLE}) +(?=\S)")
_AS = re.compile(r"^(.+?)[（(](牵头|配合|负责|主办|承办|协办)(?:单位|部门|落实)?[）)]$")
_PROSE = re.compile(r"\(([^()]{2,80}?)\)[。;. ]*$")
_VERBS = {**{verb: f"{verb}单位" for verb in ("牵头", "配合", "主办", "承办", "协办")}, "负责": "责任单位"}
_VERB = re.compile(
    r"(?:按职责分工|分别|具体|共同|分工|组织)?(牵头|配合|主办|承办|协办|负责)(?:负责|落实|实施)?$"
)
_WIDE_BLANK = re.compile(r" {2,}|(?<=[^\x00-\x7f]{2}) (?=[^\x00-\x7f]{2})")
_BODY = re.compile(
    r"^(?=.{2,20}$)(?:各.+|.*(?:[部室处科院庭局委会办组团站所馆校系社队厅联课股乡镇村企店]|中心|支部|单位|公司|学院|机关|部门|班级|街道)(?:（.*）)?)$"
)
_AND_SO_ON = re.compile(r"等(?:各|有关|相关)*(?:部门|单位|处室|科室)?$")


@dataclass
class Clause:
    """What a line says about responsibility. ``start``: where in the line it begins, brackets included."""

    start: int
    units: list[UnitRole] = field(default_factory=list)
    deadline: str | None = None
    open_ended: bool = False
    continues: bool = False


def clause_in(text: str) -> Clause | None:
    """The responsibility clause that ends a line, or None where the line has no such clause.

    ``continues`` is set where the names plainly go on in the next line (an empty list, a trailing 、).
    """
    folded = fold(text)
    found = _CLAUSE.search(folded)
    if not found and (bare := _BARE.match(folded)) and len(text) <= 40 and not re.search("[。,]", folded):
        found = bare
    if not found:
        return _prose(text, folded)
    start = found.start()
    if start and folded[start - 1] == "(":
        start -= 1
    heads = [found, *_CLAUSE.finditer(folded, found.end())]
    ends = [head.start() for head in heads[1:]] + [len(text)]
    clause = Clause(start)
    for head, end in zip(heads, ends, strict=True):
        value = _bare_value(text[head.end() : end])
        if "。" in value:
            return None  # a sentence about responsible units, not a list of them
        _take(clause, head[1].replace(" ", ""), value)
        clause.continues = not value or text[end - 1] in "、，,"
    return clause


def split_names(text: str) -> tuple[list[str], bool]:
    """The names in a list, and whether it ends with 等.

    、 ， ； / and wide blanks separate, except inside “ ”, 《 》 and （ ）: “送温暖、献爱心”活动组 is one name.
    """
    names: list[str] = []
    for piece in cut(text, "、，,；;/／\t\u3000\u2003"):
        names += [piece] if "“" in piece or "《" in piece else _WIDE_BLANK.split(piece)
    bare = [name for name in (strip(name).strip("。.：: ") for name in names) if name]
    open_ended = bool(bare and _AND_SO_ON.search(bare[-1]))
    if open_ended:
        bare[-1] = _AND_SO_ON.sub("", bare[-1])
    return [name for name in bare if name], open_ended


def _bare_value(text: str) -> str:
    """The names without stops, and without the bracket that closes around the whole clause."""
    value = text.rstrip("。；;，,、（( \t\u3000\u2003")
    surplus = len(re.findall("[）)]", value)) - len(re.findall("[（(]", value))
    while surplus > 0 and value.endswith(("）", ")")):
        value = value[:-1].rstrip("。；;，,、 ")
        surplus -= 1
    return strip(value)


def _take(clause: Clause, role: str, value: str) -> None:
    if role in DEADLINES:
        clause.deadline = value or clause.deadline
        return
    if role in PEOPLE_ROLES:
        names, open_ended = [strip(name) for name in cut(value, "、，,；;") if strip(name)], False
    else:
        names, open_ended = split_names(value)
    clause.open_ended |= open_ended
    for name in dict.fromkeys(names):
        # 责任单位：工会（牵头）、各部门
        other = _AS.match(name)
        clause.units.append(UnitRole(other[1], _VERBS[other[2]]) if other else UnitRole(name, role))


def _prose(text: str, folded: str) -> Clause | None:
    """（政治部牵头，机关党委、工会配合） at the end of a line."""
    if not (found := _PROSE.search(folded)):
        return None
    clause, waiting = Clause(found.start()), []
    for piece in re.split("[，,；;]", text[found.start(1) : found.end(1)]):
        bare = strip(piece).removeprefix("由")
        verb = _VERB.search(bare)
        names, open_ended = split_names(bare[: verb.start()] if verb else bare)
        waiting += names
        clause.open_ended |= open_ended
        if verb:
            clause.units += [UnitRole(name, _VERBS[verb[1]]) for name in waiting]
            waiting = []
    if waiting or not clause.units or not all(_BODY.search(unit.name) for unit in clause.units):
        return None  # （主动作为，靠前负责） names nobody
    return clause
