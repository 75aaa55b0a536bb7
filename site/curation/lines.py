"""One line of a file of existing works: a JSON object, checked before anything is made of it.

    {"kind": "essay", "title": "…", "authors": ["…"], "unit": "…", "text": "…", "created": "2021-06-18",
     "files": ["scans/1.jpg"], "summary": "…", "details": {"genre": "散文"}}

``files`` are paths beside the file of lines. Needed are kind, title, authors, unit, and a text or files.
"""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from zh.names import tidy_name

KNOWN = ("kind", "title", "authors", "unit", "text", "created", "files", "summary", "details")
_CREATED = re.compile(
    r"([0-9]{4})年?(?:[-/.]?([0-9]{1,2})月?(?:[-/.]?([0-9]{1,2})日?(?:[T ][0-9:.+Z-]+)?)?)?"
)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class BadLine(Exception):
    """The line cannot be loaded; the message says why, in the operator's language."""


@dataclass(frozen=True)
class Line:
    """A work as its line tells it. ``key`` is the SHA-256 over what it says: the same line is loaded once."""

    number: int
    key: str
    kind: str
    title: str
    authors: list[str]
    unit: str
    text: str
    created: str
    summary: str
    details: dict[str, Any]
    files: list[Path]
    unused: list[str] = field(default_factory=list)


def read_line(number: int, text: str, kinds: Mapping[str, Any], folder: Path) -> Line:
    """Check one line; ``kinds`` by code. Raises BadLine with the first thing that is wrong."""
    found = _object(text)
    kind = _text(found, "kind", 50, needed=True)
    if kind not in kinds:
        raise BadLine(
            _("The kind “%(kind)s” is not known; known are %(kinds)s.")
            % {"kind": kind, "kinds": "、".join(sorted(kinds))}
        )
    files = [_file(each, folder) for each in _list(found, "files")]
    body = _text(found, "text", None)
    if not body.strip() and not files:
        raise BadLine(_("The work has neither a text nor files."))
    details = {} if found.get("details") is None else found["details"]
    if not isinstance(details, dict):
        raise BadLine(_("“%(field)s” must be an object.") % {"field": "details"})
    if wrong := next((name for name, value in details.items() if isinstance(value, list | dict)), None):
        raise BadLine(_("“%(field)s” must be text.") % {"field": f"details.{wrong}"})
    canonical = json.dumps(
        {name: found[name] for name in KNOWN if name in found}, ensure_ascii=False, sort_keys=True
    )
    return Line(
        number=number,
        key=hashlib.sha256(canonical.encode()).hexdigest(),
        kind=kind,
        title=_text(found, "title", 255, needed=True),
        authors=_authors(found),
        unit=_text(found, "unit", 120, needed=True),
        text=body,
        created=_created(found.get("created")),
        summary=_text(found, "summary", 300),
        details=details,
        files=files,
        unused=sorted(set(found) - set(KNOWN)),
    )


def _object(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise BadLine(_("This is no JSON.")) from None
    if not isinstance(found, dict):
        raise BadLine(_("This is no JSON object with the fields of a work."))
    if _UNSTORABLE.search(json.dumps(found, ensure_ascii=False).replace("\\u0000", "\x00")):
        raise BadLine(_("It holds characters that no text can have (NUL, or half of a pair)."))
    return found


def _refuse_constant(name: str) -> Any:
    """NaN and Infinity, which Python writes and JSON does not know."""
    raise ValueError(name)


def _text(found: dict[str, Any], name: str, longest: int | None, *, needed: bool = False) -> str:
    value = found.get(name)
    if value is None:
        value = ""
    if not isinstance(value, str):
        raise BadLine(_("“%(field)s” must be text.") % {"field": name})
    if longest:  # of one line, and trimmed
        value = " ".join(value.split())
    if needed and not value:
        raise BadLine(_("“%(field)s” is missing.") % {"field": name})
    if longest and len(value) > longest:
        raise BadLine(
            _("“%(field)s” has %(length)s characters; at most %(longest)s are kept.")
            % {"field": name, "length": len(value), "longest": longest}
        )
    return value


def _list(found: dict[str, Any], name: str) -> list[Any]:
    value = found.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        raise BadLine(_("“%(field)s” must be a list.") % {"field": name})
    return value


def _authors(found: dict[str, Any]) -> list[str]:
    names = _list(found, "authors")
    if not all(isinstance(name, str) and name.strip() for name in names):
        raise BadLine(_("“%(field)s” must be a list of names.") % {"field": "authors"})
    if not names:
        raise BadLine(_("“%(field)s” is missing.") % {"field": "authors"})
    tidy = [tidy_name(name) for name in names]
    if too_long := next((name for name in tidy if len(name) > 80), None):
        raise BadLine(_("The name “%(name)s…” is too long.") % {"name": too_long[:20]})
    return tidy


def _created(value: Any) -> str:
    """2021, 2021-06 or 2021-06-18, as pages keep it; a whole number is a year, 2021年6月18日 is as good."""
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value or ""
    if not text:
        return ""
    match = _CREATED.fullmatch(text.strip()) if isinstance(text, str) else None
    if match:
        year, month, day = match.groups()
        try:
            dt.date(int(year), int(month or 1), int(day or 1))
        except ValueError:
            match = None
    if not match:
        raise BadLine(
            _("“%(value)s” is no date; write 2021, 2021-06 or 2021-06-18.") % {"value": str(value)[:40]}
        )
    return "-".join([year, *(part.zfill(2) for part in (month, day) if part)])


def _file(value: Any, folder: Path) -> Path:
    if not isinstance(value, str) or not value:
        raise BadLine(_("“%(field)s” must be a list of paths.") % {"field": "files"})
    path = (folder / value).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise BadLine(_("The file “%(path)s” does not stand beside the file of works.") % {"path": value})
    try:
        there = path.is_file()
    except OSError:  # a name that the disk refuses
        there = False
    if not there:
        raise BadLine(_("The file “%(path)s” is not there.") % {"path": value})
    return path
