import io
import zipfile

import pytest
from django.contrib.messages import get_messages
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client

from audit.models import Entry
from media_library.library import bulk
from media_library.library.bulk import split_tags
from media_library.models import Album, Asset
from tests.factories import AssetFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator() -> Client:
    client = Client()
    client.force_login(UserFactory(curator=True))
    return client


def act(client: Client, assets: list[Asset], **given):
    return client.post("/admin/library/act/", {"asset": [asset.uid for asset in assets], **given})


def said(answer) -> list[str]:
    """All that was said so far: it waits until a page shows it."""
    return [str(message) for message in get_messages(answer.wsgi_request)]


def test_tags_are_given_and_taken_and_one_is_back_in_the_list(curator: Client):
    first, second, other = AssetFactory.create_batch(3)

    answer = act(curator, [first, second], do="tag", tags="党课，馆藏", fits="family=picture&p=2")
    act(curator, [second], do="untag", tags="馆藏")

    assert answer["Location"] == "/admin/library/?family=picture&p=2"
    assert "已为 2 个文件添加标签" in said(answer)[0]
    assert [sorted(each.tags.values_list("name", flat=True)) for each in (first, second, other)] == [
        ["党课", "馆藏"],
        ["党课"],
        [],
    ]


def test_files_move_to_an_album_to_a_new_one_and_out_of_any(curator: Client):
    first, second = AssetFactory.create_batch(2)

    act(curator, [first, second], do="move", new_album="夏日")
    album = Album.objects.get()
    act(curator, [second], do="move", album="none")
    act(curator, [second], do="move", album=album.pk)
    act(curator, [first], do="move", album="none")

    assert list(album.assets.all()) == [second]


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"do": "nonsense"},
        {"do": "tag", "tags": "，"},
        {"do": "move"},
        {"do": "move", "album": "99"},
        {"do": "move", "album": "²"},
        {"do": "move", "new_album": "长" * 121},
        {"do": "retry"},
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(curator: Client, given: dict[str, str]):
    asset = AssetFactory()

    answer = act(curator, [asset], **given)

    assert (answer.status_code, len(said(answer))) == (302, 1)
    assert not Entry.objects.filter(action__startswith="asset.").exists()
    assert not Album.objects.exists()


def test_without_files_nothing_is_done(curator: Client):
    answers = [
        act(curator, [], do="tag", tags="好"),
        curator.post("/admin/library/act/", {"asset": "x", "do": "move"}),
    ]

    assert [len(said(answer)) for answer in answers] == [1, 2]


def test_all_that_fit_are_those_that_the_person_saw(curator: Client, monkeypatch: pytest.MonkeyPatch):
    videos = AssetFactory.create_batch(3, video=True)
    AssetFactory()
    given = {"do": "tag", "tags": "好", "all": "1", "fits": "family=video"}

    changed = act(curator, [], **given, number="2")
    monkeypatch.setattr(bulk, "MOST", 2)
    too_many = act(curator, [], **given, number="3")
    monkeypatch.undo()
    before = Entry.objects.filter(action__startswith="asset.").count()
    done = act(curator, [], **given, number="3")

    assert (before, [len(said(each)) for each in (changed, too_many, done)]) == (0, [1, 2, 3])
    assert set(Asset.objects.filter(tags__name="好")) == set(videos)


def test_what_failed_is_tried_again_alone_or_with_others(curator: Client):
    first, second, ready = AssetFactory(failed=True), AssetFactory(failed=True), AssetFactory()

    act(curator, [second], again=first.uid)
    alone = list(Asset.objects.filter(state="waiting"))
    act(curator, [second, ready], do="retry")

    assert alone == [first]
    assert Asset.objects.filter(state="waiting").count() == 2


def test_a_download_holds_what_is_ready_and_is_written_down(curator: Client):
    ready, refused = AssetFactory(name="好.jpg"), AssetFactory(name="坏.jpg", refused=True)
    storages["default"].save(ready.original_path, ContentFile(b"ink"))

    answer = act(curator, [ready, refused], do="download")

    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert archive.namelist() == ["好.jpg", "SHA256SUMS", "manifest.csv"]
    assert answer["Content-Disposition"].startswith('attachment; filename="hanmo-')
    assert "no-store" in answer["Cache-Control"]
    assert [entry.subject for entry in Entry.objects.filter(action="asset.download")] == [f"asset:{ready.pk}"]
    assert len(said(act(curator, [refused], do="download"))) == 1


@pytest.mark.parametrize("traits", [{}, {"role": "first"}], ids=["contributor", "reviewer"])
def test_nobody_but_curators_does_anything(traits: dict):
    asset = AssetFactory()
    client = Client()
    client.force_login(UserFactory(**traits))

    answers = [act(client, [asset], do=do, tags="好", new_album="册") for do in ("tag", "move", "download")]

    assert {answer.status_code for answer in answers} <= {302, 404}
    assert not Entry.objects.filter(action__startswith="asset.").exists()


def test_tags_are_parted_by_any_comma():
    assert split_tags("一,二，三、四;五；六\n七 八") == ["一", "二", "三", "四", "五", "六", "七 八"]
