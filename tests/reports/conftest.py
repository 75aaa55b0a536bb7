"""The court of the curation's tests, and a work of theirs that is public."""

import pytest

from curation.drafting import draft
from curation.reviewing import open_review, sign
from showcase.models import WorkPage
from submissions.models import Submission
from tests.curation.conftest import Court, accepted, court  # noqa: F401

NAMES = ["𠮷𫖯𬘭", "买买提·艾力", "=1+1"]
SIGNERS = ("first", "second", "final", "secrecy")


def release_work(submission: Submission, court: Court) -> WorkPage:  # noqa: F811
    """Its page with all signatures; the job that releases it has not run."""
    page = draft(submission, by=court.curator)
    review = open_review(page, by=court.curator)
    for part in SIGNERS:
        sign(review, part, by=getattr(court, part), opinion=f"{part}：同意发布")
    return page


@pytest.fixture
def public(accepted, court, work_off) -> WorkPage:  # noqa: F811
    """A public photograph of three people with difficult names."""
    accepted.authors = [{"name": name} for name in NAMES]
    accepted.title = "=SUM(1)晨光"
    accepted.save()
    page = release_work(accepted, court)
    work_off()
    page.refresh_from_db()
    return page
