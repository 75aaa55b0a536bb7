"""The lines of a notice, each with a copy for matching that has the same length as the original."""

import re
from dataclasses import dataclass, field

# Full-width ASCII and the many blanks become their plain kin, one character for one character, so that a
# position found in the folded copy is the same position in the source.
_FOLD: dict[int, int | str] = {0xFF01 + i: 0x21 + i for i in range(94)}
_FOLD |= dict.fromkeys(map(ord, "\u3000\u2003\u2002\u2009\u00a0\u200b\u200c\u200d\u2060\ufeff\t\v\f"), " ")
_FOLD |= {ord("﹒"): ".", ord("﹑"): "、", ord("〔"): "〔", ord("﹙"): "(", ord("﹚"): ")", ord("∶"): ":"}
_BLANKS = " \t\v\f\r\u3000\u2003\u2002\u2009\u00a0\u200b\u200c\u200d\u2060\ufeff"


def fold(text: str) -> str:
    """The text for matching: plain brackets, digits and blanks; the length stays."""
    return text.translate(_FOLD)


def strip(text: str) -> str:
    """The text without the blanks that Word and web pages leave around it."""
    return text.strip(_BLANKS)


@dataclass(frozen=True)
class Line:
    """One physical line: its number in the source (from 1) and its text without outer blanks.

    ``raw`` keeps the blanks: an empty first cell of a table is one.
    """

    number: int
    text: str
    folded: str = field(repr=False, compare=False, default="")
    raw: str = field(repr=False, compare=False, default="")

    @classmethod
    def of(cls, number: int, text: str) -> "Line":
        """A line with its folded copy."""
        bare = strip(text)
        return cls(number, bare, fold(bare), text)


def physical(text: str) -> list[str]:
    """Every line of a text, blank ones too, as they stand; Word's soft breaks end one like any other break."""
    return re.split("\r\n|[\n\r\v\u2028\u2029]", text)


def lines_of(text: str) -> list[Line]:
    """The non-blank lines of a text. Numbers count every physical line, blank ones too."""
    return [line for number, raw in enumerate(physical(text), start=1) if (line := Line.of(number, raw)).text]
