"""The chapters of a recording: an editor writes them as lines, ``03:20 导言``; pages, players and search read them."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from media_library.ingest.captions import Cue, as_webvtt
from showcase import clock
from showcase.content import Chapter

MOST = 100
LONGEST = 80
_LINE = re.compile(r"(\S+?)[\s，,、—–-]+(\S.*)")


class ChaptersField(forms.CharField):
    """Lines of a time and a title. What is wrong is said with the number of its line."""

    widget = forms.Textarea(attrs={"rows": 6})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False,
            label=gettext_lazy("chapters"),
            help_text=gettext_lazy(
                "One chapter a line, the time first: “03:20 Introduction”. Times are those of the first recording."
            ),
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        return as_lines(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[Chapter]:  # type: ignore[override]
        return read(str(value or ""))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(data or "").strip() != as_lines(initial or [])


def read(text: str) -> list[Chapter]:
    """The chapters that the lines tell. Raises ValidationError with a sentence for each line at fault."""
    chapters: list[Chapter] = []
    errors = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        found = _LINE.fullmatch(line.strip())
        at = clock.read(found[1]) if found else None
        if found is None or at is None:
            errors.append(
                _("Line %(line)s: first the time, then the title, as in “03:20 Introduction”.")
                % {"line": number}
            )
        elif len(found[2]) > LONGEST:
            errors.append(
                _("Line %(line)s: the title has more than %(longest)s characters.")
                % {"line": number, "longest": LONGEST}
            )
        elif chapters and at <= chapters[-1]["at"]:
            errors.append(
                _("Line %(line)s: %(time)s is not after %(before)s in the chapter before it.")
                % {"line": number, "time": clock.write(at), "before": clock.write(chapters[-1]["at"])}
            )
        else:
            chapters.append({"at": at, "title": found[2]})
    if len(chapters) > MOST:
        errors.append(_("More than %(most)s chapters are none.") % {"most": MOST})
    if errors:
        raise forms.ValidationError(errors)
    return chapters


def as_lines(chapters: Iterable[Chapter]) -> str:
    """The chapters as an editor writes them."""
    return "\n".join(f"{clock.write(each['at'])} {each['title']}" for each in chapters)


def beyond(chapters: list[Chapter], seconds: float | None) -> str:
    """A sentence where a chapter begins when the recording is over, or there is none; else empty."""
    if not chapters:
        return ""
    if seconds is None:
        return _("There is no recording yet to which these times could belong.")
    late = next((number for number, each in enumerate(chapters, start=1) if each["at"] >= seconds), None)
    if late is None:
        return ""
    return _("Chapter %(number)s begins at %(time)s, but the recording is over at %(end)s.") % {
        "number": late,
        "time": clock.write(chapters[late - 1]["at"]),
        "end": clock.write(seconds),
    }


def webvtt(chapters: list[Chapter], seconds: float | None) -> str:
    """The chapters as a WebVTT file, each until the next begins."""
    starts = [each["at"] for each in chapters]
    ends = [*starts[1:], max(seconds or 0.0, starts[-1] + 1)]
    return as_webvtt([Cue(each["at"], end, each["title"]) for each, end in zip(chapters, ends, strict=True)])
