"""A bundle has no state of its own: where it stands is read from its works."""

from curation import bundling
from curation.bundle_standing import standing_of
from curation.models import Bundle
from curation.reviewing import sign
from curation.standing import standings
from tests.curation.test_bundling import ALL, reviews, sign_all


def where(found: Bundle) -> tuple[str, bool]:
    rows = list(found.works.select_related("page"))
    told = standing_of(rows, standings([row.page for row in rows]))
    assert told.sentence
    return told.code, told.free


def test_from_the_first_work_to_the_release(bundle, court, work_off):
    assert where(bundle) == ("draft", True)
    bundling.send(bundle, by=court.curator)
    assert where(bundle) == ("in_review", False)
    for part in ALL:
        sign_all(bundle, part, getattr(court, part))
    assert where(bundle) == ("releasing", False)

    work_off()

    assert where(bundle) == ("released", False)


def test_signed_works_that_wait_for_one(sent, court):
    for part in ALL:
        sign(reviews()[0], part, by=getattr(court, part))

    assert where(sent) == ("in_review", False)


def test_what_all_have_left_is_empty(bundle, pages, court):
    for page in pages:
        bundling.remove(bundle, page, by=court.curator)

    assert where(bundle) == ("empty", False)
