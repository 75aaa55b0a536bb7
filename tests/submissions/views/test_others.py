"""A draft handed on, and an author who confirms at /me/."""

import pytest
from django.test import Client

from media_library import access
from submissions.intake import sending
from submissions.models import Submission
from tests.factories import AssetFactory, SubmissionFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_draft_goes_on_with_the_colleague(client: Client) -> None:
    draft = SubmissionFactory(assets=[AssetFactory()], title="登高")
    before, colleague = draft.contributor, UserFactory(username="s901", unit=UnitFactory())
    client.force_login(before)

    client.post(f"/me/{draft.uid}/hand-over/", {"number": "nobody"})
    assert Submission.objects.get().contributor == before
    client.post(f"/me/{draft.uid}/hand-over/", {"number": " s901 "})

    draft.refresh_from_db()
    assert (draft.contributor, draft.terms, draft.unit) == (
        colleague,
        None,
        colleague.person.memberships.get().unit,
    )
    assert client.get(f"/me/{draft.uid}/edit/").status_code == 404
    client.force_login(colleague)
    assert "登高" in client.get("/me/").text
    assert client.get(f"/me/{draft.uid}/edit/").status_code == 200
    assert access.may_see(colleague, draft.files.get().asset)


def test_what_was_sent_is_not_handed_on(client: Client) -> None:
    work = SubmissionFactory(sent=True)
    UserFactory(username="s901")
    client.force_login(work.contributor)
    client.post(f"/me/{work.uid}/hand-over/", {"number": "s901"})
    assert Submission.objects.get().contributor == work.contributor


def test_author_confirms_at_me(client: Client) -> None:
    author = UserFactory()
    work = SubmissionFactory(title="代交的文章", authors=[{"name": author.name, "user": author.pk}])
    sending.send(work, by=work.contributor)
    client.force_login(author)

    assert "代交的文章" in client.get("/me/").text
    assert f"/me/{work.uid}/agree/" in client.get(f"/me/{work.uid}/").text
    client.post(f"/me/{work.uid}/agree/", {"answer": "agreed"})
    assert work.agreements.get().answer == "agreed"
    assert f"/me/{work.uid}/agree/" not in client.get(f"/me/{work.uid}/").text
    client.force_login(UserFactory())
    assert client.post(f"/me/{work.uid}/agree/", {"answer": "refused"}).status_code == 404
