"""Words for files and for what happened to them."""

from django import template
from django.utils.translation import gettext as _

from media_library.library.facts import described as describe
from media_library.models import Asset

register = template.Library()


@register.filter
def described(asset: Asset) -> str:
    """JPEG 4000 × 3000, MP4 1:02:03."""
    return describe(asset)


@register.filter
def act_on_asset(action: str) -> str:
    """An act of the audit trail in words; one that is not known stays as it is written there."""
    return {"asset.retry": _("had it looked at once more")}.get(action, action)
