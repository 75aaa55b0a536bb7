"""From raw rows to people: cleaned, with everything named that is wrong with a row."""

import re
import unicodedata
from dataclasses import dataclass, field

from django.contrib.auth.validators import UnicodeUsernameValidator
from django.utils.translation import gettext as _

from accounts.models import Membership
from accounts.staff.sheet import Raw, Table

NUMBER_LENGTH = 40
NAME_LENGTH = 80
UNIT_LENGTH = 120
MEMBER, LIAISON = Membership.Role.MEMBER.value, Membership.Role.LIAISON.value

_HAN = r"\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_MEMBERS = {"", "成员", "干警", "普通", "普通成员", "投稿人", "member"}
_LIAISONS = {"联络员", "部门联络员", "单位联络员", "liaison"}
_BRANCH_LIAISONS = {"支部联络员", "党支部联络员", "branchliaison"}
_VALID = re.compile(UnicodeUsernameValidator.regex)


@dataclass
class Entry:
    """Somebody on the sheet. ``units`` leads from a unit's name to the role there; None: the sheet does not say."""

    line: int
    sheet: str
    number: str
    name: str
    units: dict[str, str | None]
    numeric: bool = False
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def entries(table: Table) -> list[Entry]:
    """Everybody on the sheet, in its order, each with what is wrong and what was put right."""
    found = [_entry(raw, roles="role" in table.columns) for raw in table.rows]
    standing: dict[str, list[int]] = {}
    for each in found:
        standing.setdefault(key(each.number), []).append(each.line)
    padded = {len(each.number) for each in found if each.number.startswith("0") and not each.numeric}
    for each in found:
        if each.number and len(same := standing[key(each.number)]) > 1:
            lines = "、".join(map(str, same[:5]))
            each.problems.append(
                _("The staff number stands more than once: rows %(rows)s.") % {"rows": lines}
            )
        if each.numeric and padded and len(each.number) < max(padded):
            each.problems.append(
                _(
                    "The staff number is stored as a number and may have lost its zeros; format the column as text."
                )
            )
    return found


def key(number: str) -> str:
    """By which numbers are equal: a12 is A12."""
    return number.casefold()


def _entry(raw: Raw, roles: bool) -> Entry:
    number = re.sub(r"\s", "", unicodedata.normalize("NFKC", raw.number))
    name = _closed(raw.name)
    entry = Entry(raw.line, raw.sheet, number, name, {}, numeric="number" in raw.marks)
    if number != raw.number:
        entry.notes.append(_("wide digits or spaces put right in the staff number"))
    if name != raw.name:
        entry.notes.append(_("spaces taken out of the name"))
    for column in ("number", "name"):
        if f"merged:{column}" in raw.marks:
            entry.problems.append(
                _(
                    "Staff number or name stands in merged cells. Please unmerge them: one row for each person."
                )
            )
    _check_number(entry, raw)
    if not name:
        entry.problems.append(_("The name is missing."))
    elif len(name) > NAME_LENGTH:
        entry.problems.append(_("The name has more than %(limit)d characters.") % {"limit": NAME_LENGTH})
    _place(entry, raw, roles)
    return entry


def _check_number(entry: Entry, raw: Raw) -> None:
    if not entry.number:
        entry.problems.append(_("The staff number is missing."))
    elif "inexact" in raw.marks:
        entry.problems.append(
            _("The staff number is stored as a number and has lost digits; format the column as text.")
        )
    elif len(entry.number) > NUMBER_LENGTH or not _VALID.match(entry.number):
        entry.problems.append(
            _("The staff number may have digits, Latin letters, and @ . + - _ between them.")
        )


def _place(entry: Entry, raw: Raw, roles: bool) -> None:
    """The units, with the role in each."""
    words = {re.sub(r"\s", "", word).casefold() for word in re.split(r"[、，,；;\n]", raw.role)}
    for word in sorted(words - _MEMBERS - _LIAISONS - _BRANCH_LIAISONS):
        entry.problems.append(
            _(
                "“%(role)s” is no role of this sheet: leave it empty, or write 联络员 or 支部联络员. Other roles are given in Accounts."
            )
            % {"role": word[:20]}
        )
    for text, liaisons in ((raw.units, _LIAISONS), (raw.branches, _BRANCH_LIAISONS)):
        names = [_closed(name) for name in re.split(r"[、，,；;/／\n]", text)]
        for name in filter(None, names):
            if len(name) > UNIT_LENGTH:
                entry.problems.append(_("The name of a unit is too long."))
            role = (LIAISON if words & liaisons else MEMBER) if roles else None
            entry.units[name] = LIAISON if LIAISON in (role, entry.units.get(name)) else role
        if words & liaisons and not any(names):
            entry.problems.append(_("A liaison needs the unit that they are liaison of."))
    if not entry.units:
        entry.problems.append(_("The unit is missing."))


def _closed(text: str) -> str:
    """Without spaces beside Chinese characters (张　三); between Latin words one stays."""
    text = re.sub(r"\s+", " ", text).strip()
    return re.sub(rf"(?<=[{_HAN}]) | (?=[{_HAN}])", "", text)
