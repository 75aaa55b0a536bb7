"""A release as a card for lists."""

import datetime as dt
from typing import Literal

from campaigns.models import Family
from showcase import hanging, reading
from showcase.content import Content, Medium
from showcase.models import Release, WorkCard


def card_of(release: Release, first_released_at: dt.datetime) -> WorkCard:
    """The card of a release, not saved; its kind, item and unit are set by the caller from the page."""
    content: Content = release.content
    return WorkCard(
        release=release,
        slug=content["slug"],
        title=content["title"],
        authors="、".join(content["authors"])[:300],
        facts="　".join(facts_of(content))[:200],
        facts_en="　".join(facts_of(content, "value_en"))[:300],
        excerpt=" ".join(opening_of(content).split())[:200],
        year=content["year"],
        cover=cover_of(content),
        first_released_at=first_released_at,
    )


def opening_of(content: Content) -> str:
    """A text's first lines; of anything else what is said about it."""
    written = (reading.without_title(each["html"] or "", content["title"]) for each in content["media"])
    text = content["text"] or reading.text_of("\n".join(written))
    return (
        text or content["summary"] if content["kind"]["family"] == Family.TEXT else content["summary"] or text
    )


def facts_of(content: Content, language: Literal["value", "value_en"] = "value") -> list[str]:
    """What the label's last line says: script and form, size, place, duration, number of pictures, year."""
    value = {each["name"]: each[language] for each in content["details"]}
    facts = [value[name] for name in ("script", "form", "genre", "place") if value.get(name)]
    if value.get("height_cm") and value.get("width_cm"):
        facts.append(f"{value['height_cm']} × {value['width_cm']} cm".replace(" ", "\u00a0"))
    facts += [clock(each["duration"]) for each in content["media"] if each["play"] and each["duration"]][:1]
    shown = hanging.pictures(content)
    if content["kind"]["family"] == Family.PICTURES and not hanging.is_hung(content) and len(shown) > 1:
        facts.append(f"{len(shown)} {'幅' if language == 'value' else 'pictures'}")
    if content["year"]:
        facts.append(str(content["year"]))
    return facts


def clock(seconds: float) -> str:
    """3725 → 1:02:05."""
    whole = round(seconds)
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def cover_of(content: Content) -> dict[str, object]:
    """What stands for the work in lists: the work whole (a couplet with both its panels, ``beside`` the first), a
    recording's poster, or an empty dict."""
    panels = hanging.hang(content).panels if hanging.is_hung(content) else hanging.pictures(content)[:1]
    if panels:
        first, *others = (_picture(panel) for panel in panels)
        return first | ({"beside": others} if others and hanging.facts(content).get("form") != "册页" else {})
    for medium in content["media"]:
        if medium["role"] == "main" and medium["poster"]:
            return {
                "src": medium["poster"],
                "srcset": [],
                "width": medium["width"] or 1280,
                "height": medium["height"] or 720,
                "alt": medium["alt"],
                "colour": medium["colour"],
            }
    return {}


def _picture(medium: Medium) -> dict[str, object]:
    # Old engines read no WebP: the plain source is a JPEG where there is one.
    middle = min(medium["jpeg"] or medium["webp"], key=lambda source: abs(source["width"] - 640))
    # Of a handscroll the sources are never enough (strip.js).
    tiles = medium.get("tiles") if hanging.proportion(medium) > hanging.STRIP else None
    return {
        "src": middle["src"],
        "srcset": [[source["src"], source["width"]] for source in medium["webp"]],
        "avif": [[source["src"], source["width"]] for source in medium.get("avif", [])],
        "width": medium["width"],
        "height": medium["height"],
        "alt": medium["alt"],
        "colour": medium["colour"],
        **({"tiles": tiles} if tiles else {}),
    }
