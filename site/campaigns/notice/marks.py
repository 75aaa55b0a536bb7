"""The numbers that begin something: 一、 （一） 1. （1） ①, and the many ways people write them."""

import re
from dataclasses import dataclass
from enum import IntEnum

from .lines import Line

HAN = "一二三四五六七八九十百零〇"
_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0}


class Level(IntEnum):
    """The four levels of GB/T 9704-2012, 7.3.3, and the ringed numbers that people put below them."""

    CHAPTER = 1
    PART = 2
    NUMBER = 3
    PAREN = 4
    RING = 5


@dataclass(frozen=True)
class Mark:
    """What a line begins. ``label`` is as written, ``start`` the offset of the text behind it."""

    level: Level
    label: str
    number: int
    start: int
    regular: bool = True


_CHAPTER = re.compile(rf"([{HAN}]{{1,5}})( *[、.,:] *| +)(?=\S)")
_CHAPTER_WORD = re.compile(rf"(第[{HAN}]{{1,4}}(?:部分|[章节篇](?=[ 、:,.]))) *[、:,.]? *(?=\S)")
_PART = re.compile(rf"(\( *([{HAN}]{{1,5}}) *\)) *[、.,:]? *(?![(])")
# 活动一：科幻画比赛, as schools number what others call （一）.
_PART_WORD = re.compile(
    rf"((?:活动|任务|项目|专题|行动|板块|篇章|单元)([{HAN}]{{1,3}}))(?: *[、:.—]+ *| +)(?=\S)"
)
_PART_SIGN = re.compile(r"([㈠-㈩])[、.]? *")
# "3.5万" and "10.1" begin no item; "1.2021年5月", "3.5月底前" and "2.12.4国家宪法日" do.
_NUMBER = re.compile(
    r"(\d{1,3})( *)([.、,]{1,2})( *)(?=\S)(?:(?!\d)|(?=\d{4} *年)|(?=\d{1,2} *月)|(?=\d{1,2}\.\d{1,2}[^\d.万亿千百个%元]))"
)
_NUMBER_SPACED = re.compile(r"(\d{1,3})( *)([.、,])( +)(?=\S)")
_NUMBER_SIGN = re.compile(r"([⒈-⒛]) *(?=\S)")
_PAREN = re.compile(r"\( *(\d{1,3}) *\) *[、.]? *|(\d{1,2}) *\) *")
_PAREN_SIGN = re.compile(r"([⑴-⒇]) *")
_RING = re.compile(r"([①-⑳❶-❿]) *[、.]? *")


# 3.1 below 3., which only its neighbours tell from a decimal.
_DOTTED = re.compile(r"(\d{1,2}\.(\d{1,2})) *、? *(?=[^\d.、%万亿千百余个元倍 ])")


def with_dotted(marked: list[tuple[Line, Mark | None]]) -> list[tuple[Line, Mark | None]]:
    """The lines with 3.1, 3.2 … marked too, where they count on from 1 below a line that is numbered 3."""
    result = list(marked)
    above: int | None = None
    run: list[tuple[int, Mark]] = []

    def close() -> None:
        for index, mark in run if len(run) > 1 else []:
            result[index] = (result[index][0], mark)
        run.clear()

    for index, (line, mark) in enumerate(marked):
        if mark and mark.level <= Level.NUMBER:
            close()
            above = mark.number if mark.level is Level.NUMBER else None
        elif not mark and (found := _DOTTED.match(line.folded)) and found[1] == f"{above}.{len(run) + 1}":
            run.append((index, Mark(Level.PAREN, found[1], len(run) + 1, found.end())))
    close()
    return result


def mark_of(line: Line) -> Mark | None:
    """The mark at the beginning of a line, or None.

    一是…, 第一，…, 2021年…, 5月…, 3.5万 and 一、二审 begin nothing.
    """
    text = line.folded
    for read in (_chapter, _part, _number, _paren):
        if mark := read(text, line.text):
            return mark
    return None


def han_number(text: str) -> int:
    """一 → 1, 十二 → 12, 二十 → 20, 一百零三 → 103, 二〇 → 20."""
    if "十" not in text and "百" not in text:
        return int("".join(str(_DIGITS[character]) for character in text))
    total, digit = 0, 0
    for character in text:
        if character in "十百":
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS[character]
    return total + digit


def _chapter(text: str, source: str) -> Mark | None:
    if found := _CHAPTER_WORD.match(text):
        label = found[1]
        number = han_number(re.sub(r"第|部分|[章节篇]", "", label))
        rest = text[found.end() :]
        return Mark(Level.CHAPTER, label, number, found.end()) if 0 < len(rest) <= 40 else None
    if not (found := _CHAPTER.match(text)):
        return None
    label, separator, rest = found[1], found[2].strip(), text[found.end() :]
    number = han_number(label)
    if _begins_with_number(rest, number + 1):  # 一、二审案件; 三、四季度
        return None
    if separator != "、" and (len(rest) > 30 or re.search(r"[。;,]", rest)):
        return None
    return Mark(Level.CHAPTER, label, number, found.end(), regular=separator == "、")


def _begins_with_number(rest: str, number: int) -> bool:
    found = re.match(rf"[{HAN}]+", rest)
    return found is not None and han_number(found[0]) == number


def _part(text: str, source: str) -> Mark | None:
    if found := _PART.match(text):
        label = source[: found.end(1)]
        return Mark(Level.PART, label, han_number(found[2]), found.end(), regular=label[0] == "（")
    if (found := _PART_WORD.match(text)) and not _begins_with_number(
        text[found.end() :], han_number(found[2]) + 1
    ):
        return Mark(Level.PART, found[1], han_number(found[2]), found.end())
    if found := _PART_SIGN.match(text):
        return Mark(Level.PART, found[1], ord(found[1]) - ord("㈠") + 1, found.end(), regular=False)
    return None


def _number(text: str, source: str) -> Mark | None:
    if found := _NUMBER.match(text) or _NUMBER_SPACED.match(text):
        if found[3] == "、" and re.match(rf"{int(found[1]) + 1} *月", text[found.end() :]):
            return None  # 5、6月份
        regular = source[: found.end(3)] == f"{found[1]}."
        return Mark(Level.NUMBER, str(int(found[1])), int(found[1]), found.end(), regular)
    if found := _NUMBER_SIGN.match(text):
        number = ord(found[1]) - ord("⒈") + 1
        return Mark(Level.NUMBER, str(number), number, found.end(), regular=False)
    return None


def _paren(text: str, source: str) -> Mark | None:
    if found := _PAREN.match(text):
        number = int(found[1] or found[2])
        label = source[: found.end()].strip(" 、.．\u3000")
        return Mark(Level.PAREN, label, number, found.end())
    if found := _PAREN_SIGN.match(text):
        return Mark(Level.PAREN, found[1], ord(found[1]) - ord("⑴") + 1, found.end())
    if found := _RING.match(text):
        first = "①" if found[1] <= "⑳" else "❶"
        return Mark(Level.RING, found[1], ord(found[1]) - ord(first) + 1, found.end(), regular=False)
    return None
