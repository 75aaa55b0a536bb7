"""The curators' screens of a call: its files, its copies."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import User
from campaigns.models import Call
from tests.factories import AssetFactory, CallFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(items) -> Call:
    return CallFactory(item=items["10"])


def test_files_are_uploaded_chosen_and_taken_off(as_curator, call) -> None:
    address = reverse("call_files", args=[call.pk])
    curator = User.objects.get(pk=as_curator.session["_auth_user_id"])
    asset = AssetFactory(name="登记表.docx", owner=curator)

    as_curator.post(address, {"files": SimpleUploadedFile("承诺书.docx", b"PK"), "asset": asset.pk})

    assert {each.asset.name for each in call.attachments.all()} == {"承诺书.docx", "登记表.docx"}
    page = as_curator.get(address).content.decode()
    assert "登记表.docx" in page and "等待检查" in page
    as_curator.post(address, {"off": call.attachments.get(asset=asset).pk})
    assert call.attachments.count() == 1
    assert as_curator.post(address, {"off": "x"}).status_code == 404


def test_nobody_hands_out_what_somebody_else_sent_in(as_curator, call) -> None:
    answer = as_curator.post(reverse("call_files", args=[call.pk]), {"asset": AssetFactory().pk})

    assert answer.status_code == 422
    assert not call.attachments.exists()


def test_the_library_is_not_listed_but_opened(as_curator, call) -> None:
    AssetFactory.create_batch(5)

    page = as_curator.get(reverse("call_files", args=[call.pk])).content.decode()

    assert "<option" not in page
    assert "library" in page or "choose" in page


def test_a_file_that_is_not_ready_cannot_be_chosen(as_curator, call) -> None:
    answer = as_curator.post(reverse("call_files", args=[call.pk]), {"asset": AssetFactory(refused=True).pk})

    assert answer.status_code == 422
    assert not call.attachments.exists()


def test_copies_are_made_in_one_step(as_curator, call, items) -> None:
    address = reverse("call_copy", args=[call.pk])
    page = as_curator.get(address).content.decode()

    answer = as_curator.post(address, {"items": [items["1"].pk, items["2"].pk], "days": "7"})

    assert page.count('name="items"') == 10
    assert answer["Location"].startswith("/admin/plan/")
    assert Call.objects.count() == 3


@pytest.mark.parametrize("form", [{}, {"items": ["0"], "days": "0"}, {"days": "x"}])
def test_a_mistake_makes_nothing(as_curator, call, form) -> None:
    assert as_curator.post(reverse("call_copy", args=[call.pk]), form).status_code == 422
    assert Call.objects.count() == 1


def test_nobody_but_curators(client, call) -> None:
    client.force_login(UserFactory(role="first"))

    for name in ("call_files", "call_copy"):
        assert client.get(reverse(name, args=[call.pk])).status_code == 404
        assert client.post(reverse(name, args=[call.pk]), {}).status_code == 404
