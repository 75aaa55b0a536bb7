"""The only writer of tallies. Upper layers tell it what is the case; it counts nothing by itself."""

from collections.abc import Iterable

from django.db import transaction

from campaigns.models import Tally


def put(item_id: int, unit_id: int, *, works_in: int | None = None, released: int | None = None) -> None:
    """Write the true figures for an item and a unit (whole numbers, not differences, so that it is idempotent)."""
    figures = {name: n for name, n in (("works_in", works_in), ("released", released)) if n is not None}
    Tally.objects.update_or_create(item_id=item_id, unit_id=unit_id, defaults=figures)


def rebuild(figures: Iterable[tuple[int, int, int, int]]) -> None:
    """Replace all tallies by rows of (item, unit, works in, released)."""
    with transaction.atomic():
        Tally.objects.all().delete()
        Tally.objects.bulk_create(
            Tally(item_id=item, unit_id=unit, works_in=works, released=released)
            for item, unit, works, released in figures
        )
