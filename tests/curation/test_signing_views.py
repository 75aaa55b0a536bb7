"""待我审签 shows what one signer can sign, the oldest first, in a constant number of queries."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.roles import Role
from curation.drafting import draft
from curation.models import ReviewStage
from curation.reviewing import hand_over, open_review, sign
from submissions.models import Submission
from tests.curation.conftest import account
from tests.curation.test_home import another

# Whose session it is and what they hold; who may sign; how many wait and which; how many for the last review; the menu and this person's settings.
QUERIES = 22


@pytest.fixture
def reviews(accepted, court):
    """Three reviews, opened one after the other."""
    offers = [accepted, *(another(Submission.objects.get(pk=accepted.pk), number) for number in (1, 2))]
    return [open_review(draft(each, by=court.curator), by=court.curator) for each in offers]


def titles(client, user) -> list[str]:
    client.force_login(user)
    rows = client.get(reverse("curation_to_sign")).context["rows"]
    return [f"{stage.review.page.title} {stage.code}" for stage, _works in rows]


def test_only_what_one_can_sign_now_the_oldest_first(reviews, court, client):
    ReviewStage.objects.filter(review=reviews[1], code="first").update(
        turn_at=reviews[1].opened_at - dt.timedelta(days=5)
    )
    names = [review.page.title for review in reviews]
    assert titles(client, court.first) == [f"{names[n]} first" for n in (1, 0, 2)]
    assert titles(client, court.second) == []

    sign(reviews[0], "first", by=court.first)

    assert titles(client, court.first) == [f"{names[n]} first" for n in (1, 2)]
    assert titles(client, court.second) == [f"{names[0]} second"]


def test_what_is_late_is_marked(reviews, court, client):
    client.force_login(court.first)
    assert "hm-queue__late" not in client.get(reverse("curation_to_sign")).content.decode()
    ReviewStage.objects.filter(review=reviews[1]).update(turn_at=reviews[1].opened_at - dt.timedelta(days=5))

    text = client.get(reverse("curation_to_sign")).content.decode()

    assert text.count("hm-queue__late") == 1
    assert "已逾期" in text


def test_what_was_handed_to_somebody_else_is_not_there(reviews, court, client):
    hand_over(reviews[0], "first", to=account("初审乙", Role.FIRST), by=court.curator)

    assert len(titles(client, court.first)) == 2


def test_a_dossier_leads_to_the_next(reviews, court, client):
    client.force_login(court.first)

    text = client.get(reverse("curation_work", args=[reviews[0].page_id])).content.decode()

    assert reverse("curation_work", args=[reviews[1].page_id]) in text


def test_contributors_do_not_learn_that_it_exists(court, client):
    client.force_login(court.contributor)

    assert client.get(reverse("curation_to_sign")).status_code in {302, 404}


def test_it_asks_no_more_for_three_than_for_one(reviews, court, client, django_assert_num_queries):
    client.force_login(court.first)
    address = reverse("curation_to_sign")
    client.get(address)
    with django_assert_num_queries(QUERIES):
        assert client.get(address).content.decode().count("hm-queue__title") == 3
    for review in reviews[:2]:
        sign(review, "first", by=court.first)

    with django_assert_num_queries(QUERIES):
        assert client.get(address).content.decode().count("hm-queue__title") == 1
