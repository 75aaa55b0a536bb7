"""Which works show a file, for the library's page of it."""

from collections import Counter
from collections.abc import Collection

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from curation.models import Review
from curation.standing import standings
from media_library.models import Asset
from media_library.usage import Use, register, register_in_short
from showcase.models import WorkMedia, WorkPage


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


@register_in_short
def how_many_works(assets: Collection[int]) -> dict[int, str]:
    """In how many works, on their pages or in revisions that were sent to review."""
    shown = WorkMedia.objects.filter(asset__in=assets).order_by()
    reviewed = Review.assets.through.objects.filter(asset__in=assets)
    pairs = {*shown.values_list("asset", "page"), *reviewed.values_list("asset", "review__page")}
    return {
        asset: ngettext("in %(number)d work", "in %(number)d works", number) % {"number": number}
        for asset, number in Counter(asset for asset, _page in pairs).items()
    }
