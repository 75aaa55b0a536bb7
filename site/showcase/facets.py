"""The only writer of WorkCount: one more at a release, one less at a withdrawal, all anew on demand."""

from collections import Counter
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Count, F
from django.dispatch import receiver

from showcase import generation
from showcase.models import WorkCard, WorkCount
from showcase.signals import card_removed, card_written

FACETS = ("kind", "unit", "year", "item")


class Key(NamedTuple):
    """Which count: ``within`` a kind (0: all kinds), of which facet, for which value."""

    within: int
    facet: str
    value: int


def keys_of(kind: int, unit: int, year: int | None, item: int | None) -> list[Key]:
    """The counts that a work stands in, always in the same order, so that two releases never wait in a ring."""
    values = {"unit": unit, "year": year, "item": item}
    keys = [Key(0, "all", 0), Key(0, "kind", kind)]
    for within in (0, kind):
        keys += [Key(within, facet, value) for facet, value in values.items() if value is not None]
    return sorted(keys)


@receiver(card_written, dispatch_uid="showcase.facets.one_more")
def one_more(card: WorkCard, **kwargs: Any) -> None:
    """Count a work that became public."""
    _add(card, 1)


@receiver(card_removed, dispatch_uid="showcase.facets.one_less")
def one_less(card: WorkCard, **kwargs: Any) -> None:
    """Count a work out that is no longer public."""
    _add(card, -1)


def _add(card: WorkCard, step: int) -> None:
    for key in keys_of(card.kind_id, card.unit_id, card.year, card.item_id):
        WorkCount.objects.get_or_create(**key._asdict())
        WorkCount.objects.filter(**key._asdict()).update(number=F("number") + step)


def true_counts() -> dict[Key, int]:
    """All counts as the cards say."""
    counts: Counter[Key] = Counter()
    rows = WorkCard.objects.order_by().values_list("kind_id", "unit_id", "year", "item_id")
    for *values, number in rows.annotate(Count("pk")):
        for key in keys_of(*values):
            counts[key] += number
    return dict(counts)


@transaction.atomic
def recount() -> None:
    """Write all counts anew, after works were loaded or unloaded in bulk without signals."""
    WorkCount.objects.all().delete()
    generation.advance()
    WorkCount.objects.bulk_create(
        [WorkCount(**key._asdict(), number=number) for key, number in true_counts().items()]
    )


def counts(within: int = 0) -> dict[Key, int]:
    """The stored counts for all works and, where given, within a kind; one query."""
    rows = WorkCount.objects.filter(within__in={0, within}, number__gt=0)
    columns = rows.values_list("within", "facet", "value", "number")
    return {Key(inside, facet, value): number for inside, facet, value, number in columns}
