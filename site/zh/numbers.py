"""Other spellings of a number, a year or a day: 2021 is 二〇二一, 100周年 is 百年, 七一 is 7月1日, 2021-07-01 is 2021年7月1日.

A small and exact list: each rule only turns a spelling into one that means the same.
"""

import re

_DIGITS = "〇一二三四五六七八九"
_NUMERAL = f"{_DIGITS}十百千零两"
_COUNTED = "周年|年|月|日|届|次|大|期|号|级|条|名|个|周|天|岁|篇|幅|件"

_ARABIC_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
_CHINESE_YEAR = re.compile(f"(?<![{_NUMERAL}])[一二][{_DIGITS}]{{3}}(?![{_NUMERAL}])")
_SPOKEN_YEAR = re.compile(f"(?<![{_NUMERAL}])[一二][零{_DIGITS}]{{3}}(?![{_NUMERAL}])")  # 二零二一
_MONTH, _DAY = "(0?[1-9]|1[0-2])", "(0?[1-9]|[12]\\d|3[01])"
_DATE = re.compile(
    rf"([12]\d{{3}})(?: {_MONTH}(?: {_DAY})?|年{_MONTH}月(?:{_DAY}日)?)"
)  # 2021-07-01 folds to 2021 07 01
_DAY_AS_SAID = re.compile(r"(?<=月)(\d{1,2}|[一二三四五六七八九十]+)号")
_NOUGHT_BEFORE = re.compile(r"(?<!\d)0(?=[1-9][月日])")
_NO_NOUGHT_BEFORE = re.compile(r"(?<!\d)(?=[1-9][月日])")
_ARABIC_COUNT = re.compile(rf"(?<!\d)([1-9]\d{{0,3}})(?={_COUNTED})")
_CHINESE_COUNT = re.compile(f"(?<![{_NUMERAL}])([{_NUMERAL}]+)(?={_COUNTED})")
_CENTURY = re.compile(rf"(?<![\d{_NUMERAL}])(?:100|一百|百)(?:周年|年)(?!代)")
_CENTURIES = ("100周年", "一百周年", "百年", "百周年", "100年", "一百年")
_CONGRESS = re.compile(rf"^(?:中国共产党|中共|党的)?第?([{_NUMERAL}]+)(?:大|次全国代表大会)$")
_PLENUM = re.compile(
    rf"^(?:中国共产党|中共|党的)?第?([{_NUMERAL}]+)届"
    rf"(?:([一二三四五六七八九])中全会|中央委员会第([一二三四五六七八九])次全体会议)$"
)
_ONE = "([一二三四五六七八九])"
_NUMBER = re.compile(f"(?:{_ONE}千)?(?:{_ONE}百)?(?:{_ONE}?(十))?{_ONE}?")
_ZERO_AT_EDGE = re.compile(f"(?<=[{_DIGITS}])[o0]+$|^[o0]+(?=[{_DIGITS}])")

DAYS = (
    ("七一", "7月1日", "七月一日", "7 1", "建党节", "建党日"),
    ("八一", "8月1日", "八月一日", "8 1", "建军节"),
    ("十一", "10月1日", "十月一日", "国庆", "国庆节"),
    ("五一", "5月1日", "五月一日", "5 1", "劳动节", "国际劳动节"),
    ("五四", "5月4日", "五月四日", "5 4", "青年节"),
    ("九一八", "9月18日", "九月十八日", "9 18"),
    ("一二九", "12月9日", "十二月九日", "12 9"),
    ("12月4日", "十二月四日", "国家宪法日", "宪法日"),
    ("12月13日", "十二月十三日", "国家公祭日"),
    ("9月3日", "九月三日", "抗战胜利纪念日", "抗日战争胜利纪念日"),
)
"""Days that go by several names, in folded spelling (``7 1`` is what 7·1 folds to)."""


def variants(term: str) -> list[str]:
    """Other spellings of the folded ``term`` that mean the same, without itself."""
    found: list[str] = []
    plain = _plain(term)
    for group in DAYS:
        if plain in group:
            found += group
    found += _assemblies(_to_chinese(plain))
    for spelling in (plain, _to_chinese(plain), _to_arabic(plain)):
        found.append(spelling)
        found.append(_to_chinese(spelling, counts=False))
        if century := _CENTURY.search(spelling):
            head, tail = spelling[: century.start()], spelling[century.end() :]
            found += [head + words + tail for words in _CENTURIES]
    found.append(_ZERO_AT_EDGE.sub(lambda zeros: "〇" * len(zeros[0]), term))
    found += _in_numbers(_to_arabic(plain))
    found += [_CHINESE_YEAR.sub(lambda year: year[0].replace("〇", "零"), spelling) for spelling in found]
    return [word for word in dict.fromkeys(found) if word != term]


def chinese_number(number: int) -> str:
    """1 to 9,999 as it is read: 100 is 一百, 105 is 一百零五, 12 is 十二. Raises ValueError outside."""
    if not 0 < number < 10_000:
        raise ValueError(f"{number} is not between 1 and 9999")
    words = ""
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            words += _DIGITS[digit] + unit
        elif words and not words.endswith("零") and number % place:
            words += "零"
    return words[1:] if words.startswith("一十") else words


def arabic_number(words: str) -> int | None:
    """What a Chinese numeral below 10,000 says, or None where it is none: 一百零五 is 105, 二〇二一 is 2021."""
    if all(char in _DIGITS for char in words):
        return int("".join(str(_DIGITS.index(char)) for char in words))
    plain = words.replace("两", "二").replace("零", "").replace("〇", "")
    match = _NUMBER.fullmatch(plain)
    if plain.startswith("百"):
        return arabic_number("一" + words)
    if not match:
        return None
    thousands, hundreds, tens, ten, ones = match.groups()
    if ten and not tens:
        tens = "一"
    return _digit(thousands) * 1000 + _digit(hundreds) * 100 + _digit(tens) * 10 + _digit(ones)


def _digit(char: str | None) -> int:
    return _DIGITS.index(char) if char else 0


def _assemblies(term: str) -> list[str]:
    """The names of a Party congress or of a plenum; 二十大 is no plenum of the 二十届."""
    congress = _CONGRESS.match(term)
    if congress and (arabic_number(congress[1]) or 0) > 10:  # 十大 is "the ten greatest"
        return [f"{congress[1]}大", f"第{congress[1]}次全国代表大会"]
    if plenum := _PLENUM.match(term):
        which, session = plenum[1], plenum[2] or plenum[3]
        return [f"{which}届{session}中全会", f"第{which}届中央委员会第{session}次全体会议"]
    return []


def _plain(term: str) -> str:
    """A date as it is mostly printed: 2021-07-01, 二零二一年07月01号 are 2021年7月1日, 二〇二一年7月1日."""
    plain = _SPOKEN_YEAR.sub(lambda year: year[0].replace("零", "〇"), term)
    plain = _NOUGHT_BEFORE.sub("", _DAY_AS_SAID.sub(r"\1日", plain))
    if date := _DATE.fullmatch(plain):
        year, *rest = filter(None, date.groups())
        plain = f"{year}年" + "".join(
            f"{int(number)}{unit}" for number, unit in zip(rest, "月日", strict=False)
        )
    return plain


def _in_numbers(plain: str) -> list[str]:
    """How forms and file names write a date: with noughts, and in numbers alone. A month in numbers has its nought, or
    2021 1 would be 2021 12, too."""
    if "月" not in plain:
        return []
    found = [_NO_NOUGHT_BEFORE.sub("0", plain)]
    if date := _DATE.fullmatch(plain):
        year, month, *day = (int(number) for number in filter(None, date.groups()))
        found.append(" ".join([str(year), *(f"{number:02}" for number in (month, *day))]))
        found += [f"{year} {month} {day[0]}"] if day else []
    return found


def _to_chinese(term: str, *, counts: bool = True) -> str:
    spelled = _ARABIC_YEAR.sub(lambda year: "".join(_DIGITS[int(digit)] for digit in year[0]), term)
    if counts:
        spelled = _ARABIC_COUNT.sub(lambda count: chinese_number(int(count[1])), spelled)
    return spelled


def _to_arabic(term: str) -> str:
    def count(words: re.Match[str]) -> str:
        number = arabic_number(words[1])
        return words[0] if number is None else str(number)

    spelled = _CHINESE_YEAR.sub(lambda year: str(arabic_number(year[0])), term)
    return _CHINESE_COUNT.sub(count, spelled)
