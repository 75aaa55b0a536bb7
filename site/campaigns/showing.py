"""Showing plans and calls to visitors: a second person shows what the first one made, and takes it back."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Role, has_role
from audit.trail import record
from campaigns.models import Call, Campaign, Item


class NotAllowed(Exception):
    """Why this person cannot show it, in a sentence."""


def show(thing: Campaign | Call, by: User) -> None:
    """Make a plan or a call visible to visitors.

    Raises NotAllowed for people who are no curators, and for those who made or last changed it: site texts need a second person.
    """
    if reason := why_not(thing, by):
        raise NotAllowed(reason)
    _write(thing, by, public=True)


def hide(thing: Campaign | Call, by: User) -> None:
    """Take a plan or a call from visitors; any curator may, at once."""
    if not has_role(by, Role.CURATOR):
        raise NotAllowed(_("Only the new-media team can do this."))
    _write(thing, by, public=False)


def why_not(thing: Campaign | Call, user: User) -> str:
    """Why this person cannot show it to visitors; empty where they can."""
    if not has_role(user, Role.CURATOR):
        return _("Only the new-media team can do this.")
    authors = {thing.edited_by_id, thing.created_by_id if isinstance(thing, Campaign) else None}
    if user.pk in authors:
        return _("You wrote this, so a colleague has to show it to visitors.")
    return ""


@transaction.atomic
def _write(thing: Campaign | Call, by: User, *, public: bool) -> None:
    kind = "campaign" if isinstance(thing, Campaign) else "call"
    changed = type(thing)._default_manager.filter(pk=thing.pk, public=not public).update(public=public)
    thing.public = public
    if public and isinstance(thing, Campaign):
        items = list(Item.objects.filter(group__campaign=thing))
        for item in items:
            item.shown_as = str(item)
        Item.objects.bulk_update(items, ["shown_as"])
    if changed:
        record(
            f"{kind}.{'shown' if public else 'hidden'}",
            by=by,
            subject=f"{kind}:{thing.pk}",
            label=thing.title,
        )
