"""The keys of the reading view, in a real browser."""

import pytest
from django.test import Client

from submissions.models import State
from tests.factories import SubmissionFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)

DESK = "/admin/submissions/"


def test_keys_walk_and_lead_but_not_while_somebody_types(desktop, client: Client, live_server) -> None:
    curator = UserFactory(curator=True)
    first, second = (SubmissionFactory(endorsed=True, title=title) for title in ("登高", "登楼"))
    client.force_login(curator)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    desktop.context.add_cookies([cookie])
    desktop.goto(f"{DESK}{first.uid}/?tab=waiting")

    desktop.keyboard.press("r")
    desktop.keyboard.type("jak")
    assert desktop.locator("#reason").input_value() == "jak"
    desktop.keyboard.press("Escape")
    desktop.keyboard.press("j")
    desktop.wait_for_url(f"**{second.uid}**")
    desktop.keyboard.press("a")
    assert desktop.evaluate("document.activeElement.value") == "accept"
    desktop.keyboard.press("Enter")
    desktop.wait_for_url("**/admin/submissions/?tab=waiting")

    second.refresh_from_db()
    assert second.state == State.ACCEPTED
