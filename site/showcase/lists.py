"""Lists of works: what a reader asked for, the cards that answer, and the other choices with their counts."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import F, QuerySet
from django.http import QueryDict

from accounts.models import Unit
from campaigns.models import Item, Kind
from showcase.facets import FACETS, Key, counts
from showcase.models import WorkCard, WorkCount

A_PAGE = 24


def cards() -> QuerySet[WorkCard]:
    """Cards with all that a list shows, in one query; of the release only its ``token``."""
    return (
        WorkCard.objects.annotate(token=F("release__token"))
        .select_related("kind", "unit")
        .defer("kind__fields", "kind__limits")
    )


@dataclass(frozen=True)
class Choice:
    """One word of a filter. ``number`` is None where the count under the present choices is not kept."""

    label: str
    number: int | None
    query: str
    chosen: bool


@dataclass(frozen=True)
class Filter:
    """The words of one facet; of all but the kinds, the chosen one takes itself back."""

    name: str
    choices: list[Choice]
    active: bool


class _Keys(Paginator):
    """Finds the keys of a page in an index alone, counted from the nearer end: of 4,000 pages the last is as quick as
    the first."""

    def page(self, number: Any) -> Page:
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        end = min(start + self.per_page, self.count)
        works: Any = self.object_list
        keys = works.values_list("pk", flat=True)
        if start > self.count // 2:
            return Page(list(keys.reverse()[self.count - end : self.count - start])[::-1], number, self)
        return Page(list(keys[start:end]), number, self)


class Asked:
    """What the address asks for: ``kind`` by code, ``unit`` and ``item`` by key, ``year``.

    A value that is none of ours leads to an empty list, never to an error.
    """

    def __init__(self, query: QueryDict) -> None:
        self.texts = {facet: str(query[facet]) for facet in FACETS if query.get(facet)}
        self.kinds = {kind.pk: kind for kind in Kind.objects.defer("fields", "limits")}
        codes = {kind.code: pk for pk, kind in self.kinds.items()}
        self.values: dict[str, int | None] = {
            facet: codes.get(text) if facet == "kind" else _number(text) for facet, text in self.texts.items()
        }
        self.known = None not in self.values.values()
        self.within = self.values.get("kind") or 0
        self.counts = counts(self.within)

    def works(self) -> QuerySet[WorkCard]:
        """What answers, newest first."""
        if not self.known:
            return WorkCard.objects.none()
        columns = {"kind": "kind_id", "unit": "unit_id", "year": "year", "item": "item_id"}
        return WorkCard.objects.filter(**{columns[facet]: value for facet, value in self.values.items()})

    def stored_total(self) -> int | None:
        """How many works answer, where that is kept: with a kind and at most one more choice."""
        others = [facet for facet in self.values if facet != "kind"]
        if not self.known:
            return 0
        if not others:
            key = Key(0, "kind", self.within) if self.within else Key(0, "all", 0)
        elif len(others) == 1:
            key = Key(self.within, others[0], self.values[others[0]] or 0)
        else:
            return None
        return self.counts.get(key, 0)

    def page(self, number: Any) -> Page:
        """The keys of a page of 24. Raises django.core.paginator.InvalidPage beyond the end."""
        paginator = _Keys(self.works(), A_PAGE)
        if (total := self.stored_total()) is not None:
            paginator.__dict__["count"] = total
        return paginator.page(number)

    def query(self, **changes: object) -> str:
        """The query string with these choices instead; None takes a choice back."""
        wanted = {**self.texts, **changes}
        text = urlencode({key: value for key, value in wanted.items() if value is not None})
        return f"?{text}" if text else "?"

    def shown(self) -> dict[str, Any]:
        """What ``components/filters.html`` takes."""
        clear = self.query(**dict.fromkeys(self.texts))
        return {"filters": self.filters(), "clear": clear, "narrowed": bool(self.texts)}

    def filters(self) -> list[Filter]:
        """Each facet that has something to choose, in two more queries."""
        listed = {facet: self._listed(facet) for facet in FACETS}
        for facet, value in self.values.items():
            # What is chosen can be taken back, also where nothing answers.
            if value is not None and value not in dict(listed[facet]):
                listed[facet].append((value, 0))
        labels: dict[str, dict[int, Any]] = {
            "kind": {pk: kind.many for pk, kind in self.kinds.items()},
            "unit": Unit.objects.in_bulk([value for value, _number in listed["unit"]]),
            "item": {
                item.pk: item.public_name
                for item in Item.objects.filter(pk__in=[value for value, _number in listed["item"]])
            },
            "year": {value: value for value, _number in listed["year"]},
        }
        found = []
        for facet in FACETS:
            rows = [(value, number) for value, number in listed[facet] if value in labels[facet]]
            if facet == "kind":
                rows.sort(key=lambda row: (self.kinds[row[0]].position, row[0]))
            if len(rows) > 1 or facet in self.texts:
                found.append(self._filter(facet, rows, labels[facet]))
        return found

    def _listed(self, facet: str) -> list[tuple[int, int]]:
        within = 0 if facet == "kind" else self.within
        rows = [
            (key.value, n) for key, n in self.counts.items() if (key.within, key.facet) == (within, facet)
        ]
        # Years from the last; items by their numbers, which a reader sees; all else by what there is most of.
        orders = {"year": lambda row: (-row[0], 0), "item": lambda row: row}
        return sorted(rows, key=orders.get(facet, lambda row: (-row[1], row[0])))

    def _filter(self, facet: str, rows: list[tuple[int, int]], labels: dict[int, Any]) -> Filter:
        # Counts are kept for a facet alone, or within a kind; under other choices a number would mislead.
        exact = not [other for other in self.texts if other not in (facet, "kind")]
        if facet == "kind":
            exact = not [other for other in self.texts if other != "kind"]
        choices = []
        for value, number in rows:
            asked = self.kinds[value].code if facet == "kind" else str(value)
            chosen = self.texts.get(facet) == asked
            choices.append(
                Choice(
                    label=str(labels[value]),
                    number=number if exact else None,
                    query=self.query(**{facet: None if chosen and facet != "kind" else asked}),
                    chosen=chosen,
                )
            )
        return Filter(facet, choices, facet in self.texts)


class OfUnit(Asked):
    """What is asked for on the page of one unit: its kinds are counted, the unit itself is no choice."""

    def __init__(self, query: QueryDict, unit: Unit) -> None:
        query = query.copy()
        query["unit"] = str(unit.pk)
        super().__init__(query)
        del self.texts["unit"]
        counted = WorkCount.objects.filter(facet="unit", value=unit.pk, number__gt=0).exclude(within=0)
        self.of_kind = dict(counted.values_list("within", "number"))

    def filters(self) -> list[Filter]:
        return [each for each in super().filters() if each.name != "unit"]

    def _filter(self, facet: str, rows: list[tuple[int, int]], labels: dict[int, Any]) -> Filter:
        if facet == "kind":
            rows = [(kind, self.of_kind[kind]) for kind, _number in rows if kind in self.of_kind]
            return super()._filter(facet, rows, labels)
        made = super()._filter(facet, rows, labels)
        return replace(made, choices=[replace(choice, number=None) for choice in made.choices])


def _number(text: str) -> int | None:
    # Beyond 18 digits a database would refuse the number.
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None
