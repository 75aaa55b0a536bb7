"""Numbers that belong to people or cases, found in a text in linear time. Pure: text in, hits out."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a hint is about; the last four come from the files and from the contributor's own answers."""

    ID_NUMBER = "id", _("ID number")
    MOBILE = "mobile", _("mobile number")
    BANK_CARD = "card", _("bank card number")
    CASE_NUMBER = "case_number", _("case number")
    PLATE = "plate", _("number plate")
    POSITION = "position", _("where it was taken")
    PORTRAIT = "portrait", _("others' likeness")
    MINOR = "minor", _("minors")
    CASE = "case", _("cases")


@dataclass(frozen=True)
class Hit:
    """``start`` and ``end`` count characters of the text as it was given."""

    kind: Kind
    start: int
    end: int


# One character for one, so that places in the text stay: full-width forms, and what people put into numbers.
_SAME: dict[int, int | str] = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_SAME |= dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212\u00b7\u2022\u30fb"), "-")
_SAME |= dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2009\u200b\u3000\ufeff\t"), " ")

# Digits and what stands between them are disjoint, and every other repetition has an upper limit: linear time.
_RUN = re.compile(r"(?<![0-9])(?<![0-9]\.)[0-9]+(?:[ -]{1,2}[0-9]+)*(?:[ -]?[Xx](?![0-9A-Za-z]))?")
_GROUP = re.compile(r"[0-9]+|[Xx]")
_CASE = re.compile(
    r"[(〔\[] ?(?:19|20)[0-9]{2} ?[)〕\]] ?[\u4e00-\u9fff]{1,4}[0-9A-Za-z×*]{0,6}[\u4e00-\u9fff]{1,8} ?[0-9]{1,7}"
    r"(?:[-、之][0-9]{1,4}){0,3} ?号"
)
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][ -]?"
    r"(?=[A-Z0-9]{0,5}[0-9])(?:[A-HJ-NP-Z0-9]{5,6}|[A-HJ-NP-Z0-9]{4}[挂学警港澳领])(?![A-Z0-9])",
    re.IGNORECASE,
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_LONGEST = 19
_PROVINCES = {*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66)} | {
    71, 81, 82, 83,
}  # fmt: skip


def find(text: str) -> list[Hit]:
    """All hits in ``text``, by their place."""
    plain = text.translate(_SAME)
    hits = [Hit(Kind.CASE_NUMBER, *found.span()) for found in _CASE.finditer(plain)]
    hits += [Hit(Kind.PLATE, *found.span()) for found in _PLATE.finditer(plain)]
    for run in _RUN.finditer(plain):
        hits += _in_run(run)
    return sorted(hits, key=lambda hit: (hit.start, hit.end))


def _in_run(run: re.Match[str]) -> Iterator[Hit]:
    """A run may hold several numbers, and a number several groups of digits: the longest that is one wins."""
    groups = list(_GROUP.finditer(run[0]))
    at = 0
    while at < len(groups):
        found = None
        joined = ""
        for last in range(at, len(groups)):
            joined += groups[last][0].upper()
            if len(joined) > _LONGEST:
                break
            if kind := _kind(joined, len(groups[at][0])):
                found = last, Hit(kind, run.start() + groups[at].start(), run.start() + groups[last].end())
        if found:
            yield found[1]
            at = found[0]
        at += 1


def _kind(number: str, first: int) -> Kind | None:
    match len(number):
        case 18 if _is_id(number):
            return Kind.ID_NUMBER
        case 15 if number.isdigit() and int(number[:2]) in _PROVINCES and _is_day("19" + number[6:12]):
            return Kind.ID_NUMBER
        # 1949-10-01 202 is a day and a number, not a telephone.
        case 11 if re.match(r"1[3-9]", number) and first != 4:
            return Kind.MOBILE
        case 13 | 15 if re.fullmatch(r"(?:00)?861[3-9][0-9]{9}", number):
            return Kind.MOBILE
        case 16 | 17 | 18 | 19 if number.isdigit() and number[0] in "34569" and _luhn(number):
            return Kind.BANK_CARD
    return None


def _is_id(number: str) -> bool:
    if not number[:17].isdigit() or int(number[:2]) not in _PROVINCES or not _is_day(number[6:14]):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return number[17] == "10X98765432"[total % 11]


def _is_day(digits: str) -> bool:
    try:
        dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True


def _luhn(number: str) -> bool:
    doubled = [int(digit) * (1 + at % 2) for at, digit in enumerate(reversed(number))]
    return sum(digit - 9 if digit > 9 else digit for digit in doubled) % 10 == 0
