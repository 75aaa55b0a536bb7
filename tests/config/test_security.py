"""Which content policy goes with which page."""

import pytest
from django.conf import settings
from django.test import Client

pytestmark = pytest.mark.django_db


def test_public_pages_allow_no_inline_script_or_style(client: Client) -> None:
    policy = client.get("/nowhere/").headers["Content-Security-Policy"].split("; ")

    assert {"default-src 'none'", "script-src 'self'", "style-src 'self'"} <= set(policy)


def test_admin_has_its_own_policy_and_nothing_from_elsewhere(admin_client: Client) -> None:
    policy = admin_client.get("/admin/").headers["Content-Security-Policy"]

    assert policy == settings.ADMIN_CONTENT_SECURITY_POLICY
    assert "http" not in policy


def test_what_does_not_say_who_may_keep_it_is_kept_by_nobody(client: Client, admin_client: Client) -> None:
    answers = [client.get("/nowhere/"), client.get("/login/"), client.get("/me/"), admin_client.get("/me/")]

    assert {"no-store" in answer.headers["Cache-Control"] for answer in answers} == {True}
    assert {"private" in answer.headers["Cache-Control"] for answer in answers} == {True}
    assert client.get("/works/").headers["Cache-Control"] == "max-age=0, s-maxage=10, must-revalidate"


@pytest.mark.parametrize(
    "path", ["works/%s/", "works/%s/preview/", "works/%s/places/", "works/bundles/%s/", "pages/%s/edit/"]
)
def test_a_number_that_no_row_can_have_leads_nowhere(admin_client: Client, path: str) -> None:
    for number in (2**63 - 1, 2**63, 10**30):
        answer = admin_client.get("/admin/" + path % number)

        assert answer.status_code in (302, 404)
        assert answer.status_code == 404 or number < 2**63
