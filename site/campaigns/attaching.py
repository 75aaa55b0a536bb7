"""Files that go with a call. They stay in the private store: staff who are signed in may take them, visitors never.

So they need no release and no second person, and a call that is visible to visitors may have them.
"""

from collections.abc import Collection, Iterable
from typing import Any

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.roles import Role, require_role
from audit.trail import record
from campaigns.models import Call, CallAttachment
from media_library import access
from media_library.models import Asset, State
from media_library.usage import Use, register, register_in_short

MOST = 20


@transaction.atomic
def attach(call: Call, assets: Iterable[Asset], by: User) -> int:
    """Let these files go with the call; how many are new to it. All staff will have the originals.

    Raises Http404 for who is no curator, and for a file that somebody else brought or sent in.
    """
    require_role(by, Role.CURATOR)
    assets = list(assets)
    if any(asset.owner_id != by.pk for asset in assets):
        raise Http404
    Call.objects.select_for_update().get(pk=call.pk)
    there = list(call.attachments.values_list("asset", flat=True))
    new = [asset for asset in {asset.pk: asset for asset in assets}.values() if asset.pk not in there]
    new = new[: max(0, MOST - len(there))]
    CallAttachment.objects.bulk_create(
        CallAttachment(call=call, asset=asset, position=len(there) + number)
        for number, asset in enumerate(new)
    )
    for asset in new:
        record("call.attached", by=by, subject=f"call:{call.pk}", label=call.title, asset=str(asset.uid))
    return len(new)


@transaction.atomic
def detach(attachment: CallAttachment, by: User) -> None:
    """The file no longer goes with the call; it stays in the library. Raises Http404 for who is no curator."""
    require_role(by, Role.CURATOR)
    call, asset = attachment.call, attachment.asset
    if CallAttachment.objects.filter(pk=attachment.pk).delete()[0]:
        record("call.detached", by=by, subject=f"call:{call.pk}", label=call.title, asset=str(asset.uid))


@access.register
def staff_see_attachments(user: Any, asset: Asset) -> bool:
    """Every call is open to all who are signed in, and so is what goes with it."""
    return asset.state == State.READY and CallAttachment.objects.filter(asset=asset).exists()


@register
def calls_with(asset: Asset) -> list[Use]:
    """The calls that a file goes with."""
    found = Call.objects.filter(attachments__asset=asset).order_by("-pk")
    return [Use(kind=_("Call"), label=call.title) for call in found]


@register_in_short
def how_many_calls(assets: Collection[int]) -> dict[int, str]:
    """With how many calls each goes."""
    numbers: dict[int, int] = {}
    for pk in CallAttachment.objects.filter(asset__in=assets).values_list("asset", flat=True):
        numbers[pk] = numbers.get(pk, 0) + 1
    return {pk: ngettext("with %(n)d call", "with %(n)d calls", n) % {"n": n} for pk, n in numbers.items()}
