"""The dossier says where a work stands, who signed what, and keeps what was typed."""

import pytest
from django.urls import reverse

from curation.drafting import draft
from curation.reviewing import open_review, sign
from showcase.models import WorkPage

# Whose session it is; how many works wait, which, and where they stand; Wagtail's menu and this person's settings.
# What waits for me asks also which releases are being made, and in four queries which stages are mine.
QUERIES = {"": 25, "all": 19}


@pytest.fixture
def page(accepted, court) -> WorkPage:
    return draft(accepted, by=court.curator)


@pytest.fixture
def public(page, court, work_off) -> WorkPage:
    review = open_review(page, by=court.curator)
    for part in ("first", "second", "secrecy", "final"):
        sign(review, part, by=getattr(court, part))
    work_off()
    return page


def dossier(client, user, page) -> str:
    client.force_login(user)
    return client.get(reverse("curation_work", args=[page.pk])).content.decode()


def test_each_stage_says_who_signed_it_or_that_it_waits(page, court, client):
    sign(open_review(page, by=court.curator), "first", by=court.first)
    client.force_login(court.second)

    signatures = client.get(reverse("curation_work", args=[page.pk])).context["signatures"]

    assert [(str(row["stage"]), row["part"] and row["part"].person) for row in signatures] == [
        ("初审", court.first),
        ("复审", None),
        ("终审", None),
        ("保密审查", None),
    ]


def test_what_is_public_links_to_its_page_and_is_not_sent_again(public, court, client):
    text = dossier(client, court.curator, public)

    assert reverse("work", args=[public.slug]) in text
    assert reverse("curation_send", args=[public.pk]) not in text
    assert reverse("curation_takedown", args=[public.pk]) in text


@pytest.mark.parametrize(
    ("door", "who"),
    [("curation_return", "first"), ("curation_takedown", "curator"), ("curation_takedown", "final")],
)
def test_without_a_reason_nothing_is_returned_or_withdrawn(public, court, client, door, who):
    client.force_login(getattr(court, who))

    response = client.post(reverse(door, args=[public.pk]), {"reason": " ", "opinion": " "})

    assert response.status_code == 409
    assert WorkPage.objects.get(pk=public.pk).live


@pytest.mark.parametrize("who", ["contributor", "liaison"])
def test_others_do_not_learn_that_it_exists(page, court, client, who):
    client.force_login(
        type(court.curator).objects.create_user(who) if who == "liaison" else court.contributor
    )

    for door in ("curation_work", "curation_preview"):
        assert client.get(reverse(door, args=[page.pk])).status_code in {302, 404}


@pytest.mark.parametrize("show", ["", "all"])
def test_the_list_asks_no_more_for_three_works_than_for_one(
    accepted, court, client, show, django_assert_num_queries
):
    from tests.curation.test_home import another

    client.force_login(court.curator)
    address = reverse("curation_works") + f"?show={show}"
    draft(accepted, by=court.curator)
    client.get(address)
    with django_assert_num_queries(QUERIES[show]):
        client.get(address)
    for number in (1, 2):
        draft(another(type(accepted).objects.earliest("pk"), number), by=court.curator)

    with django_assert_num_queries(QUERIES[show]):
        assert client.get(address).content.decode().count("hm-rows__title") == 3
