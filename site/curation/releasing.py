"""The only door to the public: files are copied first, then the work goes live in one transaction.

The only writer of Release and WorkCard, with ``curation.withdrawing`` which takes away what stands here.
"""

import datetime as dt
import secrets
from collections.abc import Iterator
from typing import Any

from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.models import User
from accounts.roles import Role, has_role
from audit.trail import record
from curation import bundles, publicfiles, subjects
from curation.digest import digest_of
from curation.errors import NotPossible
from curation.models import Attestation, Bundle, Review
from jobs import queue
from jobs.models import Lane
from jobs.rounds import every
from media_library import closeups, handouts, storage
from media_library.models import Asset
from showcase.models import ExhibitionPage, Release
from showcase.snapshot import public_place

#: The job that copies a release's files and lets it go live; its subject is the release's key.
RELEASE = "curation.release"
#: The job that has releases take over what ingest made of an asset meanwhile; its subject is the asset's uid.
COMPLETE = "curation.complete"
#: What is made later and joins a release that stands.
EXTRAS = ("avif", "hls", "sprites")
#: The job that deletes the files of what is public no more; its subject is the page's key.
CLEAR = "curation.clear"


def prepare_reviewed(review: Review) -> None:
    """Ask for the release of a page whose review passed, unless its time has not come, or another of its bundle lacks a
    signature. Call it in the transaction of the last signature, or of the round that finds its time come."""
    if review.release_at and review.release_at > timezone.now():
        return
    for each in bundles.passed_together(review):
        _prepare(f"review:{each.pk}", each.page, each.revision_id)


def go_on(bundle: Bundle) -> None:
    """One has left the bundle: perhaps it was the one for which the others waited."""
    signed = Review.objects.filter(bundled__bundle=bundle, bundled__outcome="", state=Review.State.PASSED)
    if review := signed.first():
        prepare_reviewed(review)


def prepare_attested(attestation: Attestation, revision_id: int) -> Release:
    """Ask for the release of a work that was released before, on an operator's attestation."""
    return _prepare(f"attestation:{attestation.pk}", attestation.page, revision_id)


def _prepare(source: str, page: Page, revision_id: int) -> Release:
    release, _made = Release.objects.get_or_create(
        source=source,
        defaults={
            "page_id": page.pk,
            "exhibition": isinstance(page.specific, ExhibitionPage),
            "slug": page.slug,
            "revision_id": revision_id,
            "token": secrets.token_hex(16),
        },
    )
    queue.ask(RELEASE, str(release.pk))
    return release


def release_again(page: Page, *, by: User) -> None:
    """Try a release again that was given up. Raises NotPossible for others than curators, or where none was."""
    if not has_role(by, Role.CURATOR):
        raise NotPossible(_("Only the new-media team tries a release again."))
    found = Release.objects.filter(page_id=page.pk, state=Release.State.PREPARING).first()
    if found is None or not queue.failed(RELEASE, [str(found.pk)]):
        raise NotPossible(_("No release of this work has failed."))
    record("work.release_again", by=by, subject=f"work:{page.pk}", label=page.title, release=found.source)
    queue.ask(RELEASE, str(found.pk))


@queue.handles(RELEASE, lane=Lane.QUICK)
def release(pk: str) -> None:
    """Copy the files, then go live. Idempotent: a second call finds the files and the state as they are."""
    found = Release.objects.get(pk=pk)
    if found.state == Release.State.PREPARING:
        page, content = _content(found)
        publicfiles.put(found.token, _files(page))
        for each in _go_live(found, page, content):
            publicfiles.clear_dead(each.page_id)
            _ask_for_extras(each)
    publicfiles.clear_dead(found.page_id)
    _ask_for_extras(found)


def _ask_for_extras(found: Release) -> None:
    """What was made while the files were copied found no live release to join: only now it does."""
    live = Release.objects.filter(pk=found.pk, state=Release.State.LIVE).first()
    if live is None:
        return
    page = Page.objects.get(pk=live.page_id).revisions.get(pk=live.revision_id).as_object()
    media = subjects.shown_media(page)
    if not media:
        return
    stands = subjects.content(page, public_place)["media"]
    for medium, released, shown in zip(stands, live.content["media"], media, strict=True):
        if any(medium.get(extra) != released.get(extra) for extra in EXTRAS):
            queue.ask(COMPLETE, str(shown.asset.uid))


def _content(found: Release) -> tuple[Page, Any]:
    page = Page.objects.get(pk=found.page_id)
    draft = page.revisions.get(pk=found.revision_id).as_object()
    media = subjects.shown_media(draft)
    shown = {each.asset_id: each.asset for each in media}
    for medium in media:
        if medium.download:
            handouts.bind(medium.asset)
    for each in subjects.closeups(draft):
        if each.asset in shown:
            closeups.cut(shown[each.asset], each.x, each.y, each.side)
    content = subjects.content(draft, public_place) | subjects.credit(draft)
    kind, _colon, key = found.source.partition(":")
    if kind == "review":
        review = Review.objects.get(pk=key)
        if review.state != Review.State.PASSED or _digest(draft, review) != review.digest:
            raise ValueError(f"{found} is not what was signed")
        if review.release_at and review.release_at > timezone.now():
            raise ValueError(f"the time of {found} has not come")
        if review.expires_at and review.expires_at <= timezone.now():
            raise ValueError(f"the time of {found} is over")
        signed = review.signatures()
        stages = list(review.stages.all())
        if not stages or {stage.code for stage in stages} - signed.keys():
            raise ValueError(f"{found} lacks a signature")
        people = User.objects.in_bulk([part.person_id for part in signed.values()])
        content["signers"] = [
            {
                "part": stage.code,
                "stage": stage.name,
                "stage_en": stage.name_en,
                "name": str(people[signed[stage.code].person_id]),
            }
            for stage in stages
        ]
    else:
        content["attested"] = Attestation.objects.get(pk=key).approval
    return draft, content


def _digest(draft: Page, review: Review) -> str:
    return digest_of(draft, review.release_at, review.expires_at)


def files_of(found: Release) -> Iterator[tuple[str, str]]:
    """(private path, path within the release) of every file of a release."""
    return _files(Page.objects.get(pk=found.page_id).revisions.get(pk=found.revision_id).as_object())


def _files(page: Page) -> Iterator[tuple[str, str]]:
    """(private path, path within the release) of every rendition that the page shows."""
    private = storages["default"]
    media = subjects.shown_media(page)
    assets: dict[int, Asset] = {each.asset_id: each.asset for each in media}
    taken_home = {each.asset_id for each in media if each.download}
    squares = {(each.asset, each.x, each.y, each.side) for each in subjects.closeups(page)}
    for asset in assets.values():
        for each in asset.renditions.all():
            # Of the squares that editors tried only those that were signed.
            if each.role == closeups.ROLE and (asset.pk, *closeups.square_of(each.name)) not in squares:
                continue
            if each.role == handouts.ROLE and asset.pk not in taken_home:
                continue
            if each.role == "tiles":
                folder = each.path.rpartition("/")[0]
                place = each.name.rpartition("/")[0]
                for path, _size in storage.walk(private, folder):
                    yield f"{folder}/{path}", public_place(asset, f"{place}/{path}")
            else:
                yield each.path, public_place(asset, each.name)


@transaction.atomic
def _go_live(found: Release, page: Page, content: Any) -> list[Release]:
    """Let it go live, with all others of its bundle or not yet; returns the others."""
    together = bundles.ready_together(found)
    shown = []
    for each in together:
        try:
            shown.append((each, page, content) if each.pk == found.pk else (each, *_content(each)))
        except ValueError:
            # What was ready is so no more (a unit was renamed): that release fails by its own name, this one waits.
            bundles.not_ready(each)
            queue.ask(RELEASE, str(each.pk))
            return []
    now = timezone.now()
    for each, its_page, its_content in shown:
        _put_live(each, its_page, its_content, now)
    bundles.went_live(together)
    return [each for each in together if each.pk != found.pk]


def _put_live(found: Release, page: Page, content: Any, now: dt.datetime) -> None:
    if not Release.objects.select_for_update().filter(pk=found.pk, state=Release.State.PREPARING).exists():
        # Withdrawn while the files were copied: nothing goes live, `clear_dead` takes the files away.
        return
    Release.objects.filter(page_id=page.pk, state=Release.State.LIVE).update(
        state=Release.State.REPLACED, ended_at=now
    )
    Release.objects.filter(pk=found.pk).update(state=Release.State.LIVE, content=content, released_at=now)
    found.refresh_from_db()
    subjects.put_up(found, page)
    revision = page.revisions.get(pk=found.revision_id)
    revision.publish(skip_permission_checks=True)
    Page.objects.filter(pk=page.pk).update(locked=False, locked_at=None, locked_by=None)
    record("work.released", by="hanmo", subject=f"work:{page.pk}", label=page.title, release=found.source)


def take_down(page_id: int, *states: str) -> bool:
    """End the release of the page that is live or being prepared, or in one of ``states``; within the caller's
    transaction.

    Returns whether there was one. The files go with ``publicfiles.clear_dead``, asked for here as well as called
    by whoever withdraws, so that a crash in between leaves nothing public.
    """
    ended = Release.objects.filter(
        page_id=page_id, state__in=states or [Release.State.LIVE, Release.State.PREPARING]
    ).update(state=Release.State.WITHDRAWN, ended_at=timezone.now())
    subjects.take_off(page_id)
    queue.ask(CLEAR, str(page_id))
    return bool(ended)


@every(60)
def clear_again() -> None:
    """A store that did not answer for minutes answers again some day: then nothing withdrawn may be left in it."""
    queue.ask_again(CLEAR)


@every(3600)
def check_store() -> None:
    """Once an hour see that the public store is exactly what is released."""
    queue.ask("curation.check", "public")


@queue.handles("curation.check", lane=Lane.SLOW)
def mend_store(_subject: str) -> None:
    """Delete what is not released, copy anew what a crash left out."""
    strangers, missing = publicfiles.check()
    for token in strangers:
        publicfiles.clear(token)
    if missing:
        for found in Release.objects.filter(state=Release.State.LIVE).iterator(chunk_size=200):
            publicfiles.put(found.token, files_of(found))
            # Withdrawn while we copied: what was put goes again.
            publicfiles.clear_dead(found.page_id)
    if strangers or missing:
        record(
            "public.mended", by="hanmo", subject="public:store", strangers=strangers, missing=missing[:100]
        )


@queue.handles(CLEAR, lane=Lane.QUICK)
def clear(page_id: str) -> None:
    """Delete the public files of every release of the page that is not live any more."""
    publicfiles.clear_dead(int(page_id))
