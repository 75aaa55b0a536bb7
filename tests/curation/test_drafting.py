"""From an accepted submission to a page."""

import pytest

from accounts.roles import Role, grant
from curation.drafting import draft
from curation.errors import NotPossible
from curation.people import gaps, writers
from submissions.models import State


def test_everything_is_carried_over(accepted, court):
    page = draft(accepted, by=court.curator)

    assert page.slug.startswith("zp-")
    assert (page.title, page.authors, page.unit, page.item) == (
        "晨光里的法庭",
        ["投稿人"],
        court.unit,
        court.item,
    )
    assert [each.caption for each in page.media.all()] == ["清晨的台阶"]


def test_drafting_twice_gives_the_same_page(accepted, court):
    assert draft(accepted, by=court.curator) == draft(accepted, by=court.curator)


def test_only_curators_draft_and_only_what_is_accepted(accepted, court):
    with pytest.raises(NotPossible):
        draft(accepted, by=court.contributor)

    accepted.state = State.SENT
    accepted.save()
    with pytest.raises(NotPossible):
        draft(accepted, by=court.curator)


def test_it_says_which_stage_has_nobody(accepted, court):
    page = draft(accepted, by=court.curator)
    assert gaps(page) == []

    court.second.is_active = False
    court.second.save()
    grant(court.first, Role.SECOND)
    assert gaps(page) == ["复审"]


def test_who_asked_for_it_is_not_named_on_the_page_and_still_does_not_sign_it(accepted, court):
    accepted.declared = {"name_public": "no"}
    accepted.save()

    page = draft(accepted, by=court.curator)

    assert page.authors == []
    assert court.contributor.pk in writers(page)
