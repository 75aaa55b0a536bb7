"""The site's own texts: an administrator writes them, a second person of the new-media team lets them be public."""

import datetime as dt
import hashlib
from typing import Any

from django.core.files.storage import storages
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.messages import words
from accounts.messages.telling import aside, path, tell
from accounts.models import User
from accounts.roles import Role, has_role, holders, is_administrator
from audit.trail import record
from curation.errors import NotPossible
from curation.models import HouseProposal
from media_library.models import Asset
from showcase import generation
from showcase.models import House

TEXTS = (
    *("name", "name_en", "motto", "motto_en", "host", "host_en", "contact"),
    *("icp", "icp_link", "police", "police_link"),
)
DATES = ("mourning_from", "mourning_until")
VALUES = (*TEXTS, "today", *DATES, "large_type")
#: As wide as an emblem is kept at least, for screens of three dots a pixel.
WIDTH = 200

words.register(
    {
        "house.waits": gettext_lazy("The site's texts were changed; a second person looks at them."),
        "house.set_aside": gettext_lazy(
            "%(who)s wrote the site's texts anew; what you had written is set aside."
        ),
    }
)


def waiting() -> HouseProposal | None:
    """What waits for a second person."""
    return HouseProposal.objects.filter(decided_at=None).select_related("by", "emblem").first()


def present() -> tuple[dict[str, Any], Asset | None]:
    """The values that hold, and the asset of the emblem."""
    stands = House.objects.filter(pk=1).first() or House()
    last = HouseProposal.objects.filter(taken=True).select_related("emblem").first()
    return {name: _plain(getattr(stands, name)) for name in VALUES}, last.emblem if last else None


@transaction.atomic
def propose(values: dict[str, Any], emblem: Asset | None, *, by: User) -> HouseProposal | None:
    """Write what shall hold, in place of what waits; None where nothing differs. Raises NotPossible for others than
    administrators."""
    if not is_administrator(by):
        raise NotPossible(_("Only administrators write the site's texts."))
    wanted = {name: _plain(values[name]) for name in VALUES}
    if before := waiting():
        _set_aside(before, by)
    if (wanted, emblem) == present():
        return None
    try:
        with transaction.atomic():
            made = HouseProposal.objects.create(values=wanted, emblem=emblem, by=by)
    except IntegrityError:
        raise NotPossible(_("A colleague has changed the texts meanwhile; please look again.")) from None
    record(
        "house.proposed", by=by, subject=f"house:{made.pk}", changed=[each[0] for each in differences(made)]
    )
    _tell(made)
    return made


@transaction.atomic
def take(proposal: HouseProposal, *, by: User) -> None:
    """Let it be public. Raises NotPossible for its writer, for who may not, and where it waits no more."""
    if reason := why_not_take(proposal, by):
        raise NotPossible(reason)
    changed = [each[0] for each in differences(proposal)]
    _decide(proposal, by, taken=True)
    values = dict(proposal.values)
    for name in DATES:
        values[name] = dt.date.fromisoformat(values[name]) if values[name] else None
    House.objects.update_or_create(pk=1, defaults=values | _emblem(proposal.emblem))
    generation.advance()
    record("house.taken", by=by, subject=f"house:{proposal.pk}", changed=changed, written_by=str(proposal.by))


@transaction.atomic
def decline(proposal: HouseProposal, *, by: User) -> None:
    """Leave all as it is; its writer takes it back so. Raises NotPossible for who may not, or where it is too late."""
    if not has_role(by, Role.CURATOR):
        raise NotPossible(_("Only the new-media team can do this."))
    _decide(proposal, by, taken=False)
    record("house.declined", by=by, subject=f"house:{proposal.pk}")


def why_not_take(proposal: HouseProposal, user: User) -> str:
    """Why this person cannot let it be public; empty where they can."""
    if not has_role(user, Role.CURATOR):
        return _("Only the new-media team can do this.")
    if proposal.by_id == user.pk:
        return _("You wrote this, so a colleague has to show it to visitors.")
    return ""


def differences(proposal: HouseProposal) -> list[tuple[str, Any, Any]]:
    """(field, as it is, as it shall be) for what differs."""
    values, emblem = present()
    rows: list[tuple[str, Any, Any]] = [
        (name, values[name], proposal.values[name])
        for name in VALUES
        if values[name] != proposal.values[name]
    ]
    if emblem != proposal.emblem:
        rows.append(("emblem", emblem or "", proposal.emblem or ""))
    return rows


def _decide(proposal: HouseProposal, by: User, *, taken: bool) -> None:
    ours = HouseProposal.objects.filter(pk=proposal.pk, decided_at=None)
    if not ours.update(decided_by=by, decided_at=timezone.now(), taken=taken):
        raise NotPossible(_("A colleague has decided this meanwhile."))


def _set_aside(proposal: HouseProposal, by: User) -> None:
    """What waited makes room for a newer writing; its writer hears of it."""
    changed = [each[0] for each in differences(proposal)]
    _decide(proposal, by, taken=False)
    record(
        "house.set_aside", by=by, subject=f"house:{proposal.pk}", changed=changed, written_by=str(proposal.by)
    )
    _tell_writer(proposal, by)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else "" if value is None else value


def _emblem(asset: Asset | None) -> dict[str, Any]:
    """The picture itself, as small as serves. Raises NotPossible where the asset has none to show."""
    if asset is None:
        return {"emblem": b"", "emblem_digest": "", "emblem_width": 0, "emblem_height": 0}
    made = asset.renditions.filter(role="web", media_type="image/webp").order_by("width")
    chosen = made.filter(width__gte=WIDTH).first() or made.last()
    if chosen is None:
        raise NotPossible(_("This file has no picture to show."))
    with storages["default"].open(chosen.path) as file:
        data = file.read()
    return {
        "emblem": data,
        "emblem_digest": hashlib.sha256(data).hexdigest(),
        "emblem_width": chosen.width or 0,
        "emblem_height": chosen.height or 0,
    }


@aside
def _tell(proposal: HouseProposal) -> None:
    administrators = User.objects.filter(is_superuser=True, is_active=True)
    to = {*holders(Role.CURATOR).values_list("pk", flat=True), *administrators.values_list("pk", flat=True)}
    tell(to - {proposal.by_id}, f"house:{proposal.pk}", "house.waits", link=path("curation_house"))


@aside
def _tell_writer(proposal: HouseProposal, by: User) -> None:
    event, facts = f"house-set-aside:{proposal.pk}", {"who": str(by)}
    tell({proposal.by_id} - {by.pk}, event, "house.set_aside", link=path("curation_house"), facts=facts)
