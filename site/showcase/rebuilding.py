"""Cards, those of exhibitions too, counts and makers are projections of the releases: written anew here, or
compared."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Min

from campaigns.models import Kind
from showcase import makers
from showcase.cards import card_of
from showcase.content import Content
from showcase.exhibitions import cards as exhibition_cards
from showcase.facets import recount, true_counts
from showcase.models import Release, WorkCard, WorkCount

AT_ONCE = 500
COMPARED = (
    *("slug", "kind_id", "item_id", "unit_id", "title", "authors"),
    *("facts", "facts_en", "excerpt", "year", "cover"),
)


def true_cards() -> Iterator[WorkCard]:
    """The card that each live release should have, not saved."""
    kinds = dict(Kind.objects.values_list("code", "pk"))
    live = Release.objects.works().filter(state=Release.State.LIVE)
    first = dict(
        Release.objects.filter(page_id__in=live.values("page_id"), released_at__isnull=False)
        .order_by()
        .values_list("page_id")
        .annotate(Min("released_at"))
    )
    for release in live.order_by("pk").iterator(chunk_size=AT_ONCE):
        content: Content = release.content
        card = card_of(release, first[release.page_id])
        card.kind_id = kinds[content["kind"]["code"]]
        card.unit_id = content["unit_id"]
        card.item_id = content["item"]["id"] if content["item"] else None
        yield card


@transaction.atomic
def rebuild() -> int:
    """Write every card and count anew; a card that stands keeps its key. Returns the number of cards."""
    slugs: set[str] = set()
    waiting: list[WorkCard] = []
    for card in true_cards():
        slugs.add(card.slug)
        waiting.append(card)
        if len(waiting) == AT_ONCE:
            _write(waiting)
            waiting = []
    _write(waiting)
    for gone in set(WorkCard.objects.values_list("slug", flat=True)) - slugs:
        WorkCard.objects.filter(slug=gone).delete()
    recount()
    exhibition_cards.rebuild()
    makers.rebuild()
    return len(slugs)


def _write(cards: list[WorkCard]) -> None:
    WorkCard.objects.bulk_create(
        cards,
        update_conflicts=True,
        unique_fields=["slug"],
        update_fields=["release_id", "first_released_at", *(name for name in COMPARED if name != "slug")],
    )


def differences() -> list[str]:
    """One line for each card or count that is missing, too many, or not as the releases say."""
    found = []
    standing = {card.release_id: card for card in WorkCard.objects.all()}
    for card in true_cards():
        stands = standing.pop(card.release_id, None)
        if stands is None:
            found.append(f"{card.slug}: the card is missing")
            continue
        wrong = [name for name in COMPARED if getattr(card, name) != getattr(stands, name)]
        if wrong:
            found.append(f"{card.slug}: {', '.join(wrong)} differ")
    found += [f"{card.slug}: a card without a live release" for card in standing.values()]
    kept = {(row.within, row.facet, row.value): row.number for row in WorkCount.objects.filter(number__gt=0)}
    true = {(key.within, key.facet, key.value): number for key, number in true_counts().items()}
    found += [
        f"count {key}: {kept.get(key, 0)} kept, {true.get(key, 0)} true"
        for key in sorted(kept.keys() | true.keys())
        if kept.get(key, 0) != true.get(key, 0)
    ]
    return found + exhibition_cards.differences() + makers.differences()
