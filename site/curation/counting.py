"""The plan's tallies, counted anew from what is the case: works sent in, and cards of what is public."""

from collections import defaultdict

from django.db.models import Count

from campaigns import tallies
from campaigns.models import Tally
from showcase.models import WorkCard
from submissions.tallies import figures

# An item, a unit, how many works were sent in, how many are public.
Row = tuple[int, int, int, int]


def true_tallies() -> set[Row]:
    """What the tallies should say; pairs without any work are left out."""
    works_in: dict[tuple[int, int], int] = defaultdict(int)
    released: dict[tuple[int, int], int] = defaultdict(int)
    for item, unit, number in figures():
        works_in[item, unit] = number
    cards = WorkCard.objects.filter(item__isnull=False, unit__isnull=False).order_by()
    for item, unit, number in cards.values_list("item_id", "unit_id").annotate(works=Count("pk")):
        released[item, unit] = number
    return {(*pair, works_in[pair], released[pair]) for pair in {*works_in, *released}}


def differences() -> int:
    """How many tallies do not say what is the case."""
    kept = Tally.objects.exclude(works_in=0, released=0)
    return len(true_tallies() ^ set(kept.values_list("item_id", "unit_id", "works_in", "released")))


def rebuild() -> int:
    """Replace all tallies; returns how many there are."""
    true = true_tallies()
    tallies.rebuild(sorted(true))
    return len(true)
