"""Release and expiry at the times that were signed: the worker looks each minute, through the same doors as always."""

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Page

from curation import releasing
from curation.consenting import refuse_if_taken_back
from curation.errors import NotPossible
from curation.models import Review
from curation.withdrawing import take_away
from jobs import queue
from jobs.models import Lane
from jobs.rounds import every
from showcase.models import Release

#: The job that withdraws a work whose time is over; its subject is the page's key.
EXPIRE = "curation.expire"


@every(60)
def look_at_the_clock() -> None:
    """Ask for the releases whose time has come, and for the withdrawals of what has expired."""
    now = timezone.now()
    due = Q(release_at__lte=now) | Q(release_at=None)  # without a time: a bundle that may be whole now
    for pk in Review.objects.scheduled().filter(due).values_list("pk", flat=True):
        _prepare(pk)
    for page_id in expired(now):
        queue.ask(EXPIRE, str(page_id))


def expired(now: dt.datetime) -> list[int]:
    """The keys of the pages whose live release was signed to end by now."""
    live = Release.objects.filter(state=Release.State.LIVE, source__startswith="review:")
    pages = dict(live.values_list("source", "page_id"))
    over = Review.objects.filter(expires_at__lte=now).values_list("pk", flat=True)
    return [pages[f"review:{pk}"] for pk in over if f"review:{pk}" in pages]


@queue.handles(EXPIRE, lane=Lane.QUICK)
def expire(page_id: str) -> None:
    """Withdraw a work whose time is over. Idempotent: what is not public, or was signed anew, stays as it is."""
    if int(page_id) not in expired(timezone.now()):
        return
    page = Page.objects.get(pk=page_id)
    release = Release.objects.get(page_id=page.pk, state=Release.State.LIVE)
    review = Review.objects.get(pk=release.source.removeprefix("review:"))
    assert review.expires_at is not None
    day = date_format(timezone.localtime(review.expires_at), "DATETIME_FORMAT")
    reason = _("It was signed to be public until %(day)s.") % {"day": day}
    try:
        take_away(page, by=review.opened_by, reason=reason)
    except NotPossible:
        return  # somebody withdrew it in this moment


@transaction.atomic
def _prepare(pk: int) -> None:
    """Unless a curator has taken it back meanwhile, an author the consent, or its end came before its beginning."""
    found = Review.objects.select_for_update(of=("self",)).select_related("page")
    review = found.filter(pk=pk, state=Review.State.PASSED).first()
    if review is None or (review.expires_at and review.expires_at <= timezone.now()):
        return
    try:
        refuse_if_taken_back(review.page)
    except NotPossible:
        return  # it stands on the curators' desk
    releasing.prepare_reviewed(review)
