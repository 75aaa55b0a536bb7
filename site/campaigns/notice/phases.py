"""第一阶段，X月至X月底，…: the stretches of time a notice is cut into, in running text or as headings."""

import re
from dataclasses import dataclass

from .lines import fold, strip

_STAGE = r"(?:第[一二三四五六七八九十]{1,2}阶段|阶段[一二三四五六])"
_TIME_CHARACTERS = (
    r"[\dX×一二三四五六七八九十〇年月日号上中下旬底末初前后起止至到始结束—–\-~～、,.:：从自于全第季度学期"
    r"周今明本次当即“”七时点分和 ]+"
)
_TIME = re.compile(_TIME_CHARACTERS)
_TIME_WORD = re.compile(r"[年月日旬周]|季度|学期")
_INLINE = re.compile(
    rf"({_STAGE})[，：:（(、,](?:([^，。：:（()）,]{{2,16}}?)[（(，,：:])?([^，。；）),;]{{2,30}})[，。；）),;]"
)
_CALLED = re.compile(
    rf"({_STAGE})为([^，。：；,;:]{{2,16}})[，,]? *时间(?:为|是|[：:])? *([^，。；,;]{{2,30}})"
)
_TITLE_AFTER = re.compile(r"[：:，,]? *([^，。：；（）,;:()]{2,12})(?:[。；;]|$)")
_STAGE_HEAD = re.compile(rf"({_STAGE}) *[:,、]? *")
_BRACKET = re.compile(r"([^,。:;()]{2,24}?) *\(([^()]{2,40})\) *[:,。]? *")
_NAMED = re.compile(r"([^,。:;()]{2,14}阶段) *[:,] *")
_DATED = re.compile(r"([^。;:]{2,30}?) *(?:[:,]|为) *([^,。:;()]{2,20}?(?:阶段)?) *[。:;,]")


@dataclass(frozen=True)
class Stretch:
    """A phase as read: what it is called, what it is about, when (as written), and how far the words reach."""

    label: str | None
    title: str | None
    period: str
    end: int


def stage_heading(text: str) -> Stretch | None:
    """第二阶段（6月）： alone on its line, between activities."""
    if not _STAGE_HEAD.match(text) or len(text) > 60:
        return None
    stretch = stretch_heading(text, in_schedule=True)
    return stretch if stretch and not strip(text[stretch.end :]).strip("。：:）)") else None


def is_time(text: str) -> bool:
    """Whether a piece of text says nothing but when: X月至X月底, 2021年4月1日—15日, “七一”前后."""
    bare = strip(text)
    return 2 <= len(bare) <= 40 and bool(_TIME.fullmatch(fold(bare)) and _TIME_WORD.search(bare))


def stretches_in(text: str) -> list[Stretch]:
    """The 第N阶段 of a running text, in order."""
    found = [
        Stretch(match[1], _title(match[2]), strip(match[3]), match.end())
        for match in _CALLED.finditer(text)
        if is_time(match[3])
    ]
    for match in _INLINE.finditer(text):
        title, period = match[2], strip(match[3])
        if is_time(period):
            after = _TITLE_AFTER.match(text, match.end()) if not title else None
            found.append(Stretch(match[1], _title(after[1] if after else title), period, match.end()))
        elif title and is_time(title):
            found.append(Stretch(match[1], _title(period), strip(title), match.end()))
    return sorted(found, key=lambda stretch: stretch.end)


def stretch_heading(text: str, in_schedule: bool) -> Stretch | None:
    """The phase that a heading names, or None.

    第一阶段：动员部署（4月上旬） / 宣传发动阶段（4月1日至15日） / 宣传发动阶段：4月上旬 and, where the section is
    a schedule, 动员部署（4月上旬） / 4月上旬：动员部署.
    """
    folded = fold(text)
    label, offset = None, 0
    if stage := _STAGE_HEAD.match(folded):
        label, offset = text[: stage.end(1)], stage.end()
    rest, plain = text[offset:], folded[offset:]
    certain = in_schedule or label is not None
    if plain.startswith("(") and (close := plain.find(")")) > 0 and is_time(rest[1:close]):
        after = re.match(r" *[:,]? *([^,。:;()]{2,20})(?=[。:;,]|$)", plain[close + 1 :])
        title = rest[close + 1 :][after.start(1) : after.end(1)] if after else None
        reach = close + 1 + (after.end() if after else 0)
        return Stretch(label, _title(title), strip(rest[1:close]), offset + reach)
    if (found := _BRACKET.match(plain)) and is_time(rest[found.start(2) : found.end(2)]):
        title = rest[: found.end(1)]
        if certain or title.endswith("阶段"):
            return Stretch(
                label, _title(title), strip(rest[found.start(2) : found.end(2)]), offset + found.end()
            )
    if found := _NAMED.match(plain):
        period = re.split("[，。；,;]", rest[found.end() :])[0]
        if is_time(period):
            return Stretch(
                label, _title(rest[: found.end(1)]), strip(period), offset + found.end() + len(period)
            )
    if certain and (found := _DATED.match(plain + "。")) and is_time(rest[: found.end(1)]):
        return Stretch(
            label,
            _title(rest[found.start(2) : found.end(2)]),
            strip(rest[: found.end(1)]),
            offset + found.end(2),
        )
    first = re.split("[，。；,;]", rest)[0]
    if label and is_time(first):
        return Stretch(label, None, strip(first), offset + len(first))
    return None


def _title(text: str | None) -> str | None:
    return strip(text).strip("：:，,") or None if text else None
