"""Exhibitions that answer a search: so few that their titles and prefaces are read, without an index."""

from django.utils import timezone

from showcase.models import ExhibitionCard
from zh.fold import fold
from zh.pinyin import full

SHOWN = 3


def find(text: str) -> list[ExhibitionCard]:
    """The latest that hold every word in title or preface, or sound as it is typed; only what is or was open. One
    query."""
    words = list(filter(None, (fold(word).lower().strip() for word in text.split())))
    if not words:
        return []
    opened = ExhibitionCard.objects.open_by(timezone.localdate()).defer("works")
    return [card for card in opened if all(_answers(card, word) for word in words)][:SHOWN]


def _answers(card: ExhibitionCard, word: str) -> bool:
    if word in fold(f"{card.title} {card.preface}").lower():
        return True
    return word.isascii() and word.isalpha() and len(word) > 1 and full(card.title).startswith(word)
