import pytest
from django.test import Client

from media_library.models import Resemblance
from submissions.likeness import sent_before
from tests.factories import AssetFactory, SubmissionFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_contributor_is_told_of_a_file_of_their_own_and_where_it_went(client: Client):
    first = SubmissionFactory(kind="photograph", title="夏日", sent=True)
    again = AssetFactory(
        owner=first.contributor, sha256=first.files.first().asset.sha256, name="again.jpg", checking=True
    )
    draft = SubmissionFactory(kind="photograph", contributor=first.contributor, assets=[again])
    client.force_login(first.contributor)

    page = client.get(f"/me/{draft.uid}/edit/").content.decode()

    assert "已经上传过这个文件，用于《夏日》" in page


def test_nobody_is_told_of_others_files():
    stranger = AssetFactory()
    own = AssetFactory(sha256=stranger.sha256)
    draft = SubmissionFactory(kind="photograph", contributor=own.owner, assets=[own])

    assert sent_before(draft, [own]) == {}


def test_an_upload_that_went_nowhere_is_told_by_its_day():
    first = AssetFactory()
    again = AssetFactory(owner=first.owner, sha256=first.sha256)
    draft = SubmissionFactory(kind="photograph", contributor=first.owner, assets=[again])

    assert "已经上传过这个文件。" in sent_before(draft, [again])[again.pk]
    assert sent_before(draft, [first]) == {}


def test_the_curators_read_of_the_same_bytes_and_of_likely_copies(client: Client):
    old, same = AssetFactory(), AssetFactory(name="album.jpg")
    mine = AssetFactory(sha256=same.sha256)
    work = SubmissionFactory(kind="photograph", contributor=mine.owner, assets=[mine], endorsed=True)
    Resemblance.objects.create(
        first=old, second=mine, agreement=1, of_first=[0, 0, 1, 1], of_second=[0, 0, 1, 1]
    )
    client.force_login(UserFactory(curator=True))

    page = client.get(f"/admin/submissions/{work.uid}/").content.decode()

    assert "资料库中有完全相同的文件" in page
    assert f"/admin/library/{same.uid}/" in page
    assert f"/admin/library/duplicates/?asset={mine.uid}" in page
