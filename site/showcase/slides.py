"""Which page of the handout belongs to which second of a recording: an editor writes lines, ``03:20 2``."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from showcase import clock
from showcase.content import Content, Medium, Slide

MOST = 200
_LINE = re.compile(r"(\S+?)[\s，,、—–-]+(?:第\s*)?(\d{1,3})(?:\s*页)?")


class SlidesField(forms.CharField):
    """Lines of a time and a page. What is wrong is said with the number of its line."""

    widget = forms.Textarea(attrs={"rows": 4})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False,
            label=gettext_lazy("pages in step"),
            help_text=gettext_lazy(
                "One change a line, the time first, then the page of the handout (a PDF): “03:20 2”. "
                "The page then stands beside the recording."
            ),
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        return as_lines(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[Slide]:  # type: ignore[override]
        return read(str(value or ""))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(data or "").strip() != as_lines(initial or [])


def read(text: str) -> list[Slide]:
    """The changes that the lines tell. Raises ValidationError with a sentence for each line at fault."""
    slides: list[Slide] = []
    errors = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        found = _LINE.fullmatch(line.strip())
        at = clock.read(found[1]) if found else None
        if found is None or at is None or int(found[2]) == 0:
            errors.append(
                _("Line %(line)s: first the time, then the page, as in “03:20 2”.") % {"line": number}
            )
        elif slides and at <= slides[-1]["at"]:
            errors.append(_("Line %(line)s: its time is not after the one before it.") % {"line": number})
        else:
            slides.append({"at": at, "page": int(found[2])})
    if len(slides) > MOST:
        errors.append(_("More than %(most)s changes are too many.") % {"most": MOST})
    if errors:
        raise forms.ValidationError(errors)
    return slides


def as_lines(slides: Sequence[Slide]) -> str:
    """The changes as an editor writes them."""
    return "\n".join(f"{clock.write(each['at'])} {each['page']}" for each in slides)


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
