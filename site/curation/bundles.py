"""Which works belong together: the only writer of Bundle and BundledWork. The verbs stand in ``curation.bundling``.

A bundle only groups. What it adds to the rules is here: no release of it is made before all have their signatures,
and none goes live before the files of all stand.
"""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from audit.trail import record
from curation.consenting import any_taken_back
from curation.models import Bundle, BundledWork, Review
from showcase.models import Release, WorkPage


def members(bundle: Bundle) -> QuerySet[BundledWork]:
    """The works that belong to it now, in the order in which they came."""
    found = bundle.works.filter(outcome="").select_related("page__kind", "page__unit", "review")
    return found.order_by("pk")


def of_page(page_id: int) -> BundledWork | None:
    """The work's place in a bundle, where it has one now."""
    return BundledWork.objects.filter(page=page_id, outcome="").select_related("bundle").first()


def make(name: str, *, by: User) -> Bundle:
    """A bundle without works."""
    bundle = Bundle.objects.create(name=name, by=by)
    record("bundle.made", by=by, subject=f"bundle:{bundle.pk}", label=name)
    return bundle


def rename(bundle: Bundle, name: str, *, by: User) -> None:
    """Give it another name."""
    record("bundle.renamed", by=by, subject=f"bundle:{bundle.pk}", label=name, before=bundle.name)
    bundle.name = name
    bundle.save(update_fields=["name"])


def put_in(bundle: Bundle, page: WorkPage, *, by: User) -> None:
    """The work belongs to it from now on. The database refuses a second bundle."""
    BundledWork.objects.create(bundle=bundle, page=page, by=by)
    _note("bundle.added", bundle, page, by)


def take_out(row: BundledWork, *, by: User) -> None:
    """The work leaves its bundle."""
    ours = BundledWork.objects.filter(pk=row.pk, outcome="")
    if ours.update(outcome=BundledWork.Outcome.LEFT, ended_at=timezone.now(), ready_at=None):
        _note("bundle.left", row.bundle, row.page, by)


def pin(row: BundledWork, review: Review) -> None:
    """This review is the bundle's."""
    BundledWork.objects.filter(pk=row.pk).update(review=review, ready_at=None)


def unpin(rows: Iterable[BundledWork]) -> None:
    """Their reviews are about to end, and they stay together."""
    BundledWork.objects.filter(pk__in=[row.pk for row in rows]).update(review=None, ready_at=None)


def follow(review: Review, following: Review) -> None:
    """The cycle that follows another in one step takes its place in the bundle."""
    BundledWork.objects.filter(review=review, outcome="").update(review=following, ready_at=None)


def come_back(review: Review, *, by: User) -> Bundle | None:
    """A work's review, or its release, ended without the others': it leaves, and the rest, which is returned, goes on.

    The last one that was under way stays: there is no rest to go on, and the bundle is mended and sent again whole.
    """
    row = BundledWork.objects.filter(review=review, outcome="").select_related("bundle", "page").first()
    if row is None:
        return None
    bundle = Bundle.objects.select_for_update().get(pk=row.bundle_id)
    if members(bundle).filter(review__isnull=False).exclude(pk=row.pk).exists():
        take_out(row, by=by)
        return bundle
    unpin([row])
    return None


def passed_together(review: Review) -> list[Review]:
    """The reviews that are to be released with this one, which has passed; none while one of its bundle lacks a
    signature, or the consent to it is taken back. Call it in the transaction that wrote the last signature.

    The bundle's row is locked, so that of two last signatures at once the second sees the first.
    """
    row = BundledWork.objects.filter(review=review, outcome="").first()
    if row is None:
        return [review]
    Bundle.objects.select_for_update().get(pk=row.bundle_id)
    pinned = Review.objects.filter(bundled__bundle=row.bundle_id, bundled__outcome="").order_by("pk")
    together = list(pinned.select_related("page"))
    pages = [each.page_id for each in together]
    if any_taken_back(pages) or any(each.state != Review.State.PASSED for each in together):
        return []
    return together


def ready_together(release: Release) -> list[Release]:
    """Note that the files of a release stand; the releases that go live now: itself where it is in no bundle, none
    while another's files are missing, else all of the bundle. Within the transaction in which they do."""
    row = _row_of(release)
    if row is None:
        return [release]
    sources = [f"review:{pk}" for pk in _pinned(row.bundle_id).values_list("review", flat=True)]
    preparing = Release.objects.select_for_update().filter(source__in=sources, state=Release.State.PREPARING)
    found = list(preparing.order_by("pk"))
    Bundle.objects.select_for_update().get(pk=row.bundle_id)
    BundledWork.objects.filter(pk=row.pk, outcome="", ready_at=None).update(ready_at=timezone.now())
    rows = _pinned(row.bundle_id)
    names = {f"review:{each.review_id}" for each in rows}
    if any(each.ready_at is None for each in rows) or names != {each.source for each in found}:
        return []
    return found


def not_ready(release: Release) -> None:
    """Its files, or its signatures, do not stand as was thought."""
    if row := _row_of(release):
        BundledWork.objects.filter(pk=row.pk).update(ready_at=None)


def went_live(releases: Iterable[Release]) -> None:
    """These are public: their time in a bundle is over."""
    keys = [each.source.removeprefix("review:") for each in releases if each.source.startswith("review:")]
    BundledWork.objects.filter(review__in=keys, outcome="").update(
        outcome=BundledWork.Outcome.RELEASED, ended_at=timezone.now()
    )


def _pinned(bundle: int) -> QuerySet[BundledWork]:
    return BundledWork.objects.filter(bundle=bundle, outcome="", review__isnull=False)


def _row_of(release: Release) -> BundledWork | None:
    kind, _colon, key = release.source.partition(":")
    return BundledWork.objects.filter(review=key, outcome="").first() if kind == "review" else None


def _note(action: str, bundle: Bundle, page: WorkPage, by: User) -> None:
    record(
        action, by=by, subject=f"work:{page.pk}", label=page.title, bundle=bundle.name, bundle_key=bundle.pk
    )
