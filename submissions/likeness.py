"""Files that were sent before: told to their contributor of their own, to the curators of everybody's."""

from collections.abc import Collection

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from media_library.duplicates.telling import of_assets, twins_of
from media_library.models import Asset, Resemblance
from submissions.models import Submission, SubmissionFile, SubmissionVersion


def sent_before(submission: Submission, assets: Collection[Asset]) -> dict[int, str]:
    """For each file that its owner brought before, byte for byte, a sentence by the asset's key; three queries.

    It speaks of the contributor's own files alone: that somebody else has the same is no business of theirs.
    """
    earlier: dict[str, Asset] = {}
    for twin in twins_of(assets).filter(owner=submission.contributor_id):
        earlier.setdefault(twin.sha256, twin)
    if not earlier:
        return {}
    keys = [twin.pk for twin in earlier.values()]
    where: dict[int, str] = {}
    own = {"submission__contributor": submission.contributor_id}
    sent = SubmissionVersion.assets.through.objects.filter(
        asset__in=keys, submissionversion__submission__contributor=submission.contributor_id
    ).exclude(submissionversion__submission=submission)
    where.update(sent.order_by("-pk").values_list("asset", "submissionversion__submission__title"))
    drafted = SubmissionFile.objects.filter(asset__in=keys, **own).exclude(submission=submission)
    where.update(drafted.order_by("-pk").values_list("asset", "submission__title"))
    return {
        asset.pk: _sentence(earlier[asset.sha256], where.get(earlier[asset.sha256].pk, ""))
        for asset in assets
        if asset.sha256 in earlier and earlier[asset.sha256].pk < asset.pk
    }


def likely(version: SubmissionVersion) -> QuerySet[Resemblance]:
    """The pairs that a file of the version is in and nobody said are different."""
    return of_assets(version.assets.all()).exclude(verdict=Resemblance.Verdict.DIFFERENT)


def elsewhere(version: SubmissionVersion) -> QuerySet[Asset]:
    """Files with the very same bytes as one of the version's."""
    return twins_of(list(version.assets.all()))


def _sentence(twin: Asset, title: str) -> str:
    day = date_format(localtime(twin.created_at), "DATE_FORMAT")
    if title:
        return _("You sent this file before, in “%(title)s”, on %(day)s.") % {"title": title, "day": day}
    return _("You uploaded this file before, on %(day)s.") % {"day": day}
