"""Which submissions hold a file, for the library's page of it."""

from collections import Counter
from collections.abc import Collection

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from media_library.models import Asset
from media_library.usage import Use, register, register_in_short
from submissions.models import Submission, SubmissionFile, SubmissionVersion


@register
def submissions_with(asset: Asset) -> list[Use]:
    """Working copies and versions once sent; a file that was taken out stays with the versions that had it."""
    drafted = SubmissionFile.objects.filter(asset=asset).values("submission")
    sent = SubmissionVersion.assets.through.objects.filter(asset=asset).values(
        "submissionversion__submission"
    )
    found = Submission.objects.filter(Q(pk__in=drafted) | Q(pk__in=sent)).order_by("-pk")
    return [
        Use(
            kind=_("Submission"),
            label=each.title or each.receipt or _("Untitled"),
            standing=each.get_state_display(),
            # A draft is its contributor's alone.
            url=reverse("submissions_work", args=[each.uid]) if each.receipt else "",
        )
        for each in found
    ]


@register_in_short
def how_many_submissions(assets: Collection[int]) -> dict[int, str]:
    """In how many submissions, working copies and versions together."""
    drafted = SubmissionFile.objects.filter(asset__in=assets).order_by()
    sent = SubmissionVersion.assets.through.objects.filter(asset__in=assets)
    pairs = {*drafted.values_list("asset", "submission")}
    pairs |= {*sent.values_list("asset", "submissionversion__submission")}
    return {
        asset: ngettext("in %(number)d submission", "in %(number)d submissions", number) % {"number": number}
        for asset, number in Counter(asset for asset, _submission in pairs).items()
    }
