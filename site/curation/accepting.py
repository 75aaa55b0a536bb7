"""What happens when a submission is accepted: its page is drafted, and its contributor can follow it from there."""

from collections.abc import Sequence
from typing import Any

from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext as _

from curation.drafting import draft
from curation.models import Draft
from curation.standing import standings
from submissions import progress
from submissions.models import Submission
from submissions.progress import Progress
from submissions.signals import accepted


@receiver(accepted)
def draft_page(sender: Any, submission: Submission, by: Any, **kwargs: Any) -> None:
    """Draft the page in the transaction of the acceptance."""
    draft(submission, by=by)


@progress.register
def describe(submissions: Sequence[Submission]) -> dict[int, Progress]:
    """Where accepted works are, for their contributors; the reasons of a return are between the staff."""
    drafts = list(Draft.objects.filter(submission__in=submissions).select_related("page"))
    known = standings([each.page for each in drafts])
    sentences = {
        "draft": _("The new-media team prepares the page"),
        "returned": _("The new-media team prepares the page"),
        "in_review": _("In review"),
        "stuck": _("The new-media team prepares the page"),
        "scheduled": _("All have signed; it will be public at the time that was set"),
        "together": _("All have signed; it will be public together with other works"),
        "releasing": _("All have signed; it will be public in a moment"),
        "public": _("Public"),
    }
    found = {}
    for each in drafts:
        where = known[each.page_id]
        code = "public" if where.public else where.code  # a correction is between the staff
        if code == "scheduled" and where.review and where.review.release_at is None:
            code = "together"
        sentence = where.sentence if code == "withdrawn" else sentences[code]
        found[each.submission_id] = Progress(
            sentence=sentence,
            since=where.since or each.at,
            url=reverse("work", args=[each.page.slug]) if where.public else "",
            link=_("See the public page") if where.public else "",
        )
    return found
