"""What a signature pins: the words of a page, and the bytes and captions of everything that it shows."""

import datetime as dt
import hashlib
import json
from typing import Any

from wagtail.models import Page

from campaigns.fields import described
from showcase.exhibitions import content as exhibition
from showcase.models import ExhibitionPage, WorkPage
from showcase.snapshot import media_of, places_of
from showcase.transcript import times_of

_OF_EXHIBITIONS = ("slug", "title", "preface", "cover", "opens", "closes", "rooms", "afterword", "credits")


def digest_of(
    page: Page, release_at: dt.datetime | None = None, expires_at: dt.datetime | None = None
) -> str:
    """SHA-256, hex, over the page's public words and each medium's original bytes, role, caption and order.

    The words that its unit, item and kind lend it enter too: whoever renames one of them during a review changes
    what was signed. Downloads, chapters, pages in step, times, regions and
    details enter where there are any (a page without them keeps the digest that it had before there could be any), and so do the moments from and until which it shall be public. Renditions do not enter: they are made from the bytes that do, and may be made anew.
    """
    facts = facts_of(page)
    for name, moment in (("release_at", release_at), ("expires_at", expires_at)):
        if moment:
            facts[name] = moment.astimezone(dt.UTC).isoformat()
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def facts_of(page: Page) -> dict[str, Any]:
    """What enters the digest. Of an exhibition: its words, its days, and the numbers of its works in their order; what
    the works themselves show was signed with them."""
    if isinstance(page, ExhibitionPage):
        says = dict(exhibition.content_of(page))
        return {**{name: says[name] for name in _OF_EXHIBITIONS}, "media": []}
    assert isinstance(page, WorkPage)
    kind, item, unit = page.kind, page.item, page.unit
    facts: dict[str, Any] = {
        "slug": page.slug,
        "title": page.title,
        "kind": [kind.code, kind.name, kind.name_en],
        "item": [item.pk, item.label, item.title] if item else None,
        "unit": [unit.pk, unit.name, unit.name_en],
        "authors": page.authors,
        "created": page.created,
        "summary": page.summary,
        "text": page.text,
        "details": page.details,
        "shown": described(kind, page.details, public_only=True),
        "media": [[each.asset.sha256, each.role, each.caption, each.alt] for each in media_of(page)],
    }
    if taken_home := [each.asset.sha256 for each in media_of(page) if each.download]:
        facts["downloads"] = taken_home
    if page.chapters:
        facts["chapters"] = page.chapters
    if page.slides:
        facts["slides"] = page.slides
    if page.timing:
        facts["times"] = times_of(page.text, page.timing)
    if page.regions:
        facts["regions"] = places_of(page, media_of(page))
    if page.closeups:
        facts["closeups"] = page.closeups
    return facts
