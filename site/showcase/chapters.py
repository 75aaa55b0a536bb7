"""The chapters of a recording: an editor writes them as lines, ``03:20 导言``; pages, players and search read them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from media_library.ingest.captions import Cue, as_webvtt
from showcase import clock, timed
from showcase.content import Chapter

MOST = 100
LONGEST = 80


def read(text: str) -> list[Chapter]:
    """The chapters that the lines tell. Raises ValidationError with a sentence for each line at fault."""
    return timed.read(
        text,
        _title,
        wrong=_("first the time, then the title, as in “03:20 Introduction”."),
        most=_("More than %(most)s chapters are none.") % {"most": MOST},
        limit=MOST,
    )


def _title(words: str) -> dict[str, str]:
    if len(words) > LONGEST:
        raise forms.ValidationError(
            _("the title has more than %(longest)s characters.") % {"longest": LONGEST}
        )
    return {"title": words}


def as_lines(chapters: Iterable[Chapter]) -> str:
    """The chapters as an editor writes them."""
    return "\n".join(f"{clock.write(each['at'])} {each['title']}" for each in chapters)


class ChaptersField(timed.TimedField):
    """Lines of a time and a title."""

    read = staticmethod(read)
    as_lines = staticmethod(as_lines)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=gettext_lazy("chapters"),
            help_text=gettext_lazy(
                "One chapter a line, the time first: “03:20 Introduction”. Times are those of the first recording."
            ),
            **kwargs,
        )


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
