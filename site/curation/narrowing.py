"""The library narrowed by the works that show its files."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from campaigns.narrowing import by_unit_campaign_and_item
from curation.models import Review
from media_library.narrowing import Narrowing, offer
from showcase.models import WorkMedia, WorkPage


def shown_by(path: str, key: str) -> Q:
    """Files of the works whose ``path`` is ``key``."""
    pages = WorkPage.objects.filter(**{path: key})
    return _shown(page__in=pages)


def used(answer: str) -> Q:
    """Files that some work shows, or none."""
    return _shown() if answer == "yes" else ~_shown()


def _shown(**pages: object) -> Q:
    """On the page now, or in a revision that was once sent to review."""
    reviews = Review.objects.filter(**pages)
    reviewed = Review.assets.through.objects.filter(review__in=reviews)
    return Q(pk__in=WorkMedia.objects.filter(**pages).values("asset")) | Q(pk__in=reviewed.values("asset"))


offer(
    *by_unit_campaign_and_item(shown_by, item="item"),
    Narrowing("used", _("In works"), lambda: [("yes", _("in a work")), ("no", _("in no work"))], used),
)
