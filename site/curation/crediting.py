"""Whom the register of people knows under a work's names: what tells two people of one name apart for visitors."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from accounts.models import Membership, Person
from curation.models import Draft
from showcase.models import WorkPage
from submissions.rules import named


def people_of(page: WorkPage) -> list[int | None]:
    """For each author of the page the key of the person; None where the register does not say who it is."""
    draft = Draft.objects.filter(page_id=page.pk).select_related("submission").first()
    authors = named(draft.submission) if draft else []
    accounts = {author["name"]: author["user"] for author in authors if author.get("user")}
    people = Person.objects.filter(user__in=accounts.values()) if accounts else Person.objects.none()
    by_account = {person.user_id: person.pk for person in people}
    (known,) = known_people([(page.authors, page.unit_id)])
    return [
        by_account.get(accounts.get(name)) or guess for name, guess in zip(page.authors, known, strict=True)
    ]


def known_people(rows: Sequence[tuple[Iterable[str], int]]) -> list[list[int | None]]:
    """For each (names, unit) the keys of the people: the only one of that name in the unit, or anywhere.

    Two queries, however many works there are.
    """
    named = {str(name) for names, _unit in rows for name in names}
    people = defaultdict(list)
    for pk, name in Person.objects.filter(name__in=named).values_list("pk", "name"):
        people[name].append(pk)
    several = [pk for pks in people.values() if len(pks) > 1 for pk in pks]
    units = set(Membership.objects.filter(person__in=several).values_list("person_id", "unit_id"))

    def person(name: str, unit: int) -> int | None:
        found = people[name]
        if len(found) > 1:
            found = [pk for pk in found if (pk, unit) in units]
        return found[0] if len(found) == 1 else None

    return [[person(str(name), unit) for name in names] for names, unit in rows]
