"""The page on which an author takes the consent back, and where the curators see it."""

import pytest
from django.test import Client

from submissions import consent
from tests.factories import SubmissionFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_author_takes_back_and_reads_what_was_done(client: Client) -> None:
    work = SubmissionFactory(accepted=True, title="登高")
    curator = UserFactory(curator=True)
    client.force_login(work.contributor)
    address = f"/me/{work.uid}/withdraw/"

    assert address in client.get(f"/me/{work.uid}/").text
    assert client.get(address).status_code == 200
    response = client.post(address, {"reason": "不想公开"})
    assert response["Location"] == f"/me/{work.uid}/"
    assert "不想公开" in client.get(f"/me/{work.uid}/").text

    client.force_login(curator)
    assert f"/admin/submissions/{work.uid}/" in client.get("/admin/submissions/").text
    page = client.get(f"/admin/submissions/{work.uid}/")
    assert "不想公开" in page.text
    work.refresh_from_db()
    client.post(
        f"/admin/submissions/{work.uid}/", {"act": "settle", "lock": work.lock, "reason": "已撤下页面"}
    )
    assert not consent.open_requests().exists()
    client.force_login(work.contributor)
    assert "已撤下页面" in client.get(f"/me/{work.uid}/").text


def test_stranger_and_draft_are_nowhere(client: Client) -> None:
    work, draft = SubmissionFactory(sent=True), SubmissionFactory()
    client.force_login(UserFactory())
    assert client.get(f"/me/{work.uid}/withdraw/").status_code == 404
    client.force_login(draft.contributor)
    assert client.post(f"/me/{draft.uid}/withdraw/").status_code == 404
