"""An exhibition as it hangs today: of the works that it names those that are public, everything else closes up."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, gettext

from showcase.exhibitions.content import ExhibitionContent, works_of
from showcase.lists import cards
from showcase.models import ExhibitionCard, WorkCard
from zh.numbers import chinese_number

#: A preface of so many characters runs from top to bottom.
VERTICAL = 120
#: Wider than this a work hangs as a strip that one pans.
STRIP = 3.0


@dataclass(frozen=True)
class Room:
    """A room with at least one work. ``number`` counts the rooms that are left; ``manner`` is how its anchor hangs:
    strip, picture or words."""

    number: int
    title: str
    text: str
    ground: str
    anchor: WorkCard | None
    works: list[WorkCard]

    @property
    def manner(self) -> str:
        """How the anchor hangs."""
        return manner(self.anchor) if self.anchor else ""


@dataclass(frozen=True)
class Hall:
    """What a page of an exhibition shows."""

    rooms: list[Room]
    cover: WorkCard | None
    number: int

    @property
    def works(self) -> list[WorkCard]:
        """Every work in order."""
        return [card for room in self.rooms for card in (room.anchor, *room.works) if card]


def hall_of(content: ExhibitionContent) -> Hall:
    """Fill the rooms, in one query. A room whose works are all gone is gone, too."""
    slugs = works_of(content)
    public = {card.slug: card for card in cards().filter(slug__in=[*slugs, content["cover"]])}
    rooms: list[Room] = []
    for each in content["rooms"]:
        works = [public[slug] for slug in each["works"] if slug in public]
        anchor = public.get(each["anchor"])
        if anchor or works:
            rooms.append(Room(len(rooms) + 1, each["title"], each["text"], each["ground"], anchor, works))
    hung = [public[slug] for slug in slugs if slug in public]
    anchors = [room.anchor for room in rooms if room.anchor]
    candidates = [public.get(content["cover"]), *anchors, *hung]
    cover = next((card for card in candidates if card and is_picture(card)), None)
    return Hall(rooms, cover, len(hung))


def is_picture(card: WorkCard) -> bool:
    """Whether the card's cover is the work itself: a lecture's still or an essay's leaf is none."""
    return bool(card.cover) and card.kind.family == "pictures"


def manner(card: WorkCard) -> str:
    """How an anchor hangs: a strip, a picture, or the words of what has none."""
    if not is_picture(card):
        return "words"
    wide = card.cover["width"] / card.cover["height"] if card.cover["height"] else 1
    return "strip" if wide > STRIP and not card.cover.get("beside") else "picture"


def place_of(number: int, rooms: int) -> str:
    """第二单元　共四单元; Room 2 of 4."""
    told = (number, rooms) if get_language() == "en" else (chinese_number(number), chinese_number(rooms))
    return gettext("Room %(number)s of %(rooms)s") % {"number": told[0], "rooms": told[1]}


def cover_cards(exhibitions: list[ExhibitionCard]) -> list[tuple[ExhibitionCard, WorkCard | None]]:
    """Each exhibition with the work whose picture stands for it today, in one query whatever their number."""
    if not exhibitions:
        return []
    hung = {each.pk: [each.cover, *each.works] for each in exhibitions}
    public = {
        card.slug: card for card in cards().filter(slug__in={s for those in hung.values() for s in those})
    }
    return [
        (
            each,
            next(
                (public[slug] for slug in hung[each.pk] if slug in public and is_picture(public[slug])), None
            ),
        )
        for each in exhibitions
    ]


def running(limit: int, *, but: str = "") -> list[ExhibitionCard]:
    """What can be visited today, the latest first."""
    today = timezone.localdate()
    return list(ExhibitionCard.objects.running(today).exclude(slug=but)[:limit])


def following(slug: str) -> tuple[ExhibitionCard, WorkCard | None] | None:
    """Where to go next: another exhibition that runs, else the latest that is over."""
    others = ExhibitionCard.objects.open_by(timezone.localdate()).exclude(slug=slug)
    found = running(1, but=slug) or list(others[:1])
    return cover_cards(found)[0] if found else None


def hung_in(slug: str, day: dt.date | None = None) -> list[ExhibitionCard]:
    """The exhibitions that are or were open and in which the work hangs."""
    opened = ExhibitionCard.objects.open_by(day or timezone.localdate())
    return list(opened.filter(hung__work=slug))


def beside(slug: str, exhibition: ExhibitionCard, number: int = 3) -> list[Any]:
    """The works that hang after this one in the exhibition, going on at its beginning; each as a card."""
    order: list[str] = exhibition.works
    at = order.index(slug)
    near = order[at + 1 :] + order[:at]
    public = {card.slug: card for card in cards().filter(slug__in=near[: number * 2])}
    return [public[each] for each in near if each in public][:number]
