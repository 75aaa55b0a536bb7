"""The library narrowed by what was sent in: files of working copies and of versions."""

from django.db.models import Q

from campaigns.narrowing import by_unit_campaign_and_item
from media_library.narrowing import offer
from submissions.models import Submission, SubmissionFile, SubmissionVersion


def held_by(path: str, key: str) -> Q:
    """Files of the submissions whose ``path`` is ``key``."""
    submissions = Submission.objects.filter(**{path: key})
    drafted = SubmissionFile.objects.filter(submission__in=submissions)
    sent = SubmissionVersion.assets.through.objects.filter(submissionversion__submission__in=submissions)
    return Q(pk__in=drafted.values("asset")) | Q(pk__in=sent.values("asset"))


offer(*by_unit_campaign_and_item(held_by, item="call__item"))
