"""Pages kept for visitors are never old, and never somebody's own."""

import pytest
from django.test import Client

from showcase import generation
from showcase.models import Release, WorkCard
from showcase.signals import card_removed
from tests.factories import UserFactory
from tests.showcase.factories import ReleaseFactory

pytestmark = pytest.mark.django_db


def test_second_visitor_costs_one_query(client: Client, django_assert_num_queries) -> None:
    release = ReleaseFactory()
    addresses = ["/", "/works/", f"/works/{release.slug}/"]
    first = [client.get(address).content for address in addresses]

    for address, page in zip(addresses, first, strict=True):
        with django_assert_num_queries(1):
            assert Client().get(address).content == page


def test_release_and_withdrawal_are_seen_at_once(client: Client) -> None:
    empty = client.get("/works/").text
    release = ReleaseFactory()
    title = release.content["title"]
    released = client.get("/works/").text
    client.get(f"/works/{release.slug}/")

    card_removed.send(WorkCard, card=release.card)
    release.card.delete()
    Release.objects.update(state=Release.State.WITHDRAWN)

    assert title not in empty
    assert title in released
    assert title not in client.get("/works/").text
    assert client.get(f"/works/{release.slug}/").status_code == 410


def test_staff_get_their_own_page_and_leave_it_to_nobody(client: Client) -> None:
    user = UserFactory(name="示例甲")
    client.force_login(user)

    own = client.get("/works/")

    assert "示例甲" in own.text
    assert own.headers["Cache-Control"] == "private, no-store"
    assert "示例甲" not in Client().get("/works/").text


def test_large_type_and_language_are_pages_of_their_own(client: Client) -> None:
    usual, english = client.get("/works/").text, client.get("/en/works/").text
    client.cookies["type"] = "large"

    large = client.get("/works/").text

    assert "large-type" in large
    assert "large-type" not in usual
    assert 'lang="en"' in english


def test_browser_that_has_the_page_is_told_so(client: Client) -> None:
    first = client.get("/works/")

    again = client.get("/works/", headers={"if-none-match": first.headers["ETag"]})

    assert again.status_code == 304
    assert again.content == b""
    assert "Cookie" in first.headers["Vary"]
    assert first.headers["Cache-Control"] == "max-age=0, s-maxage=10, must-revalidate"


def test_what_is_not_there_is_not_kept(client: Client) -> None:
    missing = client.get("/works/sf-2021-0001/").status_code
    ReleaseFactory(slug="sf-2021-0001")

    assert missing == 404
    assert client.get("/works/sf-2021-0001/").status_code == 200


def test_endless_addresses_are_answered_and_not_kept(client: Client) -> None:
    address = f"/works/?year=2021&x={'1' * 600}"

    answers = [client.get(address) for _ in range(2)]

    # A kept page comes without the context that it was made of.
    assert [answer.context is not None for answer in answers] == [True, True]


def test_generation_goes_up_with_every_change() -> None:
    before = generation.current()
    ReleaseFactory()
    after = generation.current()

    generation.advance()

    assert (after > before, generation.current()) == (True, after + 1)
