"""Who answers for what: 责任单位：A、B; 牵头单位：A；配合单位：B; （责任单位：A，B）; （A牵头，B配合）."""

import re
from dataclasses import dataclass, field

from .lines import fold, strip
from .phases import is_time
from .quotes import cut
from .tree import UnitRole, names_people

_DUTIES = (
    "牵头|责任|主责|配合|协助|协办|主办|承办|组织|实施|执行|落实|参与|参加|负责|支持|指导|督办|督导|协同|联合"
)
_BODIES = "单位|部门|处室|科室|股室|庭室|室组|小组|支部|学院|机构|主体"
_LEADERS = "责任|分管|牵头|督办|督导|包联|包保|主管|带队"
_PERSONS = "责任人|负责人"
DEADLINES = ("完成时限", "完成时间", "完成期限", "时限要求", "办结时限", "报送时限", "截止时间", "截止日期")


def _spaced(words: str) -> str:
    """A pattern for the words, also written with blanks between the characters (责 任 单 位)."""
    return "|".join(" *".join(word) for word in words.split("|"))


_ROLE = (
    rf"(?:{_spaced(_DUTIES)}) *(?:{_spaced(_BODIES)})|(?:{_spaced(_LEADERS)}) *[院校局处县市区]? *领 *导"
    rf"|{_spaced(_PERSONS)}"
)
ROLE = re.compile(_ROLE)
# A role opens a clause only at the beginning, after a stop, a blank or a bracket: never inside a sentence.
_CLAUSE = re.compile(
    rf"(?:^|(?<=[ 。.;,(、!?—-]))({_ROLE}|{_spaced('|'.join(DEADLINES))})(?:\([^()]{{1,12}}\))? *:"
)
_BARE = re.compile(rf"({_ROLE}) +(?=\S)")
_AS = re.compile(r"^(.+?)[（(](牵头|配合|负责|主办|承办|协办)(?:单位|部门|落实)?[）)]$")
_BRACKETS = str.maketrans("【】〖〗[]", "()()()")
_CONTACT = re.compile(r"[（(]([^（）()]*[：:][^（）()]*)[）)]$")
_LABELLED = re.compile(r"[一-鿿]{2,8} *[：:]")
_BEFORE_LABEL = re.compile(r"[ \t\u3000\u2003]+(?=[一-鿿]{2,8}[：:])")
_DONE = re.compile(r"(?:完成|办结|落实|报送)$")
_ALWAYS = re.compile(r"(?:全年|长期|持续|常态化)(?:坚持|推进|开展|落实)?")
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
    """What a line says about responsibility. ``start``: where in the line it begins, brackets included.

    ``rest`` is what stands among the names and is none: 时间：5月, 联系人：…
    """

    start: int
    units: list[UnitRole] = field(default_factory=list)
    deadline: str | None = None
    open_ended: bool = False
    continues: bool = False
    rest: list[str] = field(default_factory=list)


def clause_in(text: str) -> Clause | None:
    """The responsibility clause that ends a line, or None where the line has no such clause.

    ``continues`` is set where the names plainly go on in the next line (an empty list, a trailing 、).
    """
    folded = fold(text).translate(_BRACKETS)
    found = _CLAUSE.search(folded)
    if not found and (bare := _BARE.match(folded)) and len(text) <= 40 and not re.search("[。,]", folded):
        found = bare
    if not found:
        return _prose(text, folded)
    start, before = _opening(folded, found.start())
    heads = [found, *_CLAUSE.finditer(folded, found.end())]
    ends = [head.start() for head in heads[1:]] + [len(text)]
    clause = Clause(start)
    if lead := strip(text[before : found.start()]).rstrip("，,；; "):
        clause.rest.append(lead)
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
    bare = [name for name in (strip(name).strip("。.．：: ") for name in names) if name]
    open_ended = bool(bare and _AND_SO_ON.search(bare[-1]))
    if open_ended:
        bare[-1] = _AND_SO_ON.sub("", bare[-1])
    return [name for name in bare if name], open_ended


def _opening(folded: str, start: int) -> tuple[int, int]:
    """Where the clause's bracket opens, and where the words in front of the role begin: （5月底前，责任单位：A）."""
    opened = folded.rfind("(", 0, start)
    closes = folded.rstrip("。;,. ").endswith(")")
    if opened < 0 or ")" in folded[opened:start] or not (closes or opened == start - 1):
        return start, start
    return opened, opened + 1


def _bare_value(text: str) -> str:
    """The names without stops, and without the bracket that closes around the whole clause."""
    value = text.rstrip("。；;，,、（(【[ \t\u3000\u2003")
    surplus = len(re.findall("[）)】〗\\]]", value)) - len(re.findall("[（(【〖\\[]", value))
    while surplus > 0 and value.endswith(("）", ")", "】", "〗", "]")):
        value = value[:-1].rstrip("。；;，,、 ")
        surplus -= 1
    return strip(value)


def _take(clause: Clause, role: str, value: str) -> None:
    if role in DEADLINES:
        clause.deadline = value or clause.deadline
        return
    names: list[str] = []
    people = names_people(role)
    value = _BEFORE_LABEL.sub("；", value)
    for piece in cut(value, "；;，," if people else "；;，,\t\u3000\u2003"):
        if _LABELLED.match(strip(piece)):
            clause.rest.append(strip(piece))
        elif people:
            names += [strip(name) for name in cut(piece, "、") if strip(name)]
        else:
            found, open_ended = split_names(piece)
            names += found
            clause.open_ended |= open_ended
    for name in dict.fromkeys(names):
        if contact := _CONTACT.search(name):
            clause.rest.append(contact[1])
            name = name[: contact.start()]
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
        when = _DONE.sub("", bare)
        if is_time(when) or _ALWAYS.fullmatch(bare):
            clause.deadline = when
            continue
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
