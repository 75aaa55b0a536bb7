"""Showing plans and calls to visitors: a second person reads and shows what another wrote last, and takes it back.

Two people, not three: where A made a plan and B changed it, A shows it. Nobody shows what they wrote last themselves.
"""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Role, has_role
from audit.trail import record
from campaigns import telling
from campaigns.models import Call, Campaign, Item


class NotAllowed(Exception):
    """Why this person cannot show it, in a sentence."""


@transaction.atomic
def ask(thing: Campaign | Call, by: User) -> None:
    """Put what was written or changed before those who may show it to visitors. Each hears of it once until it is
    shown or left. Raises NotAllowed for people who are no curators."""
    _refuse_strangers(by)
    hidden = type(thing)._default_manager.filter(pk=thing.pk, public=False)
    hidden.filter(waits_since=None).update(waits_since=timezone.now())
    thing.waits_since = hidden.values_list("waits_since", flat=True).first()
    if thing.waits_since:
        telling.waits(thing, {pk for pk in (last_writer(thing), by.pk) if pk})


@transaction.atomic
def show(thing: Campaign | Call, by: User) -> None:
    """Make a plan or a call visible to visitors.

    Raises NotAllowed for people who are no curators, and for whoever wrote it last: site texts need a second person.
    """
    if reason := why_not(thing, by):
        raise NotAllowed(reason)
    if isinstance(thing, Campaign):
        items = list(Item.objects.filter(group__campaign=thing))
        for item in items:
            item.shown_as = str(item)
        Item.objects.bulk_update(items, ["shown_as"])
    if _write(thing, public=True):
        _record(thing, "shown", by)
        telling.shown(thing, by)


@transaction.atomic
def hide(thing: Campaign | Call, by: User) -> None:
    """Take a plan or a call from visitors, or leave to the staff what waits to be shown; any curator may, at once."""
    _refuse_strangers(by)
    was_public = type(thing)._default_manager.filter(pk=thing.pk, public=True).exists()
    if _write(thing, public=False):
        _record(thing, "hidden" if was_public else "left", by)


def waiting_for(user: User) -> Sequence[Campaign | Call]:
    """What this person can show to visitors and was asked to, what waits longest first. Two queries."""
    if not has_role(user, Role.CURATOR):
        return []
    plans = Campaign.objects.filter(waits_since__isnull=False).select_related("edited_by", "created_by")
    calls = Call.objects.filter(waits_since__isnull=False).select_related("item__group", "edited_by")
    things: list[Campaign | Call] = [*plans, *calls]
    found = [each for each in things if user.pk != last_writer(each)]
    return sorted(found, key=lambda each: each.waits_since or timezone.now())


def why_not(thing: Campaign | Call, user: User) -> str:
    """Why this person cannot show it to visitors; empty where they can."""
    if not has_role(user, Role.CURATOR):
        return _("Only the new-media team can do this.")
    if user.pk == last_writer(thing):
        return _("You wrote this, so a colleague has to show it to visitors.")
    return ""


def somebody_can(thing: Campaign | Call) -> bool:
    """Whether there is anybody who may show it and did not write it last."""
    curators = User.objects.filter(Q(groups__name=Role.CURATOR) | Q(is_superuser=True), is_active=True)
    return curators.exclude(pk=last_writer(thing)).exists()


def last_writer(thing: Campaign | Call) -> int | None:
    """Who changed it last, else who made it; None for what came without anybody."""
    return thing.edited_by_id or (thing.created_by_id if isinstance(thing, Campaign) else None)


def _refuse_strangers(by: User) -> None:
    if not has_role(by, Role.CURATOR):
        raise NotAllowed(_("Only the new-media team can do this."))


def _write(thing: Campaign | Call, *, public: bool) -> bool:
    """Whether it was otherwise before."""
    rows = type(thing)._default_manager.filter(pk=thing.pk).exclude(public=public, waits_since=None)
    changed = rows.update(public=public, waits_since=None)
    thing.public, thing.waits_since = public, None
    return bool(changed)


def _record(thing: Campaign | Call, what: str, by: User) -> None:
    kind = telling.kind_of(thing)
    record(f"{kind}.{what}", by=by, subject=f"{kind}:{thing.pk}", label=thing.title)
