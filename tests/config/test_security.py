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
