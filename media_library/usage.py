"""Where is this asset used? Each upper layer answers for what it knows, as with ``media_library.access``."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from media_library.models import Asset


@dataclass(frozen=True)
class Use:
    """One place: what kind of thing it is, what it is called, how it stands with it, where the admin shows it."""

    kind: str
    label: str
    standing: str = ""
    url: str = ""


Finder = Callable[[Asset], list[Use]]
Teller = Callable[[Collection[int]], dict[int, str]]
"""From primary keys of assets to a few words for each that is used, as “in 2 works”; the same queries for all."""

_finders: list[Finder] = []
_tellers: list[Teller] = []


def register(finder: Finder) -> Finder:
    """Let an upper layer name its uses of an asset, newest first. Call it in ``AppConfig.ready``."""
    _finders.append(finder)
    return finder


def uses_of(asset: Asset) -> list[Use]:
    """Everything that shows or holds the asset, layer by layer."""
    return [use for finder in _finders for use in finder(asset)]


def register_in_short(teller: Teller) -> Teller:
    """Let an upper layer say in lists how often it uses assets. Call it in ``AppConfig.ready``."""
    _tellers.append(teller)
    return teller


def in_short(assets: Collection[int]) -> dict[int, list[str]]:
    """For each of these that is used, the words of every layer."""
    told: dict[int, list[str]] = {}
    for teller in _tellers:
        for pk, words in teller(assets).items():
            told.setdefault(pk, []).append(words)
    return told
