"""Taking a work from the public, at once: page, files, lists, search. The original and the record stay."""

import logging
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.models import User
from accounts.roles import Role, has_role
from audit.trail import record
from curation import publicfiles, releasing, reviewing, subjects
from curation.errors import NotPossible
from curation.models import Withdrawal
from media_library.storage import StoreAway
from showcase.models import Release

log = logging.getLogger(__name__)


def end_release(page: Page, *, by: User, reason: str) -> Withdrawal:
    """What a withdrawal writes, in the caller's transaction; once that stands, call ``clear_files``.

    ``curation.takedown`` calls it, after a second person or for secrets. Raises NotPossible without a reason, for people
    who may not, or where nothing of the work is public or about to be.
    """
    if not may_withdraw(by):
        raise NotPossible(_("Only the new-media team and the final reviewers withdraw works."))
    if not reason.strip():
        raise NotPossible(_("Please give the reason; it goes into the register."))
    return _end(page, by=by, reason=reason)


def take_away(page: Page, *, by: User, reason: str) -> Withdrawal:
    """Withdraw a release whose time is over, in the name of whoever had it signed so; a review that is under way and a
    release that follows go on. Raises NotPossible where none is live."""
    with transaction.atomic():
        page = Page.objects.select_for_update().get(pk=page.pk)
        if not releasing.take_down(page.pk, Release.State.LIVE):
            raise NotPossible(_("This work is not public."))
        Page.objects.filter(pk=page.pk).update(live=False, has_unpublished_changes=True)
        withdrawal = _write(page, by=by, reason=reason)
    clear_files(page)
    return withdrawal


def _end(page: Page, *, by: User, reason: str) -> Withdrawal:
    page = Page.objects.select_for_update().get(pk=page.pk)
    if not releasing.take_down(page.pk):
        raise NotPossible(_("This work is not public."))
    reviewing.close_reviews(page, by=by, reason=_("The work was withdrawn: %s") % reason.strip())
    Page.objects.filter(pk=page.pk).update(
        live=False, has_unpublished_changes=True, locked=False, locked_at=None, locked_by=None
    )
    return _write(page, by=by, reason=reason)


def _write(page: Page, *, by: User, reason: str) -> Withdrawal:
    withdrawal = Withdrawal.objects.create(page=page, reason=reason.strip(), by=by)
    subjects.count(page.specific)
    record("work.withdrawn", by=by, subject=f"work:{page.pk}", label=page.title, reason=reason.strip())
    return withdrawal


def clear_files(page: Page) -> None:
    """Outside the transaction: what is deleted stays deleted. If we are killed before, the job asked for does it."""
    try:
        publicfiles.clear_dead(page.pk)
    except StoreAway:
        log.exception("The files of %s are deleted when the store answers again", page.slug)


def may_withdraw(user: Any) -> bool:
    """Who asks that a work be taken down, and who approves it."""
    return has_role(user, Role.CURATOR, Role.FINAL, Role.SECRECY)


def is_public(page: Page) -> bool:
    """Whether a release of the page is live now."""
    return Release.objects.filter(page_id=page.pk, state=Release.State.LIVE).exists()
