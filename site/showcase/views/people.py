"""Those who made what is public: by the sound of their names, and each with their works."""

import string
from typing import Any
from urllib.parse import quote

from django.core.paginator import Paginator
from django.db.models import Count, Exists, F, Max, Min, OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from accounts.models import Unit
from campaigns.models import Kind
from showcase import structured
from showcase.lists import A_PAGE, cards
from showcase.makers import OTHERS, PEOPLE
from showcase.models import Maker, WorkCard
from showcase.paging import numbers_of
from showcase.visitors import for_visitors

NAMES = 120
"""So many names a page; letters, not numbers, lead on."""
LETTERS = [*string.ascii_uppercase, OTHERS]
_LONGEST = 100


@for_visitors
def people(request: HttpRequest) -> HttpResponse:
    """Names by letter, or those that answer ``q``: four queries, or seven with words."""
    text = request.GET.get("q", "").strip()[:_LONGEST]
    letter = request.GET.get("letter", "")
    page = _number(request.GET.get("page", "1"))
    found = Maker.objects.filter(works__gt=0).order_by("initial", "pinyin", "pk")
    if text:
        found = found.filter(pk__in=[hit.pk for hit in PEOPLE.search(text, NAMES).hits])
    elif letter:
        found = found.filter(initial=letter) if letter in LETTERS else found.none()
    rows = list(_with_unit(found)[(page - 1) * NAMES : page * NAMES + 1])
    if page > 1 and not rows:
        raise Http404(_("There is no such page."))
    shown = rows[:NAMES]
    units = Unit.objects.in_bulk({row.unit_id for row in shown if row.unit_id})
    for row in shown:
        row.unit = units.get(row.unit_id)
    narrowed = f"letter={quote(letter)}&" if letter and not text else ""
    return render(
        request,
        "showcase/people.html",
        {
            "people": shown,
            "letters": _letters(),
            "letter": letter,
            "others": OTHERS,
            "text": text,
            "previous": f"?{narrowed}page={page - 1}" if page > 1 else "",
            "next": f"?{narrowed}page={page + 1}" if len(rows) > NAMES else "",
        },
    )


@for_visitors
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """A name, its units, one sentence, the works, the latest first; 404 where no work is public."""
    maker = get_object_or_404(Maker, pk=pk, works__gt=0)
    works = WorkCard.objects.filter(credits__maker=maker)
    paginator = Paginator(works, A_PAGE)
    paginator.__dict__["count"] = maker.works
    number = _number(request.GET.get("page", "1"))
    if number > paginator.num_pages:
        raise Http404(_("There is no such page."))
    in_time = cards().filter(credits__maker=maker)
    in_time = in_time.order_by(F("year").desc(nulls_last=True), "-first_released_at", "-pk")
    return render(
        request,
        "showcase/person.html",
        {
            "maker": maker,
            "cards": list(in_time[(number - 1) * A_PAGE : number * A_PAGE]),
            **(about := _summary(works)),
            "thing": structured.person(maker, about["units"]),
            **numbers_of(paginator, number),
        },
    )


def _summary(works: QuerySet[WorkCard]) -> dict[str, Any]:
    """Of which units, and one sentence on when and what: in five queries."""
    grouped = works.order_by()
    units = grouped.values("unit").annotate(last=Max("first_released_at")).order_by("-last", "unit")
    keys = [row["unit"] for row in units]
    known = Unit.objects.in_bulk(keys)
    numbers = dict(grouped.values_list("kind").annotate(Count("pk")))
    kinds = Kind.objects.filter(pk__in=numbers).defer("fields", "limits")
    years = grouped.aggregate(first=Min("year"), last=Max("year"))
    return {
        "units": [known[key] for key in keys],
        "sentence": _sentence(
            {kind.many if numbers[kind.pk] > 1 else kind.label: numbers[kind.pk] for kind in kinds},
            years["first"],
            years["last"],
        ),
    }


def _sentence(kinds: dict[str, int], first: int | None, last: int | None) -> str:
    number = sum(kinds.values())
    facts = {"n": number, "first": first, "last": last, "kinds": _listed(kinds)}
    if first != last:
        text = ngettext(
            "%(n)d work from %(first)s to %(last)s: %(kinds)s.",
            "%(n)d works from %(first)s to %(last)s: %(kinds)s.",
            number,
        )
    elif first:
        text = ngettext("%(n)d work of %(first)s: %(kinds)s.", "%(n)d works of %(first)s: %(kinds)s.", number)
    else:
        text = ngettext("%(n)d work: %(kinds)s.", "%(n)d works: %(kinds)s.", number)
    return text % facts


def _listed(kinds: dict[str, int]) -> str:
    if len(kinds) == 1:
        return next(iter(kinds))
    return pgettext("between kinds", ", ").join(f"{kind}\u00a0{number}" for kind, number in kinds.items())


def _with_unit(makers: QuerySet[Maker]) -> QuerySet[Any]:
    """Each with the unit of their newest work, which tells two people of one name apart."""
    newest = WorkCard.objects.filter(credits__maker=OuterRef("pk")).values("unit_id")[:1]
    return makers.annotate(unit_id=Subquery(newest))


def _letters() -> list[str]:
    """The letters under which somebody stands: one probe of an index for each, in one query."""
    there = Maker.objects.filter(works__gt=0)
    probes = {f"is_{n}": Exists(there.filter(initial=letter)) for n, letter in enumerate(LETTERS)}
    found = there.order_by().annotate(**probes).values_list(*probes)[:1]
    return [letter for row in found for letter, is_there in zip(LETTERS, row, strict=True) if is_there]


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < len(text) < 6 and int(text)):
        raise Http404(_("There is no such page."))
    return int(text)
