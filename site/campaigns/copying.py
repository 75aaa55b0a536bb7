"""A call for other items: the same kinds, rules, terms and files; the dates as they are, or so many days later."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from accounts.models import User
from accounts.roles import Role, require_role
from audit.trail import record
from campaigns import showing
from campaigns.forms import suggested_slug
from campaigns.models import Call, CallAttachment, Item
from campaigns.quotas import copy_quotas

TITLE_LENGTH = 120


@transaction.atomic
def copy(call: Call, items: Sequence[Item], by: User, *, days: int = 0) -> list[Call]:
    """A new call for each item, named after it. A colleague shows each to visitors. Raises Http404 for no curator."""
    require_role(by, Role.CURATOR)
    kinds = list(call.kinds.all())
    attachments = list(call.attachments.all())
    made = []
    for item in items:
        new = Call.objects.get(pk=call.pk)
        new.pk, new._state.adding = None, True
        new.item, new.title, new.slug = item, item.title[:TITLE_LENGTH], suggested_slug(item.title)
        new.opens_on, new.closes_on = _later(call.opens_on, days), _later(call.closes_on, days)
        new.public, new.edited_by, new.waits_since = False, by, None
        new.save(force_insert=True)
        new.kinds.set(kinds)
        CallAttachment.objects.bulk_create(
            CallAttachment(call=new, asset_id=each.asset_id, position=each.position) for each in attachments
        )
        copy_quotas(call, new)
        record("call.copied", by=by, subject=f"call:{new.pk}", label=new.title, source=call.pk)
        showing.ask(new, by)
        made.append(new)
    return made


def _later(day: dt.date | None, days: int) -> dt.date | None:
    return day + dt.timedelta(days=days) if day else None
