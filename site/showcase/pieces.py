"""What is the same on many pages (a work's card, the words of a filter, the house): kept as long as nothing public
changes, at most a minute. A page still asks the database which works it may show; only how each looks is kept."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.core.cache import caches
from django.core.cache.utils import make_template_fragment_key
from django.http import HttpRequest
from django.utils.translation import get_language

from showcase import generation

T = TypeVar("T")

#: Seconds; for what no generation tells of, such as the new name of a unit: a page that is kept may begin with an old piece.
KEPT = 60


def kept(request: HttpRequest, *what: object, make: Callable[[], T]) -> T:
    """The piece that ``what`` names, in the reader's language, made where it is not kept under this generation."""
    pieces, key = caches["pieces"], _key(request, *what)
    found: Any = pieces.get(key)
    if found is None:
        found = make()
        pieces.set(key, found, KEPT)
    return found


def kept_of_each(
    request: HttpRequest, what: str, pks: Sequence[int], make: Callable[[list[int]], dict[int, str]]
) -> list[str]:
    """The pieces of these rows in their order; ``make`` is asked once for all that are not kept, and leaves out what
    is gone meanwhile."""
    pieces, keys = caches["pieces"], {pk: _key(request, what, pk) for pk in pks}
    found = pieces.get_many(keys.values())
    missing = [pk for pk, key in keys.items() if key not in found]
    if missing:
        made = {keys[pk]: piece for pk, piece in make(missing).items()}
        pieces.set_many(made, KEPT)
        found |= made
    return [found[key] for key in keys.values() if key in found]


def _key(request: HttpRequest, *what: object) -> str:
    # Digested: an address may ask for a filter as long as it likes.
    return make_template_fragment_key("piece", (generation.seen_by(request), get_language(), *what))
