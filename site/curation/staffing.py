"""Who may sign which stage today: holders of its role, those whom it names among them, and their dated deputies."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.roles import REVIEWERS
from curation.models import Deputy, ReviewStage, Stage


@dataclass(frozen=True)
class Seat:
    """Somebody at a stage, by themselves or in place of a colleague."""

    person: User
    in_place_of: User | None = None


Seats = Mapping[str, Mapping[int, Seat]]
"""For each stage's code its seats, by the account's key."""


def seats() -> Seats:
    """Everybody who may sign today, in four queries. A superuser has no seat by being one: only the group counts.

    A deputy has one only while the colleague has it, so a right that is taken away is not kept by a deputy.
    """
    holders: dict[str, dict[int, User]] = defaultdict(dict)
    held = User.groups.through.objects.filter(group__name__in=REVIEWERS, user__is_active=True)
    for row in held.select_related("user", "group").order_by("user_id"):
        holders[row.group.name][row.user_id] = row.user
    reviewers = {pk for those in holders.values() for pk in those}

    found: dict[str, dict[int, Seat]] = {}
    for stage in Stage.objects.prefetch_related("people"):
        named = {person.pk for person in stage.people.all()}
        found[stage.code] = {
            pk: Seat(user) for pk, user in holders[stage.role].items() if not named or pk in named
        }
    today = timezone.localdate()
    for each in Deputy.objects.filter(since__lte=today, until__gte=today).select_related(
        "stage", "person", "deputy"
    ):
        at = found[each.stage.code]
        if each.person_id in at and at[each.person_id].in_place_of is None and each.deputy_id in reviewers:
            at.setdefault(each.deputy_id, Seat(each.deputy, each.person))
    return found


def seat_of(stage: ReviewStage, user: Any, known: Seats) -> Seat | None:
    """The user's seat at a stage of a review; where it was handed to somebody, only theirs and their deputies'."""
    seat = known.get(stage.code, {}).get(user.pk)
    if seat and stage.person_id and stage.person_id not in {user.pk, getattr(seat.in_place_of, "pk", None)}:
        return None
    return seat


def candidates(stage: ReviewStage, known: Seats) -> list[Seat]:
    """All seats at a stage of a review."""
    those = known.get(stage.code, {}).values()
    return [seat for seat in those if seat_of(stage, seat.person, known)]


def able(stage: ReviewStage, known: Seats) -> set[int]:
    """Keys of those who can sign a waiting stage: seated at it, with no part in its review, and not voided at another
    stage of it. Lists prefetch ``review__parts`` and ``review__voided``."""
    barred = {part.person_id for part in stage.review.parts.all()}
    barred |= {part.person_id for part in stage.review.voided.all() if part.part != stage.code}
    return {seat.person.pk for seat in candidates(stage, known)} - barred


def unseated(choices: Mapping[str, Iterable[int]]) -> list[str]:
    """The stages that stay empty when people are seated as well as they can be: ``choices`` says who could take each.

    Different people are needed, so this is a matching: whoever holds several roles counts once.
    """
    taken: dict[int, str] = {}

    def place(stage: str, tried: set[int]) -> bool:
        for person in choices[stage]:
            if person in tried:
                continue
            tried.add(person)
            if person not in taken or place(taken[person], tried):
                taken[person] = stage
                return True
        return False

    return [stage for stage in choices if not place(stage, set())]
