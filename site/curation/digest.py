"""What a signature pins: the words of a page, and the bytes and captions of everything that it shows."""

import hashlib
import json

from showcase.models import WorkPage
from showcase.snapshot import media_of


def digest_of(page: WorkPage) -> str:
    """SHA-256, hex, over the page's public words and each medium's original bytes, role, caption and order.

    Renditions do not enter: they are made from the bytes that do, and may be made anew.
    """
    facts = {
        "slug": page.slug,
        "title": page.title,
        "kind": page.kind.code,
        "item": page.item_id,
        "unit": page.unit_id,
        "authors": page.authors,
        "created": page.created,
        "summary": page.summary,
        "text": page.text,
        "details": page.details,
        "media": [[each.asset.sha256, each.role, each.caption, each.alt] for each in media_of(page)],
    }
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
