"""The units whose works are public: as a tree, and each with its works."""

from dataclasses import dataclass, field

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from accounts.models import Unit
from showcase import structured
from showcase.lists import OfUnit
from showcase.models import WorkCount
from showcase.views.works import listed
from showcase.visitors import for_visitors
from zh.pinyin import in_order


@dataclass
class Branch:
    """A unit in the tree; ``works`` are its own, without those of the units below it."""

    unit: Unit
    works: int
    below: list["Branch"] = field(default_factory=list)


@for_visitors
def units(request: HttpRequest) -> HttpResponse:
    """The tree, in two queries; a unit without a public work stands there only for those below it."""
    return render(request, "showcase/units.html", {"branches": tree()})


@for_visitors
def unit_works(request: HttpRequest, pk: int) -> HttpResponse:
    """The unit's works with facets; 404 where none is public."""
    unit = get_object_or_404(Unit.objects.select_related("parent"), pk=pk)
    asked = OfUnit(request.GET, unit)
    if not asked.of_kind:
        raise Http404(_("There is no such page."))
    below = [branch for branch in _branches(parent=unit) if branch.works]
    thing = {"@context": "https://schema.org", **structured.organization(unit)}
    context = {"unit": unit, "below": below, "thing": thing, **listed(request, asked)}
    return render(request, "showcase/unit.html", context)


def tree() -> list[Branch]:
    """The units that have public works, and those above them, the roots first."""
    branches = {branch.unit.pk: branch for branch in _branches()}
    roots: list[Branch] = []
    for branch in branches.values():
        above = branches.get(branch.unit.parent_id or 0)
        (above.below if above else roots).append(branch)
    return _pruned(roots)


def _branches(**which: object) -> list[Branch]:
    works = dict(
        WorkCount.objects.filter(within=0, facet="unit", number__gt=0).values_list("value", "number")
    )
    found = sorted(Unit.objects.filter(**which), key=lambda unit: in_order(unit.label))
    return [Branch(unit, works.get(unit.pk, 0)) for unit in found]


def _pruned(branches: list[Branch]) -> list[Branch]:
    for branch in branches:
        branch.below = _pruned(branch.below)
    return [branch for branch in branches if branch.works or branch.below]
