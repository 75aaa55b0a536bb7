"""The word list as CSV: read with a preview that says what each row would do, and written."""

import csv
import io
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Role, has_role
from audit import trail
from submissions.errors import NotPossible
from submissions.models import Word

COLUMNS = ("错误", "正确", "级别", "说明", "例外")
LEVELS = {"严重": Word.Level.SERIOUS, "可能": Word.Level.LIKELY, "文风": Word.Level.STYLE}
NAMES = {level: name for name, level in LEVELS.items()}
MOST = 5000
_FORMULA = tuple("=+-@\t\r")


@dataclass(frozen=True)
class Row:
    """``does`` is new, changed, same or wrong; ``error`` says why."""

    number: int
    word: Word
    does: str
    error: str = ""


def decode(data: bytes) -> str:
    """UTF-8, with or without its mark, else GB18030. Raises NotPossible where it is neither."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotPossible(_("This file is no text in UTF-8 or GB18030."))


def read(text: str) -> list[Row]:
    """What each row of the list would do; one query. Raises NotPossible where it is no list at all."""
    try:
        lines = list(csv.reader(io.StringIO(text)))
    except csv.Error as error:
        raise NotPossible(_("This file cannot be read as CSV.")) from error
    if not lines or lines[0][:2] != list(COLUMNS[:2]):
        told = _("The first row must name the columns: %(columns)s.")
        raise NotPossible(told % {"columns": "、".join(COLUMNS)})
    if len(lines) > MOST:
        raise NotPossible(_("At most %(most)s rows at a time.") % {"most": MOST})
    standing = {word.wrong: word for word in Word.objects.all()}
    rows, seen = [], set[str]()
    for number, cells in enumerate(lines[1:], 2):
        if not any(cell.strip() for cell in cells):
            continue
        row = _row(number, [_plain(cell) for cell in cells], standing)
        if row.word.wrong in seen and not row.error:
            row = Row(number, row.word, "wrong", _("This word stands in the list twice."))
        seen.add(row.word.wrong)
        rows.append(row)
    return rows


def take(text: str, *, by: User) -> int:
    """Take the good rows of a list over, and return how many are new or changed. Raises PermissionDenied for whoever
    is no curator."""
    if not has_role(by, Role.CURATOR):
        raise PermissionDenied
    words = [row.word for row in read(text) if row.does in ("new", "changed")]
    with transaction.atomic():
        for word in words:
            word.save()
        trail.record("words.imported", by=by, subject="words:", rows=len(words))
    return len(words)


def write() -> bytes:
    """The list as CSV in UTF-8 with its mark, so that Excel and WPS read it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for word in Word.objects.all():
        cells = (word.wrong, word.right, NAMES[Word.Level(word.level)], word.note, "|".join(word.phrases))
        # A cell that begins like a formula is not one.
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])
    return out.getvalue().encode("utf-8-sig")


def _plain(cell: str) -> str:
    return cell[1:].strip() if cell[:1] == "'" and cell[1:].startswith(_FORMULA) else cell.strip()


def _row(number: int, cells: list[str], standing: dict[str, Word]) -> Row:
    wrong, right, level, note, exceptions = (*cells, *[""] * 5)[:5]
    old = standing.get(wrong)
    kept = LEVELS.get(level or "可能", level)
    exceptions = "\n".join(part.strip() for part in exceptions.split("|") if part.strip())
    word = Word(
        pk=old.pk if old else None, wrong=wrong, right=right, level=kept, note=note, exceptions=exceptions
    )
    try:
        word.full_clean(validate_unique=False)
    except ValidationError as error:
        return Row(number, word, "wrong", " ".join(error.messages))
    if old is None:
        return Row(number, word, "new")
    same = (
        all(getattr(old, name) == getattr(word, name) for name in ("right", "level", "note"))
        and old.phrases == word.phrases
    )
    return Row(number, word, "same" if same else "changed")
