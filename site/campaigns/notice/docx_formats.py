"""How Word writes the number of an automatic list (ECMA-376, 17.18.59): 一, ①, １, 甲, IV …"""

_HAN = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_COUNTING = {
    *("chineseCounting", "chineseCountingThousand", "japaneseCounting", "japaneseDigitalTenThousand"),
    *("taiwaneseCounting", "taiwaneseCountingThousand", "koreanCounting"),
}


def written(value: int, style: str) -> str:
    """The number in a list's style. A style that we do not know is written in digits."""
    value = max(0, min(value, 99999))
    if style in _COUNTING:
        return han(value)
    if style == "ideographDigital" or style == "taiwaneseDigital":
        return "".join(_HAN[int(digit)] for digit in str(value))
    if style == "chineseLegalSimplified":
        return han(value, _LEGAL, "拾佰仟万")
    if style == "decimalFullWidth" or style == "decimalFullWidth2":
        return "".join(chr(ord("０") + int(digit)) for digit in str(value))
    if style in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 1 <= value <= 20:
        return chr(ord("①") + value - 1)
    if style == "decimalEnclosedParen" and 1 <= value <= 20:
        return chr(ord("⑴") + value - 1)
    if style == "decimalEnclosedFullstop" and 1 <= value <= 20:
        return chr(ord("⒈") + value - 1)
    if style == "ideographTraditional" and 1 <= value <= 10:
        return _STEMS[value - 1]
    if style == "ideographZodiac" and 1 <= value <= 12:
        return _BRANCHES[value - 1]
    if style == "decimalZero":
        return f"{value:02d}"
    if style in ("lowerLetter", "upperLetter") and value:
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 % 32 + 1)
        return letter if style == "lowerLetter" else letter.upper()
    if style in ("lowerRoman", "upperRoman") and 0 < value < 4000:
        return _roman(value) if style == "lowerRoman" else _roman(value).upper()
    return str(value)


def han(value: int, digits: str = _HAN, powers: str = "十百千万") -> str:
    """A number as it is counted: 十, 十一, 二十, 一百零三, 一千零二十.

    >>> [han(n) for n in (10, 11, 20, 103)]
    ['十', '十一', '二十', '一百零三']
    """
    if value == 0:
        return "零"
    parts: list[str] = []
    gap = False
    for power in range(4, -1, -1):
        digit = value // 10**power % 10
        if digit:
            if gap and parts:
                parts.append("零")
            gap = False
            parts.append(digits[digit] + (powers[power - 1] if power else ""))
        elif parts:
            gap = True
    text = "".join(parts)
    return text[1:] if text.startswith("一十") else text


def _roman(value: int) -> str:
    text = ""
    for number, letters in _ROMAN:
        text += letters * (value // number)
        value %= number
    return text
