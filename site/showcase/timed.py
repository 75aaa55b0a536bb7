"""Lines that begin with a place in a recording, as an editor writes them: chapters, pages in step."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from showcase import clock

Make = Callable[[str], Any]
"""What a row says after its time, without ``at``. Raises ValueError where it says nothing of the kind, ValidationError
with a sentence where it says too much."""

_LINE = re.compile(r"(\S+?)[\s，,、—–-]+(\S.*)")


class TimedField(forms.CharField):
    """Lines of a time and something. What is wrong is said with the number of its line."""

    widget = forms.Textarea(attrs={"rows": 6})
    read: Callable[[str], list[Any]]
    as_lines: Callable[[Any], str]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return self.as_lines(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[Any]:  # type: ignore[override]
        return self.read(str(value or ""))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(data or "").strip() != self.as_lines(initial or [])


def read(text: str, make: Make, *, wrong: str, most: str, limit: int) -> list[Any]:
    """A row for each line. Raises ValidationError with a sentence for each line at fault: ``wrong`` where there is no
    time, or nothing after it; and ``most`` where there are more than ``limit``."""
    rows: list[Any] = []
    errors = []
    for number, line in _lines(text):
        try:
            rows.append(_row(line, make, rows))
        except ValueError:
            errors.append(_line(number, wrong))
        except forms.ValidationError as error:
            errors += [_line(number, message) for message in error.messages]
    if len(rows) > limit:
        errors.append(most)
    if errors:
        raise forms.ValidationError(errors)
    return rows


def _lines(text: str) -> Iterator[tuple[int, str]]:
    return ((n, line.strip()) for n, line in enumerate(text.splitlines(), start=1) if line.strip())


def _row(line: str, make: Make, before: list[Any]) -> dict[str, Any]:
    found = _LINE.fullmatch(line)
    at = clock.read(found[1]) if found else None
    if found is None or at is None:
        raise ValueError(line)
    said = make(found[2])
    if before and at <= before[-1]["at"]:
        raise forms.ValidationError(
            _("%(time)s is not after %(before)s in the line before it.")
            % {"time": clock.write(at), "before": clock.write(before[-1]["at"])}
        )
    return {"at": at, **said}


def _line(number: int, sentence: str) -> str:
    return _("Line %(line)s: %(sentence)s") % {"line": number, "sentence": sentence}
