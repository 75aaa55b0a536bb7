"""Which works show a file, for the library's page of it."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from curation.models import Review
from curation.standing import standings
from media_library.models import Asset
from media_library.usage import Use, register
from showcase.models import WorkPage


@register
def works_with(asset: Asset) -> list[Use]:
    """Works whose page, or whose revision once sent to review, shows the asset."""
    reviewed = Review.objects.filter(assets=asset).values("page")
    pages = list(
        WorkPage.objects.filter(Q(media__asset=asset) | Q(pk__in=reviewed)).distinct().order_by("-pk")
    )
    known = standings(pages)
    return [
        Use(
            kind=_("Work"),
            label=f"{page.title}\u2003{page.slug}",
            standing=known[page.pk].sentence,
            url=reverse("curation_work", args=[page.pk]),
        )
        for page in pages
    ]
