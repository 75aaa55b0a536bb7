"""Words for files and for what happened to them."""

from django import template
from django.utils.translation import gettext as _

from audit.models import Entry
from media_library.library.facts import described as describe
from media_library.models import Asset

register = template.Library()


@register.filter
def described(asset: Asset) -> str:
    """JPEG 4000 × 3000, MP4 1:02:03."""
    return describe(asset)


@register.filter
def act_on_asset(act: Entry) -> str:
    """An act of the audit trail in words; one that is not known stays as it is written there."""
    said = act.detail
    words = {
        "asset.retry": _("had it looked at once more"),
        "asset.tag": _("gave it tags: %(tags)s"),
        "asset.untag": _("took tags from it: %(tags)s"),
        "asset.caption": _("wrote its caption: %(caption)s")
        if said.get("caption")
        else _("took its caption away"),
        "asset.move": _("moved it to “%(album)s”") if said.get("album") else _("took it out of its album"),
        "asset.pick": _("picked it"),
        "asset.unpick": _("took the pick back"),
        "asset.same": _("decided: the same picture as another file"),
        "asset.different": _("decided: not a duplicate of another file"),
        "asset.download": _("saved the original, in a ZIP"),
    }
    told = {**said, "tags": "\u2003".join(said.get("tags", []))}
    return words[act.action] % told if act.action in words else act.action
