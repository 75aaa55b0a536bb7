"""What the templates of works ask: addresses of public files, pictures in their widths, times, waveforms."""

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from django import template
from django.core.files.storage import storages
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from media_library.ingest.markup import place_pictures
from showcase.cards import clock
from showcase.content import Medium, Source
from showcase.grounds import nearest
from showcase.lists import Asked, cards
from showcase.pieces import kept, kept_of_each
from zh.fold import CJK
from zh.script import tongue

register = template.Library()

_HAN = re.compile(f"[{CJK}]")

#: In a row, 160 high, from 900 on 280, a picture wider than this is as wide as the row lets it be, and lower.
WIDE, WIDEST = 350 / 160, 780 / 280
#: A handscroll has a row for itself, as wide as the page.
LONG = 1312 / 280
#: A picture of fewer rows of pixels is not drawn out to the height of the wall, 72vh: two pixels of the page stand for
#: one of its own (``small``).
SMALL = 324


@register.simple_tag
def public_url(token: str, src: str) -> str:
    """The address of a release's file. A preview's addresses are whole already and stay."""
    if not src or src.startswith("/"):
        return src
    return str(storages["public"].url(f"{token}/{src}"))


@register.filter(name="tongue")
def tongue_filter(text: object) -> str:
    """``zh-Hant`` or ``zh-Hans``, as the words are written."""
    return tongue(str(text))


@register.simple_tag
def slide_steps(token: str, slides: list[dict[str, Any]]) -> str:
    """The pages in step as ``slides.js`` reads them."""
    steps = [
        {"at": each["at"], "page": each["page"], "src": public_url(token, each["picture"]["src"])}
        for each in slides
    ]
    return json.dumps(steps)


@register.filter
def placed(html: str, token: str) -> SafeString:
    """A document's HTML, cleaned when it came in, with the addresses of its pictures."""
    return mark_safe(place_pictures(html, lambda src: public_url(token, src)))


def _srcset(token: str, sources: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{public_url(token, src)} {width}w" for src, width in sources if width)


def _widths(sources: list[Source]) -> list[tuple[str, int]]:
    return [(each["src"], each["width"]) for each in sources]


def _markup(
    smaller: Iterable[tuple[str, str]],
    srcset: str,
    src: str,
    sizes: str,
    of: Mapping[str, Any],
    eager: bool,
    classes: str,
) -> SafeString:
    """A ``picture`` element; ``smaller`` are (media type, srcset), the best first, empty ones left out.

    Written here and not in a template: a list has 24 of them, and a template for each cost as much as all the rest of
    the page.
    """
    sources = format_html_join(
        "",
        '<source type="{}" srcset="{}" sizes="{}">',
        ((media_type, widths, sizes) for media_type, widths in smaller if widths),
    )
    return format_html(
        '<picture>{}<img src="{}"{} width="{}" height="{}" alt="{}"{} class="{}"{} decoding="async"></picture>',
        sources,
        src,
        format_html(' srcset="{}" sizes="{}"', srcset, sizes) if srcset else "",
        of["width"],
        of["height"],
        of["alt"],
        _tongue_of(of["alt"]),
        classes,
        "" if eager else mark_safe(' loading="lazy"'),
    )


def _tongue_of(words: str) -> SafeString:
    """The attribute that says in which Chinese they are, where the page is not in it."""
    if not words or not _HAN.search(words):
        return SafeString()
    written = tongue(words)
    own = get_language() != "en" and written == "zh-Hans"
    return SafeString() if own else format_html(' lang="{}"', written)


@register.simple_tag
def picture(token: str, medium: Medium, sizes: str, eager: bool = False, like: str = "") -> SafeString:
    """A picture in all its widths. ``sizes`` as in HTML; ``eager`` for what the first screen shows; ``like``: the
    proportion class of the panel beside which it hangs equally high."""
    fallbacks = medium["jpeg"] or medium["webp"]
    middle = min(fallbacks, key=lambda each: abs(each["width"] - 1280))
    width, height = medium["width"] or middle["width"], medium["height"] or middle["height"]
    small = not like and height < SMALL
    if small:
        width, height = 2 * width, 2 * height
    of = {"width": width, "height": height, "alt": medium["alt"]}
    smaller = [
        ("image/avif", _srcset(token, _widths(medium.get("avif", [])))),
        ("image/webp", _srcset(token, _widths(medium["webp"])) if medium["jpeg"] else ""),
    ]
    src, srcset = public_url(token, middle["src"]), _srcset(token, _widths(fallbacks))
    classes = " ".join(
        filter(None, (like or proportion_class(of), ground_class(medium["colour"]), "small" if small else ""))
    )
    return _markup(smaller, srcset, src, sizes, of, eager, classes)


@register.simple_tag
def cover(card: Any, sizes: str = "", eager: bool = False, titled: bool = False) -> SafeString:
    """The cover of a card: one picture, or the panels of one work, the first of them at the right.

    Without ``sizes`` it stands in a row, 160 high, from 900 on 280 (``cards.css``). ``titled``: the title stands in the
    same link, so that a picture of which nobody said more says nothing.
    """
    token, shown = card.token, SafeString()
    first = proportion_class(card.cover)
    said = {card.title} if titled else set()
    for panel in (card.cover, *card.cover.get("beside", ())):
        in_sizes = sizes or _in_a_row(panel["width"] / panel["height"])
        src = public_url(token, panel["src"])
        smaller = [
            ("image/avif", _srcset(token, panel.get("avif", ()))),
            ("image/webp", _srcset(token, panel["srcset"])),
        ]
        ratio = panel["width"] / panel["height"]
        wide = "widest" if ratio > WIDEST else "wide" if ratio > WIDE else ""
        classes = " ".join(filter(None, (first, wide, ground_class(panel["colour"]))))
        of = {**panel, "alt": ""} if panel["alt"] in said else panel
        said.add(panel["alt"])
        shown += _markup(smaller, "", src, in_sizes, of, eager, classes)
    return shown


@register.filter
def is_long(card: Any) -> bool:
    """Whether what the card shows is a handscroll that needs a row for itself."""
    return bool(card.cover) and card.cover["width"] > LONG * card.cover["height"]


@register.simple_tag(takes_context=True)
def work_card(context: template.Context, card: Any) -> SafeString:
    """A work in a list, by ``components/card.html``."""
    return kept(context["request"], "card", card.pk, make=lambda: _card(card))


@register.simple_tag(takes_context=True)
def work_cards(context: template.Context, pks: list[int]) -> SafeString:
    """The works with these keys in this order; only those whose cards are not kept are read."""

    def make(missing: list[int]) -> dict[int, str]:
        return {card.pk: _card(card) for card in cards().filter(pk__in=missing)}

    return mark_safe("".join(kept_of_each(context["request"], "card", pks, make)))


def _card(card: Any) -> SafeString:
    return render_to_string("components/card.html", {"card": card})


@register.simple_tag(takes_context=True)
def list_filters(context: template.Context, asked: Asked) -> SafeString:
    """The choices of a list of works, by ``components/filters.html``; empty where there is nothing to choose."""
    return kept(
        context["request"],
        "filters",
        context["request"].path,
        asked.query(),
        make=lambda: mark_safe(render_to_string("components/filters.html", asked.shown()).strip()),
    )


@register.filter
def close_up(card: Any) -> str:
    """``sizes`` of a cover that fills a door of the entrance, 200 high, from 900 on 320, and no wider than half of the
    page."""
    if not card.cover:
        return ""
    ratio = card.cover["width"] / card.cover["height"]
    return f"(min-width: 900px) {max(416, round(320 * ratio))}px, {max(400, round(200 * ratio))}px"


def _in_a_row(ratio: float) -> str:
    if ratio > LONG:
        return "(min-width: 1408px) 1312px, 94vw"
    return f"(min-width: 900px) {min(780, round(280 * ratio))}px, {min(350, round(160 * ratio))}px"


def _address(name: str, pk: int) -> str:
    return _beginning(name, get_language() or "") + f"{pk}/"


@cache
def _beginning(name: str, _language: str) -> str:
    # Looked up once: a list has fifty of these addresses, and each look-up costs as much as writing ten.
    return reverse(name, args=[0]).removesuffix("0/")


@register.simple_tag
def named(makers: Iterable[tuple[int, str]]) -> SafeString:
    """The makers of a work, each leading to their page; nothing where they asked not to be named."""
    links = [(_address("person", pk), name) for pk, name in makers]
    return format_html('<span lang="zh-Hans">{}</span>', format_html_join("、", '<a href="{}">{}</a>', links))


@register.simple_tag
def credits(card: Any) -> SafeString:
    """The label's second line in a list: makers and unit, each leading to their page.

    Written here for the same reason as ``_markup``.
    """
    unit, name = _address("unit_works", card.unit_id), card.unit.label
    return format_html(
        '<span class="label-line">{}<span><a href="{}"{}>{}</a></span></span>',
        named(card.makers if card.by else ()),
        unit,
        mark_safe(' lang="zh-Hans"') if name == card.unit.name else "",
        name,
    )


#: What would end the script or begin a comment in it; JSON reads the same.
_ESCAPED = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


@register.simple_tag
def linked_data(thing: Mapping[str, Any]) -> SafeString:
    """A thing of ``showcase.structured`` as a data block, which no policy takes for a script."""
    words = json.dumps(thing, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)
    return mark_safe(f'<script type="application/ld+json">{words}</script>')


@register.simple_tag
def largest(token: str, medium: Medium) -> str:
    """The address of the largest derivative; of two alike the JPEG."""
    sources = [*medium["jpeg"], *medium["webp"]]
    return public_url(token, max(sources, key=lambda each: each["width"])["src"])


@register.filter
def wide_at(medium: Medium, height: int) -> str:
    """How wide a picture is that stands so many hundredths of the window high: ``sizes`` for the wall."""
    return f"{max(1, round(height * (medium['width'] or 1) / (medium['height'] or 1)))}vh"


@register.filter
def proportion_class(medium: Mapping[str, Any]) -> str:
    """``r150`` for 3:2: the classes of ``ratios.css``, in steps of 0.02 from 0.10 to 3.00."""
    ratio = (medium["width"] or 1) / (medium["height"] or 1)
    return f"r{min(300, max(10, round(ratio * 50) * 2))}"


@register.filter
def at(each: list[Any], number: int) -> Any:
    """What stands at a place, counted from 1."""
    return each[number - 1]


@register.filter
def ground_class(colour: str) -> str:
    """The class of ``grounds.css`` for a picture's commonest colour; nothing where that is unknown."""
    return nearest(colour) if colour else ""


@register.filter(name="clock")
def clock_filter(seconds: float | None) -> str:
    """3725 → 1:02:05; nothing for None."""
    return clock(seconds) if seconds else ""


@register.filter
def moment(seconds: float) -> str:
    """The second in which something begins, never a later one: 83.6 → 1:23."""
    return clock(int(seconds))


@register.filter
def wave_width(peaks: list[float]) -> int:
    """How wide the drawing of ``wave`` is."""
    return 2 * len(peaks)


@register.filter
def wave(peaks: list[float]) -> str:
    """A waveform as the ``d`` of one SVG path, 96 high and two wide for each peak."""
    moves = []
    for n, peak in enumerate(peaks):
        half = max(1.0, min(1.0, abs(peak)) * 46)
        moves.append(f"M{n * 2 + 1} {48 - half:.1f}V{48 + half:.1f}")
    return "".join(moves)
