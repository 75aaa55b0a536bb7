"""Words for the screens of submissions: days of a call, limits of a kind, the state of a file."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.utils.formats import date_format, number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from accounts.models import Unit
from campaigns.models import Call, Kind
from media_library.ingest.formats import FORMATS
from media_library.ingest.words import describe_progress
from media_library.models import Asset, State
from submissions.models import HintAnswer, Submission
from submissions.reminding import for_units

register = template.Library()


@register.inclusion_tag("submissions/parts/reminders.html")
def reminders(units: Sequence[Unit]) -> dict[str, Any]:
    """Words for the group of these units, about calls that they have not answered."""
    return {"reminders": for_units(units)}


@register.simple_tag
def call_days(call: Call) -> str:
    """Whether the call is open, and until when."""
    if call.state == "upcoming" and call.opens_on:
        return _("Opens on %(day)s.") % {"day": date_format(call.opens_on, "DATE_FORMAT")}
    if call.state == "closed" and call.closes_on:
        return _("Closed since %(day)s, 24:00.") % {"day": date_format(call.closes_on, "DATE_FORMAT")}
    if call.closes_on:
        return _("Open until %(day)s, 24:00.") % {"day": date_format(call.closes_on, "DATE_FORMAT")}
    return _("Open, without a closing day.")


@register.simple_tag
def limit_words(kind: Kind, limits: dict[str, Any]) -> str:
    """What a call takes of a kind, in one line."""
    words = []
    least, most = limits.get("files_min") or 0, limits.get("files_max")
    if most:
        numbers = {"least": least, "most": most}
        if not least:
            words.append(ngettext("at most %(most)s file", "at most %(most)s files", most) % numbers)
        elif least == most:
            words.append(ngettext("%(most)s file", "%(most)s files", most) % numbers)
        else:
            words.append(_("%(least)s to %(most)s files") % numbers)
    if set_min := limits.get("set_min"):
        words.append(_("a set has at least %(least)s") % {"least": set_min})
    if formats := limits.get("formats"):
        words.append(pgettext("between things of a list", ", ").join(formats))
    if kind.family == "text" and (longest := limits.get("text_max")):
        words.append(_("at most %(most)s characters") % {"most": number_format(longest, force_grouping=True)})
    return capfirst(_("; ").join(words))


@register.simple_tag
def accepted_files(limits: dict[str, Any]) -> str:
    """The ``accept`` of a file field: media types and endings of the formats that a call takes; empty for all.

    Only a help for whoever chooses: what arrives is judged by its bytes.
    """
    chosen = [FORMATS[code.lower()] for code in limits.get("formats", []) if code.lower() in FORMATS]
    return ",".join(dict.fromkeys(word for each in chosen for word in (each.media_type, *each.endings)))


@register.simple_tag
def file_state(asset: Asset) -> str:
    """What has become of a file, in words; a ready one says what it is: format, size, length."""
    if asset.state == State.READY:
        facts = [asset.format.upper()]
        if asset.width and asset.height:
            facts.append(f"{asset.width} × {asset.height}")
        if asset.duration:
            facts.append(f"{int(asset.duration) // 60}:{int(asset.duration) % 60:02d}")
        return "\u2003".join(facts)
    return describe_progress(asset)


@register.filter
def author_names(submission: Submission) -> str:
    """The authors' names in order."""
    return "、".join(author["name"] for author in submission.authors)


@register.filter
def as_marks(runs: list[tuple[str, str]]) -> SafeString:
    """Runs of ``submissions.differences`` as text with <del> and <ins>; line ends stay."""
    shown = {
        "same": "{}",
        "gone": "<del>{}</del>",
        "new": "<ins>{}</ins>",
        "left_out": '<span class="left-out">……</span>{}',
    }
    return format_html_join("", "{}", ((format_html(shown[mark], text),) for mark, text in runs))


@register.filter
def as_before(runs: list[tuple[str, str]]) -> SafeString:
    """The earlier side of runs: what stayed, and what went as <del>."""
    return as_marks([run for run in runs if run[0] != "new"])


@register.filter
def as_after(runs: list[tuple[str, str]]) -> SafeString:
    """The later side of runs: what stayed, and what came as <ins>."""
    return as_marks([run for run in runs if run[0] != "gone"])


@register.inclusion_tag("submissions/parts/hint_form.html")
def hint_form(key: str, typed: Mapping[str, str]) -> dict[str, Any]:
    """The fields that answer a hint, with what was typed before it was refused."""
    return {
        "key": key,
        "verdicts": HintAnswer.Verdict.choices,
        "chosen": typed.get(f"verdict-{key}", ""),
        "note": typed.get(f"note-{key}", ""),
    }
