"""Where is this asset used? Each upper layer answers for what it knows, as with ``media_library.access``."""

from collections.abc import Callable
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
_finders: list[Finder] = []


def register(finder: Finder) -> Finder:
    """Let an upper layer name its uses of an asset, newest first. Call it in ``AppConfig.ready``."""
    _finders.append(finder)
    return finder


def uses_of(asset: Asset) -> list[Use]:
    """Everything that shows or holds the asset, layer by layer."""
    return [use for finder in _finders for use in finder(asset)]
