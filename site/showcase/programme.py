"""What the plan may name of our works: plugged into ``campaigns.shown``, which knows nothing of us."""

from collections.abc import Iterable

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from campaigns import shown
from campaigns.shown import ShownWork
from showcase.models import WorkCard


def works_beneath(items: Iterable[int], each: int) -> dict[int, list[ShownWork]]:
    """The newest public works of each item, at most ``each``, in one query."""
    newest = Window(
        RowNumber(), partition_by=F("item_id"), order_by=[F("first_released_at").desc(), F("pk").desc()]
    )
    cards = (
        WorkCard.objects.filter(item__in=list(items))
        .annotate(rank=newest)
        .filter(rank__lte=each)
        .select_related("kind", "unit")
        .order_by("item_id", "rank")
    )
    found: dict[int, list[ShownWork]] = {}
    for card in cards:
        work = ShownWork(card.title, card.by, card.unit.label, card.kind.label, card.url)
        found.setdefault(card.item_id or 0, []).append(work)
    return found


# Imported once, when the app is ready.
shown.register(works_beneath)
