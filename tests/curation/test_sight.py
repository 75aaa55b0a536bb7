"""Reviewers see what is sent to review, and nothing that is not."""

import pytest

from curation.drafting import draft
from curation.reviewing import open_review, return_review
from media_library.access import may_see


@pytest.mark.parametrize(("who", "before", "after"), [("first", False, True), ("contributor", True, True)])
def test_sight_comes_with_the_review_and_stays(accepted, court, who, before, after):
    user = getattr(court, who)
    page = draft(accepted, by=court.curator)
    asset = page.media.get().asset
    assert may_see(user, asset) is before

    review = open_review(page, by=court.curator)
    assert may_see(user, asset) is after

    return_review(review, by=court.second, reason="标题有误")
    assert may_see(user, asset) is after
