"""From what the team picked of an event to a page that can be edited: the same road as any work from there on."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Unit, User
from accounts.roles import Role, has_role
from audit.trail import record
from campaigns import fields
from campaigns.models import Family as KindFamily
from campaigns.models import Item, Kind
from curation.drafting import next_number
from curation.errors import NotPossible
from curation.models import AlbumDraft
from curation.standing import standings
from media_library.albums.contents import files_of
from media_library.albums.onwards import Onward, register
from media_library.models import Album, Asset, Family, State
from media_library.usage import Use
from showcase.models import WorkMedia, WorkPage, WorksPage

#: How a team writes several photographers into one field.
_BETWEEN_NAMES = re.compile(r"[、,，;；/\n]+")


@transaction.atomic
def draft_of_album(
    album: Album,
    *,
    title: str,
    unit: Unit,
    photographers: str,
    details: Mapping[str, Any],
    item: Item | None = None,
    by: User,
) -> WorkPage:
    """Make the page of what is picked, once; asked again for the same picks, it returns the page that stands.

    Raises NotPossible for others than curators, and where the picks are no work of the kind.
    """
    if not has_role(by, Role.CURATOR):
        raise NotPossible(_("Only the new-media team drafts pages."))
    Album.objects.select_for_update().get(pk=album.pk)
    picks = picked(album)
    key = _key(picks)
    if standing := AlbumDraft.objects.filter(album=album, key=key).select_related("page").first():
        return standing.page
    kind = photographs()
    if refusal := why_not(kind, picks):
        raise NotPossible(refusal)
    page = WorkPage(
        title=title.strip(),
        slug=next_number(kind.prefix),
        owner=by,
        live=False,
        kind=kind,
        item=item,
        unit=unit,
        authors=[name for each in _BETWEEN_NAMES.split(photographers) if (name := each.strip())],
        created=album.taken or str(details.get("taken_on", "")),
        details=dict(details),
    )
    page.media = [
        WorkMedia(asset=asset, caption=asset.caption, alt=asset.caption or page.title, sort_order=position)
        for position, asset in enumerate(picks)
    ]
    WorksPage.objects.get().add_child(instance=page)
    page.save_revision(user=by)
    AlbumDraft.objects.create(page=page, album=album, key=key, by=by)
    record("work.drafted", by=by, subject=f"work:{page.pk}", label=page.title, album=album.name)
    record("album.work", by=by, subject=f"album:{album.pk}", label=album.name, work=page.slug)
    return page


def photographs() -> Kind:
    """The kind that photographs of an event are. Raises NotPossible where an institution has none for pictures."""
    kinds = {kind.code: kind for kind in Kind.objects.filter(family=KindFamily.PICTURES)}
    if not kinds:
        raise NotPossible(_("There is no kind of work for pictures."))
    return kinds.get("photograph") or next(iter(kinds.values()))


def picked(album: Album) -> list[Asset]:
    """What is picked, in the order in which it was taken."""
    return list(files_of(album).filter(picked=True))


def why_not(kind: Kind, picks: Sequence[Asset]) -> str:
    """A sentence that says why these are no work of the kind yet; empty where they are."""
    least, most = kind.limits.get("files_min") or 1, kind.limits.get("files_max")
    number = len(picks)
    for asset in picks:
        if asset.state != State.READY:
            return _("“%(name)s” is not ready yet.") % {"name": asset.name}
        if asset.family != Family.PICTURE:
            return _("“%(name)s” is no picture. Take it back.") % {"name": asset.name}
    if not picks:
        return _("Nothing is picked yet.")
    if most and number > most:
        return ngettext(
            "%(number)s photograph is picked, and a work shows at most %(most)s. Take %(over)s back.",
            "%(number)s photographs are picked, and a work shows at most %(most)s. Take %(over)s back.",
            number,
        ) % {"number": number, "most": most, "over": number - most}
    if number < least or 1 < number < (kind.limits.get("set_min") or 0):
        return _("A work shows one photograph, or a set of at least %(least)s; %(number)s are picked.") % {
            "least": max(least, kind.limits.get("set_min") or 0),
            "number": number,
        }
    return ""


def proposal(album: Album, kind: Kind, day: str) -> dict[str, str]:
    """What the album says already, by the kind's own fields: nothing is typed twice."""
    taken = album.taken if len(album.taken) == 10 else day
    said = {"taken_on": taken, "place": album.place, "event": album.name}
    return {
        entry["name"]: said.get(entry["name"], "") for entry in kind.fields if entry.get("type") != "body"
    }


def detail_errors(kind: Kind, typed: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """The kind's details in their final form, and a sentence for each that is missing, by the form's field."""
    details, errors = fields.clean(kind, typed)
    return details, {fields.PREFIX + name: sentence for name, sentence in errors.items()}


@register
def works_of(user: Any, album: Album) -> Onward:
    """The works that were made of an album, the newest first, and where another one is made."""
    drafts = list(AlbumDraft.objects.filter(album=album).select_related("page"))
    known = standings([each.page for each in drafts]) if drafts else {}
    made = [
        Use(
            kind=_("Work"),
            label=f"{each.page.title}\u2003{each.page.slug}",
            standing=known[each.page_id].sentence,
            url=reverse("curation_work", args=[each.page_id]),
        )
        for each in drafts
    ]
    may = has_role(user, Role.CURATOR)
    return Onward(made=made, url=reverse("curation_from_album", args=[album.uid]) if may else "")


def _key(picks: Sequence[Asset]) -> str:
    return hashlib.sha256("\n".join(sorted(str(asset.uid) for asset in picks)).encode()).hexdigest()
