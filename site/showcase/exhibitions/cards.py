"""The flat rows of public exhibitions: put up and taken off with their release, written anew, compared."""

import datetime as dt
from collections.abc import Iterator

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from showcase import generation
from showcase.exhibitions.content import ExhibitionContent, day, works_of
from showcase.models import ExhibitionCard, Hung, Release

_COMPARED = ("slug", "title", "preface", "opens", "closes", "cover", "works")


def put_up(found: Release) -> None:
    """Write the card of a release that went live, within its transaction; it keeps the day on which it was first
    public."""
    old = ExhibitionCard.objects.filter(slug=found.slug).first()
    first = old.first_released_at if old else found.released_at or timezone.now()
    if old:
        old.delete()
    _write(found, first)
    generation.advance()


def take_off(page_id: int) -> None:
    """Delete the card of what is public no more, within the caller's transaction."""
    if ExhibitionCard.objects.filter(release__page_id=page_id).delete()[0]:
        generation.advance()


def _card(found: Release, first: dt.datetime) -> ExhibitionCard:
    content: ExhibitionContent = found.content
    return ExhibitionCard(
        release=found,
        slug=content["slug"],
        title=content["title"],
        preface=content["preface"],
        opens=day(content["opens"]),
        closes=day(content["closes"]),
        cover=content["cover"],
        works=works_of(content),
        first_released_at=first,
    )


def _write(found: Release, first: dt.datetime) -> None:
    card = _card(found, first)
    card.save()
    Hung.objects.bulk_create(Hung(exhibition=card, work=slug) for slug in card.works)


def _true() -> Iterator[tuple[Release, dt.datetime]]:
    """Every live exhibition, with the day on which it was first public."""
    live = Release.objects.exhibitions().filter(state=Release.State.LIVE)
    first = dict(
        Release.objects.filter(page_id__in=live.values("page_id"), released_at__isnull=False)
        .order_by()
        .values_list("page_id")
        .annotate(Min("released_at"))
    )
    for found in live.order_by("pk"):
        yield found, first[found.page_id]


@transaction.atomic
def rebuild() -> int:
    """Write every card anew; returns how many there are."""
    ExhibitionCard.objects.all().delete()
    number = 0
    for found, first in _true():
        _write(found, first)
        number += 1
    return number


def differences() -> list[str]:
    """One line for each exhibition whose rows are not as its release says."""
    standing = {card.release_id: card for card in ExhibitionCard.objects.prefetch_related("hung")}
    wrong = []
    for found, first in _true():
        stands, true = standing.pop(found.pk, None), _card(found, first)
        if stands is None:
            wrong.append(f"{found.slug}: the exhibition's card is missing")
        elif {each.work for each in stands.hung.all()} != set(true.works) or any(
            getattr(stands, name) != getattr(true, name) for name in _COMPARED
        ):
            wrong.append(f"{found.slug}: the exhibition's card differs")
    return wrong + [f"{card.slug}: an exhibition's card without a live release" for card in standing.values()]
