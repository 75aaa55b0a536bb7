"""Of what a file's page says about copies of it."""

from typing import Any

from django import template

from accounts.roles import Role, has_role
from media_library.duplicates.deciding import same_as
from media_library.duplicates.telling import of_assets, tell, twins_of, with_pictures
from media_library.models import Asset
from media_library.thumbnails import thumbnail_url
from media_library.usage import uses_of

register = template.Library()

#: So many are named; whoever wants all of them follows the link.
_NAMED = 5


@register.simple_tag
def thumbnail_of(asset: Asset) -> str:
    """The private address of the file's small picture; empty where there is none."""
    return thumbnail_url(asset)


@register.inclusion_tag("media_library/admin/parts/likeness.html", takes_context=True)
def likeness(context: dict[str, Any], asset: Asset) -> dict[str, Any]:
    """Which files hold the same bytes, and which likely show the same picture: for the curators' eyes alone."""
    if not has_role(context["request"].user, Role.CURATOR):
        return {}
    return {
        "asset": asset,
        "twins": [(twin, uses_of(twin)) for twin in twins_of([asset])[:_NAMED]],
        "same": same_as(asset),
        "pairs": tell(with_pictures(of_assets([asset]))[:_NAMED]),
    }
