"""What stands around the body: title, document number, addressee above; attachments, signature, contact below."""

import re
from dataclasses import dataclass, field

from .lines import Line
from .marks import Level, Mark
from .tree import Title
from .units import clause_in

Marked = tuple[Line, Mark | None]

_TITLE_END = re.compile(
    r"(?:通知|方案|启事|公告|倡议书|意见|办法|计划|安排|细则|通告|函|规程|章程|征稿|活动|征文|大赛|比赛|展|预案|要点|清单"
    r"|(?:分解|分工|任务|安排|进度|计划|一览)表)"
    r" *(?:\([^()]{1,12}\))?$"
)
_LETTERHEAD = re.compile(r"文件$|^(?:签发人|密级|急件|特急|加急|绝密|机密|秘密|内部|主动公开)|★|^\d{6}$")
DOCUMENT_NUMBER = r"[一-鿿A-Za-z×]{1,12} *[〔\[【(（［] *[\dX×]{4} *[〕\]】)）］] *第? *[\dX×]+ *号"
# Alone on its line, behind the letterhead, or before 签发人: one that a sentence cites is another's.
_NUMBER_LINE = re.compile(
    rf"(?:.{{0,30}}文件\s*|(?:文号|发文字号)[：:]\s*)?({DOCUMENT_NUMBER})(?=\s*$|\s*签发人)"
)
_NOISE = re.compile(r"[-—–~·. ]*\d{1,3}[-—–~·. ]*|第 *\d+ *页.{0,12}|[^\w]+")
_APPENDIX = re.compile(r"附 *件 *[\d一二三四五六七八九十]* *:?")
_ATTACHMENTS = re.compile(r"附 *件 *\d* *:")
_DATE = re.compile(
    r"(?:[\dX×]{4}|[一二三四五六七八九〇○零]{4}) *年 *[\dX×一二三四五六七八九十]{0,3} *月 *[\dX×一二三四五六七八九十]{0,3} *日"
    r"(?: *印发)?"
)
_AFTER = re.compile(
    r"\(? *(?:联系人|联系电话|联系方式|咨询电话|联 系 人|电话|邮箱|电子邮箱|投稿邮箱|此件|抄送|抄报|主送|分送|主题词|特此通知)"
)
_INFERRED = (
    re.compile(
        r"(?:组织)?(开展|举办|组织|举行)((?:(?!开展|举办|组织|举行)[^，。；：,;:\n]){2,40}?"
        r"(?:活动|行动|征文|征集|展览|展演|展播|[赛展节周月]|培训班|讲座|论坛))(?=[，。；：,;:]|的|有关|相关|事宜|$)"
    ),
    re.compile(
        r"现?就(做好|组织|开展|举办)?([^，。；：,;:\n]{4,40}?)(?:有关|相关|具体)(?:事项|工作|安排|事宜)"
    ),
)


@dataclass
class Frame:
    """The lines of a notice, dealt out to head, body and foot."""

    title: Title = field(default_factory=Title)
    document_number: str | None = None
    opening: list[Line] = field(default_factory=list)
    body: list[Marked] = field(default_factory=list)
    attachments: list[Line] = field(default_factory=list)
    closing: list[Line] = field(default_factory=list)
    appendix: list[Marked] = field(default_factory=list)
    noise: list[Line] = field(default_factory=list)


def frame_of(marked: list[Marked], begins: int) -> Frame:
    """Deal the lines out. ``begins`` is the index of the first line that is numbered or a heading."""
    frame = Frame()
    head, rest = marked[:begins], marked[begins:]
    main, frame.appendix = _without_appendix(rest)
    tail = _tail_start(main)
    frame.body, foot = main[:tail], [line for line, _ in main[tail:]]
    frame.attachments, frame.closing = _foot(foot)
    lines = [line for line, _ in head]
    frame.document_number = next(
        (found[1] for line in lines[:15] if (found := _NUMBER_LINE.match(line.text))),
        None,
    )
    titled = _title_lines(lines)
    if titled:
        numbers = [line.number for line in titled]
        value = "".join(line.text for line in titled)
        frame.title = Title(numbers[0], numbers, value, inferred=False)
    frame.opening = [line for line in lines if line not in titled]
    if not titled:
        frame.title = inferred_title(frame.opening)
    return frame


def is_noise(line: Line) -> bool:
    """A page number, or a rule drawn with signs."""
    return bool(_NOISE.fullmatch(line.folded))


def is_date(line: Line) -> bool:
    """A line that says a day and nothing else, as under a signature."""
    return bool(_DATE.fullmatch(line.folded))


def inferred_title(lines: list[Line]) -> Title:
    """What the lead-in says the notice is about: 在全院开展“…”活动 → 关于开展“…”活动的通知."""
    for line in lines:
        for pattern in _INFERRED:
            if found := pattern.search(line.text):
                return Title(line.number, [], f"关于{found[1] or '开展'}{found[2]}的通知", inferred=True)
    return Title()


def _title_lines(head: list[Line]) -> list[Line]:
    candidates: list[Line] = []
    for line in head[:15]:
        if line.folded.endswith(":") or len(line.text) > 60 or re.search("[。！；]", line.text):
            break
        candidates.append(line)
    ends = [index for index, line in enumerate(candidates) if _TITLE_END.search(line.folded.replace(" ", ""))]
    if not ends:
        return []
    end = start = ends[0]
    if end + 1 < len(candidates) and re.fullmatch(
        "的?(?:通知|方案|启事|意见|公告)", candidates[end + 1].text
    ):
        end += 1
    while start and len(candidates[start - 1].text) <= 40 and not _stands_apart(candidates[start - 1]):
        start -= 1
    return candidates[start : end + 1]


def _stands_apart(line: Line) -> bool:
    return bool(
        _LETTERHEAD.search(line.folded) or _NUMBER_LINE.match(line.text) or is_noise(line) or is_date(line)
    )


def _without_appendix(marked: list[Marked]) -> tuple[list[Marked], list[Marked]]:
    for index, (line, _) in enumerate(marked):
        if len(line.text) <= 8 and _APPENDIX.fullmatch(line.folded) and index:
            following = marked[index + 1][1] if index + 1 < len(marked) else None
            if line.folded.endswith(":") and following and following.level is Level.NUMBER:
                continue  # 附件：⏎1.任务分解表⏎2.登记表 is a list of attachments, not their text
            if any(mark for _, mark in marked[:index]):
                return marked[:index], marked[index:]
    return marked, []


def _tail_start(main: list[Marked]) -> int:
    """Where attachments, signature and contact begin: after the last thing that belongs to the plan."""
    last = 0
    for index, (line, mark) in enumerate(main):
        if (mark and mark.level <= Level.PART) or "\t" in line.text or clause_in(line.text):
            last = index
    for index in range(last + 1, len(main)):
        line = main[index][0]
        if _ATTACHMENTS.match(line.folded) or _AFTER.match(line.folded):
            return _with_issuer(main, index, last)
        if is_date(line):
            return _with_issuer(main, index, last)
    final, mark = main[-1] if main else (None, None)
    if (
        final
        and not mark
        and len(main) > 1
        and len(main) - 1 > last
        and _ISSUER.search(final.text)
        and len(final.text) <= 30
    ):
        return len(main) - 1
    return len(main)


_ISSUER = re.compile(
    r"^[^。，；：、]{2,30}(?:院|部|局|委|委员会|办公室|会|中心|学校|大学|学院|公司|支部|小组|处|科|庭|所|馆|厅|团委)$"
)


def _with_issuer(main: list[Marked], index: int, last: int) -> int:
    """The signature's lines above the date: short, unnumbered, without any stop."""
    start = index
    while start - 1 > last and index - start < 4:
        line, mark = main[start - 1]
        if mark or len(line.text) > 40 or re.search("[。，；：！]", line.text) or not is_date(main[index][0]):
            break
        start -= 1
    return start


def _foot(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    attachments: list[Line] = []
    closing: list[Line] = []
    listing = False
    for line in lines:
        if _ATTACHMENTS.match(line.folded):
            listing = True
        elif listing and not re.match(r"\d{1,2} *[.、]|《", line.folded):
            listing = False
        (attachments if listing else closing).append(line)
    return attachments, closing
