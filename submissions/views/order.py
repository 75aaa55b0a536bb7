"""``/calls/<slug>/order/``: the order in which the liaison's units recommend their works to a call."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import Unit
from accounts.roles import liaison_units
from campaigns.models import Call, Kind
from submissions import ranking
from submissions.models import Submission
from submissions.review.quota import Standing, standings
from submissions.views.doors import by_script, person, private

# Of works that may be many hundreds, no more is read than the list shows and sorts by.
SHOWN = ("uid", "title", "authors", "state", "rank", "since", "unit_id", "kind_id")


@dataclass(frozen=True)
class Ordered:
    """Works of a unit and a kind in their order, and how they stand to the quota."""

    standing: Standing
    works: list[Submission]

    @property
    def unranked(self) -> bool:
        """Whether some have no place yet."""
        return any(work.rank is None for work in self.works)


@require_http_methods(["GET", "HEAD", "POST"])
@private
def call_order(request: HttpRequest, slug: str) -> HttpResponse:
    """A list for each unit and kind; by POST a work goes up or down, or a whole list is put in order."""
    units = list(Unit.objects.filter(pk__in=liaison_units(request.user)))
    if not units:
        raise Http404
    call = get_object_or_404(Call.objects.select_related("item"), slug=slug)
    if request.method == "POST":
        return _arrange(request, call)
    offered = Submission.objects.filter(call=call, unit__in=units, state__in=ranking.OFFERED)
    lists: dict[tuple[int | None, int], list[Submission]] = defaultdict(list)
    for work in ranking.sorted_works(offered.only(*SHOWN)):
        lists[work.unit_id, work.kind_id].append(work)
    rows = next((rows for each, rows in standings(units, call) if each == call), [])
    context = {
        "call": call,
        "several": len(units) > 1,
        "lists": [Ordered(row, lists[row.unit.pk, row.kind.pk]) for row in rows],
    }
    return render(request, "submissions/order.html", context)


def _arrange(request: HttpRequest, call: Call) -> HttpResponse:
    by, units = person(request), liaison_units(request.user)
    place = ""
    if pressed := request.POST.get("up") or request.POST.get("down"):
        works = Submission.objects.select_related("call", "kind", "unit")
        work = get_object_or_404(works, call=call, unit__in=units, uid=_uid(pressed))
        ranking.move(work, by, up="up" in request.POST)
        place = f"#{work.uid}"
    else:
        unit = get_object_or_404(Unit, pk__in=units & {_key(request.POST.get("unit", ""))})
        kind = get_object_or_404(Kind, pk=_key(request.POST.get("kind", "")))
        ranking.arrange(call, unit, kind, [_uid(each) for each in request.POST.getlist("order")], by)
    if by_script(request):
        return JsonResponse({"sentence": _("The order is kept.")})
    return redirect(reverse("call_order", args=[call.slug]) + place)


def _uid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


def _key(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 18 else 0
