"""Wall labels of an exhibition: one A6 sheet for each work, with a code that leads to the work's page."""

import io
from typing import Any

import segno
from django.conf import settings
from django.utils import translation

from reports.ledger import address_of
from reports.printed import compiled
from showcase.exhibitions.content import content_of
from showcase.exhibitions.hall import hall_of
from showcase.models import ExhibitionPage, WorkCard


def labels(page: ExhibitionPage) -> bytes:
    """A PDF in the order of the rooms, of those works that are public. Raises NoChineseFont."""
    content = content_of(page)
    with translation.override(settings.LANGUAGE_CODE):
        works = [label_of(card) for card in hall_of(content).works]
    return compiled("labels.typ", {"title": content["title"], "labels": works})


def label_of(card: WorkCard) -> dict[str, Any]:
    """The site's label: title, author and unit, what it is; the address as a code."""
    address = address_of(card.slug)
    return {
        "title": card.title,
        "lines": [line for line in (_spaced(card.by, card.unit.name), card.facts) if line],
        "number": card.slug,
        "code": code_of(address),
    }


def code_of(address: str) -> str:
    """A QR code as SVG, black on nothing."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=0, xmldecl=False, svgns=True)
    return out.getvalue().decode()


def _spaced(*parts: str) -> str:
    return "\u3000".join(filter(None, parts))
