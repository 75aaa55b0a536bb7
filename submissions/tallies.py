"""How many works each item has from each unit: counted here, kept in ``campaigns.tallies`` for the pages to read."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Count

from campaigns import tallies
from campaigns.models import Tally
from submissions.models import State, Submission

# A work counts from its first sending, also when it was returned or declined; taken back, it does not.
COUNTED = (State.SENT, State.ENDORSED, State.RETURNED, State.DECLINED, State.ACCEPTED)


def count(submission: Submission) -> None:
    """Count the works of this submission's item and unit anew and tell the campaign's tallies."""
    item_id, unit_id = submission.call.item_id, submission.unit_id
    if unit_id is None:
        return
    with transaction.atomic():
        Tally.objects.get_or_create(item_id=item_id, unit_id=unit_id)
        # Who holds the row counts last, so that two works sent at once are both seen.
        Tally.objects.select_for_update().get(item_id=item_id, unit_id=unit_id)
        works = Submission.objects.filter(call__item_id=item_id, unit_id=unit_id, state__in=COUNTED).count()
        tallies.put(item_id, unit_id, works_in=works)


def figures() -> Iterator[tuple[int, int, int]]:
    """(item, unit, works in) for every pair that has any: what a rebuild of all tallies asks for."""
    yield from (
        Submission.objects.filter(state__in=COUNTED, unit__isnull=False)
        .order_by()
        .values_list("call__item_id", "unit_id")
        .annotate(works=Count("pk"))
    )
