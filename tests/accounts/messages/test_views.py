"""The inbox: one's own messages, what was not opened first, and the number above every page."""

import pytest
from django.test import Client

from accounts.messages import telling
from accounts.messages.models import Message
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client: Client):
    user = UserFactory()
    client.force_login(user)
    return user


def tell(user, number: int) -> None:
    for each in range(number):
        telling.tell(
            [user.pk], f"e:{each}", "submission.accepted", link="/me/", facts={"title": f"登高{each}"}
        )


def test_a_message_is_opened_once_and_leads_to_its_work(client: Client, reader) -> None:
    tell(reader, 2)
    first = Message.objects.get(event="e:0")

    inbox = client.get("/me/messages/")
    assert "《登高0》已采用。" in inbox.text
    assert '<span class="badge">2</span>' in inbox.text
    assert "no-store" in inbox["Cache-Control"]

    answer = client.get(f"/me/messages/{first.pk}/")
    assert answer["Location"] == "/me/"
    assert client.get(f"/en/me/messages/{first.pk}/")["Location"] == "/en/me/"
    assert '<span class="badge">1</span>' in client.get("/").text
    texts = client.get("/me/messages/").text
    assert texts.index("登高1") < texts.index("登高0")  # what was not opened is first


def test_all_are_read_at_once(client: Client, reader) -> None:
    tell(reader, 3)

    assert client.post("/me/messages/read/")["Location"] == "/me/messages/"
    assert not Message.objects.unread().exists()
    assert 'class="badge"' not in client.get("/me/messages/").text


def test_another_persons_message_is_nowhere_and_stays_unread(client: Client, reader) -> None:
    tell(UserFactory(), 1)
    message = Message.objects.get()

    assert client.get(f"/me/messages/{message.pk}/").status_code == 404
    assert "登高0" not in client.get("/me/messages/").text
    client.post("/me/messages/read/")
    message.refresh_from_db()
    assert message.read_at is None


def test_visitors_see_neither_messages_nor_a_number(client: Client) -> None:
    assert client.get("/me/messages/")["Location"].startswith("/login/")
    assert "/me/messages/" not in client.get("/").text


@pytest.mark.parametrize("number", [0, 3, 10, 70])
def test_the_inbox_costs_the_same_for_many(client: Client, reader, django_assert_num_queries, number) -> None:
    tell(reader, number)

    # session, account; how many, the page (none where there is nothing); the frame: the badge, liaison, roles.
    with django_assert_num_queries(8 if number else 7):
        client.get("/me/messages/")


def test_a_long_inbox_has_pages(client: Client, reader) -> None:
    tell(reader, 31)

    assert "1 / 2" in client.get("/me/messages/").text
    assert "《登高0》" in client.get("/me/messages/?page=2").text
