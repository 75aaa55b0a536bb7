import pytest
from django.test import Client

from audit.models import Entry
from jobs.models import Job
from media_library.library import arranging
from media_library.models import Album, Asset, Rendition
from tests.factories import AssetFactory, SubmissionFactory, UserFactory
from tests.media_library.library.at_hand import pictured, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator() -> Client:
    return signed_in(curator=True)


def test_a_file_s_page_says_what_it_is_where_it_is_used_and_what_was_made(curator: Client):
    asset = pictured(name="兰亭.jpg")
    SubmissionFactory(
        kind="photograph",
        title="夏日",
        contributor=asset.owner,
        assets=[asset],
        sent=True,
    )

    page = curator.get(f"/admin/library/{asset.uid}/").content.decode()

    assert asset.sha256 in page
    assert "夏日" in page
    assert f"/private/originals/{asset.uid}/?download" in page
    assert "web-320.webp" in page
    assert "/retry/" not in page


def test_a_failed_file_can_be_tried_again_and_it_is_written_down(curator: Client):
    asset = AssetFactory(failed=True)

    page = curator.get(f"/admin/library/{asset.uid}/").content.decode()
    answer = curator.post(f"/admin/library/{asset.uid}/retry/")

    assert "/retry/" in page
    assert answer.status_code == 302
    assert Asset.objects.get().state == "waiting"
    assert [entry.action for entry in Entry.objects.filter(subject=f"asset:{asset.pk}")] == ["asset.retry"]
    assert Job.objects.filter(name="ingest.show", subject=str(asset.uid)).count() == 1
    assert "重新" in curator.get(f"/admin/library/{asset.uid}/").content.decode()


def test_a_file_at_fault_is_not_tried_again_nor_sent(curator: Client):
    asset = AssetFactory(refused=True, refusal="empty")

    page = curator.get(f"/admin/library/{asset.uid}/").content.decode()
    curator.post(f"/admin/library/{asset.uid}/retry/")

    assert "/retry/" not in page
    assert "?download" not in page
    assert Asset.objects.get().state == "refused"


def test_a_file_under_way_is_followed(curator: Client):
    asset = AssetFactory(checking=True)

    assert (
        f'data-follow="/private/assets/{asset.uid}/state.json"'
        in curator.get(f"/admin/library/{asset.uid}/").content.decode()
    )


def test_what_the_team_says_of_a_file_is_written_there(curator: Client):
    asset = AssetFactory()
    arranging.tag([asset], ["旧", "留"], by=UserFactory(curator=True))

    answer = curator.post(
        f"/admin/library/{asset.uid}/arrange/",
        {
            "caption": "半亩方塘",
            "tags": "留，新",
            "album": "none",
            "new_album": "夏日",
            "here": "family=picture&at=0",
        },
    )

    asset.refresh_from_db()
    assert answer["Location"] == f"/admin/library/{asset.uid}/?family=picture&at=0"
    assert (asset.caption, asset.album.name) == ("半亩方塘", "夏日")
    assert sorted(asset.tags.values_list("name", flat=True)) == ["新", "留"]
    page = curator.get(f"/admin/library/{asset.uid}/").content.decode()
    assert "移入相册“夏日”" in page
    assert 'value="新，留"' in page or 'value="留，新"' in page


def test_all_of_it_or_nothing(curator: Client):
    asset = AssetFactory()

    curator.post(
        f"/admin/library/{asset.uid}/arrange/",
        {"caption": "半亩方塘", "tags": "长" * 41, "album": "none", "new_album": "夏日"},
    )

    asset.refresh_from_db()
    assert (asset.caption, Album.objects.count()) == ("", 0)


def test_only_curators_say_something_of_a_file():
    asset = AssetFactory()
    owner, reviewer = Client(), signed_in(role="first")
    owner.force_login(asset.owner)

    answers = [
        client.post(f"/admin/library/{asset.uid}/{act}/", {"caption": "x", "album": "none"})
        for client in (owner, reviewer)
        for act in ("arrange", "retry")
    ]

    assert {answer.status_code for answer in answers} <= {302, 404}
    assert Asset.objects.get().caption == ""


def test_the_files_before_and_after_it_in_its_list_are_a_click_away(curator: Client):
    first, second, third = AssetFactory.create_batch(3)
    AssetFactory(video=True)

    page = curator.get(f"/admin/library/{second.uid}/?family=picture&at=1").content.decode()
    moved = curator.get(f"/admin/library/{second.uid}/?family=picture&at=2").content.decode()
    odd = curator.get(f"/admin/library/{second.uid}/?at=-1").content.decode()

    assert f"/admin/library/{third.uid}/?family=picture&amp;at=0" in page
    assert f"/admin/library/{first.uid}/?family=picture&amp;at=2" in page
    assert "hm-neighbours" not in moved + odd


def test_sound_has_its_waveform_above_the_player_and_troubles_are_told(curator: Client):
    asset = AssetFactory(name="讲座.mp3", family="audio", format="MP3", width=None, height=None)
    for role, name in (("peaks", "peaks.json"), ("play", "play.m4a")):
        Rendition.objects.create(asset=asset, role=role, name=name, media_type="x/y", size=9)
    Job.objects.create(
        name="ingest.encode", subject=str(asset.uid), run_after=asset.created_at, error="Boom", attempts=5
    )

    page = curator.get(f"/admin/library/{asset.uid}/").content.decode()

    assert page.index("waveform.svg") < page.index("<audio")
    assert "Boom" in page
