"""Every address is listed with who may see it, and a stranger sees no more than that."""

import re
from collections.abc import Iterator
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.models import User

# By name. A new address is written down here before anybody can open it.
WHO = {
    # Visitors: what is released, and what calls for works let them read.
    "home": "everybody",
    "works": "everybody",
    "work": "everybody",
    "work_chapters": "everybody",
    "work_transcript": "everybody",
    "exhibitions": "everybody",
    "exhibition": "everybody",
    "work_manifest": "everybody",
    "mistake": "everybody",
    "mistake_answer": "everybody",
    "people": "everybody",
    "person": "everybody",
    "units": "everybody",
    "unit_works": "everybody",
    "search": "everybody",
    "search_suggestions": "everybody",
    "plan": "everybody",
    "calls": "everybody",
    "call": "everybody",
    "feed_works": "everybody",
    "feed_lectures": "everybody",
    "sitemap": "everybody",
    "emblem": "everybody",
    "public-file": "everybody",
    "reading": "everybody",
    "healthz": "everybody",
    "wagtail_serve": "everybody",
    # The door.
    "login": "everybody",
    "logout": "the signed-in",
    "password_change": "the signed-in",
    "activate": "everybody",
    # Contributors, each their own.
    "uploads": "the signed-in",
    "upload": "its owner",
    "asset-state": "whoever may see the file",
    "private-original": "whoever may see the file",
    "private-rendition": "whoever may see the file",
    "private-waveform": "whoever may see the file",
    "call_start": "the signed-in",
    "me": "the signed-in",
    "messages": "the signed-in",
    "messages_read": "the signed-in",
    "messages_email": "the signed-in",
    "message": "its reader",
    "my_work": "its contributor",
    "my_work_edit": "its contributor",
    "my_work_files": "its contributor",
    "my_work_preview": "its contributor",
    "my_work_recall": "its contributor",
    "my_work_newer": "its contributor",
    "my_work_newer_give_up": "its contributor",
    "my_work_discard": "its contributor",
    "my_work_withdraw": "its authors",
    "my_work_hand_over": "its contributor",
    "my_work_registration": "whoever may read the work",
    "my_work_declaration": "whoever may read the work",
    "my_work_agree": "its authors",
    "call_batch": "the signed-in",
    "call_batch_template": "the signed-in",
    "batch": "whoever brought it",
    "call_late": "the signed-in",
    # Liaisons.
    "call_order": "liaisons",
    "unit": "liaisons",
    "unit_people": "liaisons",
    "unit_summary": "liaisons",
    "unit_work": "liaisons of its unit",
}
# Wagtail's doors to pages behind a password or a login; our pages have neither (`private_page_options = []`).
UNUSED = {"wagtailcore_authenticate_with_password", "wagtailcore_login"}
# What Wagtail's admin needs before anybody is signed in: words and icons, the same for all.
ADMIN_FOR_EVERYBODY = {"wagtailadmin_javascript_catalog", "wagtailadmin_sprite"}

EXAMPLES = {"int": "1", "uuid": "00000000-0000-0000-0000-000000000000"}


def walk(resolver: URLResolver, prefix: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    """Each address as written in the code, with its full name."""
    for entry in resolver.url_patterns:
        address = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield address, space + (entry.name or "")
        else:
            yield from walk(entry, address, f"{space}{entry.namespace}:" if entry.namespace else space)


def example(address: str) -> str:
    """The address with something in each place that is left open."""
    address = re.sub(r"<(?:(\w+):)?\w+>", lambda found: EXAMPLES.get(found[1] or "str", "x"), address)
    return "/" + re.sub(r"\(\?P?<?[^)]*\)+|[\^$\\]|\(.*\)", "", address)


ADDRESSES = sorted(set(walk(get_resolver())))
OURS = [(address, name) for address, name in ADDRESSES if not address.startswith("admin/")]
ADMIN = [(address, name) for address, name in ADDRESSES if address.startswith("admin/")]


def opened(client: Client, addresses: list[tuple[str, str]]) -> set[str]:
    """Names (or addresses, where there is none) of what answers with a page."""
    return {
        name or address
        for address, name in addresses
        if client.get(example(address)).status_code == HTTPStatus.OK
    }


def test_every_address_is_listed_with_who_may_see_it() -> None:
    assert {name for _address, name in OURS} == WHO.keys() | UNUSED


@pytest.mark.django_db
def test_stranger_opens_only_what_is_for_everybody(client: Client) -> None:
    everybody = {name for name, who in WHO.items() if who == "everybody"}

    assert opened(client, OURS) - everybody - UNUSED == set()


@pytest.mark.django_db
def test_stranger_opens_nothing_of_the_admin(client: Client) -> None:
    assert opened(client, ADMIN) - ADMIN_FOR_EVERYBODY == set()


@pytest.mark.django_db
def test_account_without_a_role_opens_nothing_of_the_admin(client: Client) -> None:
    client.force_login(User.objects.create_user("10001"))

    assert opened(client, ADMIN) - ADMIN_FOR_EVERYBODY == set()


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_no_address_fails_on_a_strangers_empty_request(client: Client, method: str) -> None:
    client.raise_request_exception = False
    failing = {
        address
        for address, _name in ADDRESSES
        if getattr(client, method)(example(address)).status_code >= HTTPStatus.INTERNAL_SERVER_ERROR
    }

    assert failing == set()
