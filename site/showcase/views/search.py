"""Search, for readers and for machines."""

from collections import Counter
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language

from accounts.models import Unit
from campaigns.models import Kind
from showcase.exhibitions.finding import find
from showcase.paging import numbers_of
from showcase.search import Answer, search
from showcase.suggesting import complete, did_you_mean

A_PAGE = 24


def results(request: HttpRequest) -> HttpResponse:
    """``/search/?q=``: a page of hits with facets; ``&format=json``: the same as data.

    Whatever is typed is only a search. A choice that is none of ours finds nothing; a page beyond the end is the last.
    """
    # No page can hold a NUL.
    text = request.GET.get("q", "").replace("\0", "").strip()
    kinds = {kind.pk: kind for kind in Kind.objects.all()}
    asked = {
        facet: request.GET[facet].replace("\0", "")
        for facet in ("kind", "unit", "year")
        if request.GET.get(facet)
    }
    chosen = _chosen(asked, kinds)
    number = max(1, _number(request.GET.get("page", "")) or 1)
    answer = search(text, chosen, A_PAGE, (number - 1) * A_PAGE)
    if request.GET.get("format") == "json":
        return JsonResponse(_as_data(answer), json_dumps_params={"ensure_ascii": False})
    if not answer.found and answer.total:
        number = -(-answer.total // A_PAGE)
        answer = search(text, chosen, A_PAGE, (number - 1) * A_PAGE)
    paginator = Paginator(range(answer.total), A_PAGE)

    def address(**changes: object) -> str:
        wanted = {"q": text, **asked, **changes}
        return "?" + urlencode({key: value for key, value in wanted.items() if value is not None})

    meant = did_you_mean(text) if text and not answer.total and not asked else None
    return render(
        request,
        "showcase/search.html",
        {
            "text": text,
            "answer": answer,
            "halls": find(text) if number == 1 and not asked else [],
            "kept": asked.items(),
            "filters": _filters(answer, asked, kinds, address) if text else [],
            "narrowed": bool(asked),
            "clear": address(**dict.fromkeys(asked)),
            "meant": {"text": meant, "query": address(q=meant)} if meant else None,
            **numbers_of(paginator, number, lambda n: address(page=n)),
        },
    )


def suggestions(request: HttpRequest) -> JsonResponse:
    """``/search/suggest/?q=``: titles and names that say what is typed so far."""
    words = complete(request.GET.get("q", ""))
    return JsonResponse({"suggestions": words}, json_dumps_params={"ensure_ascii": False})


def _chosen(asked: dict[str, str], kinds: dict[int, Kind]) -> dict[str, int]:
    codes = {kind.code: pk for pk, kind in kinds.items()}
    # -1 is nobody's key: what is none of ours finds nothing.
    return {
        facet: (codes.get(value) if facet == "kind" else _number(value)) or -1
        for facet, value in asked.items()
    }


def _as_data(answer: Answer) -> dict[str, Any]:
    return {
        "total": answer.total,
        **({"more": True} if answer.more else {}),
        "results": [
            {
                "title": each.card.title,
                "url": each.card.url,
                "kind": each.card.kind.code,
                "snippet": each.snippet,
            }
            for each in answer.found
        ],
    }


def _filters(
    answer: Answer, asked: dict[str, str], kinds: dict[int, Kind], address: Any
) -> list[dict[str, Any]]:
    """Each facet that has something to choose: its words with their counts, the chosen one marked.

    With too many hits to count it is the kinds alone, without numbers.
    """
    counts = answer.counts or {"kind": Counter(dict.fromkeys(kinds, 0))}
    english = get_language() == "en"
    units = Unit.objects.in_bulk(list(counts.get("unit", ())))
    labels: dict[str, dict[int, str]] = {
        "kind": {pk: kind.many for pk, kind in kinds.items()},
        "unit": {pk: (english and unit.name_en) or unit.name for pk, unit in units.items()},
        "year": {year: str(year) for year in counts.get("year", ())},
    }
    found = []
    for facet, counted in counts.items():
        rows = sorted(counted.items(), key=lambda row: (-row[0], 0) if facet == "year" else (-row[1], row[0]))
        choices = []
        for value, number in rows:
            word = kinds[value].code if facet == "kind" else str(value)
            chosen = asked.get(facet) == word
            choices.append(
                {
                    "label": labels[facet][value],
                    "number": number if answer.counts else None,
                    "query": address(**{facet: None if chosen and facet != "kind" else word}),
                    "chosen": chosen,
                }
            )
        if len(choices) > 1 or facet in asked:
            found.append({"name": facet, "choices": choices, "active": facet in asked})
    return found


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None
