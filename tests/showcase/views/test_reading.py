"""关怀版 is kept in a cookie and leads back to where the reader was."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_large_type_is_kept_and_given_up(client: Client) -> None:
    answer = client.post("/type/", {"type": "large", "next": "/nowhere/?page=2"})
    large = client.get("/nowhere/").text
    client.post("/type/", {"type": "usual", "next": "/"})
    usual = client.get("/nowhere/").text

    assert answer.headers["Location"] == "/nowhere/?page=2"
    assert 'class="large-type"' in large
    assert "large-type" not in usual


def test_dark_and_bright_are_kept_beside_the_type_and_pages_are_kept_apart(client: Client) -> None:
    assert 'class="dark"' not in client.get("/").text

    client.post("/type/", {"light": "dark", "next": "/"})
    client.post("/type/", {"type": "large", "next": "/"})

    assert 'class="large-type dark"' in client.get("/").text
    client.cookies.clear()
    assert 'class="large-type dark"' not in client.get("/").text


def test_what_is_no_choice_is_not_kept(client: Client) -> None:
    answer = client.post("/type/", {"light": '"><script>', "type": "huge", "next": "/"})

    assert not answer.cookies


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:alert(1)", ""])
def test_it_never_leads_elsewhere(client: Client, elsewhere: str) -> None:
    answer = client.post("/type/", {"type": "large", "next": elsewhere})

    assert answer.headers["Location"] == "/"


def test_looking_changes_nothing(client: Client) -> None:
    assert client.get("/type/").status_code == 405
