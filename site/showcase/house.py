"""What every page knows: the house, and how its reader likes to read."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from showcase.models import House
from showcase.pieces import kept

#: What a reader may choose, each in a cookie of this name. Kept pages differ by it.
CHOICES = {"type": ("large", "usual"), "light": ("dark", "bright")}


def house(request: Any) -> House:
    """The house as it was last agreed, asked for once for a request."""
    if not hasattr(request, "house"):
        # A page for visitors knows its generation. Any other would first have to ask for that.
        visited = hasattr(request, "generation")
        request.house = kept(request, "house", make=_agreed) if visited else _agreed()
    found: House = request.house
    return found


def _agreed() -> House:
    return House.objects.filter(pk=1).defer("emblem").first() or House()


def chosen(request: HttpRequest) -> dict[str, str]:
    """The reader's choices, by cookie; anything else is none."""
    found = {name: request.COOKIES.get(name, "") for name in CHOICES}
    return {name: value if value in CHOICES[name] else "" for name, value in found.items()}


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """For templates: ``house``, asked for once a page, ``large_type``, and ``light`` (dark, bright or empty)."""
    here: Any = SimpleLazyObject(lambda: house(request))
    choices = chosen(request)

    def large_type() -> bool:
        return choices["type"] == "large" or bool(not choices["type"] and here.large_type)

    return {"house": here, "large_type": large_type, "light": choices["light"]}
