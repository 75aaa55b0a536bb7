"""Which page of the handout belongs to which second of a recording: an editor writes lines, ``03:20 2``."""

import re
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from showcase import clock, timed
from showcase.content import Content, Medium, Slide

MOST = 200
_PAGE = re.compile(r"(?:第\s*)?(\d{1,3})(?:\s*页)?")


def read(text: str) -> list[Slide]:
    """The changes that the lines tell. Raises ValidationError with a sentence for each line at fault."""
    return timed.read(
        text,
        _page,
        wrong=_("first the time, then the page, as in “03:20 2”."),
        most=_("More than %(most)s changes are too many.") % {"most": MOST},
        limit=MOST,
    )


def _page(words: str) -> dict[str, int]:
    found = _PAGE.fullmatch(words)
    if found is None or int(found[1]) == 0:
        raise ValueError(words)
    return {"page": int(found[1])}


def as_lines(slides: Sequence[Slide]) -> str:
    """The changes as an editor writes them."""
    return "\n".join(f"{clock.write(each['at'])} {each['page']}" for each in slides)


class SlidesField(timed.TimedField):
    """Lines of a time and a page."""

    read = staticmethod(read)
    as_lines = staticmethod(as_lines)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=gettext_lazy("pages in step"),
            help_text=gettext_lazy(
                "One change a line, the time first, then the page of the handout (a PDF): “03:20 2”. "
                "The page then stands beside the recording."
            ),
            **kwargs,
        )


def beyond(slides: Sequence[Slide], seconds: float | None, pages: int) -> str:
    """A sentence where a change comes when the recording is over, or to a page that there is not; else empty."""
    for number, each in enumerate(slides, start=1):
        if seconds is None or each["at"] >= seconds:
            return _("Change %(number)s: the recording is over by then.") % {"number": number}
        if each["page"] > pages:
            return _("Change %(number)s: the handout has no page %(page)s.") % {
                "number": number,
                "page": each["page"],
            }
    return ""


def handout_of(content: Content) -> Medium | None:
    """The document whose pages stand beside the recording: the first that has some."""
    return next((each for each in content["media"] if each["pages"]), None)


def in_step(content: Content) -> list[dict[str, Any]]:
    """The changes, each with the picture of its page; nothing where there is no handout or nobody set times."""
    handout = handout_of(content)
    pages = handout["pages"] if handout else []
    return [
        {**each, "picture": pages[each["page"] - 1]}
        for each in content.get("slides", [])
        if each["page"] <= len(pages)
    ]
