import pytest
from django.test import Client

from accounts.roles import Role
from audit.models import Entry
from jobs.models import Job
from media_library.models import Asset, Rendition
from tests.factories import AssetFactory, SubmissionFactory, UserFactory

pytestmark = pytest.mark.django_db


def signed_in(**traits) -> Client:
    client = Client()
    client.force_login(UserFactory(**traits))
    return client


@pytest.fixture
def curator() -> Client:
    return signed_in(curator=True)


def pictured(**traits) -> Asset:
    asset = AssetFactory(**traits)
    Rendition.objects.create(
        asset=asset, role="web", name="web-320.webp", media_type="image/webp", width=320, height=240, size=9
    )
    return asset


def test_the_library_shows_names_and_pictures_and_is_never_kept(curator: Client):
    asset = pictured(name="兰亭.jpg")

    answer = curator.get("/admin/library/")

    assert "兰亭.jpg" in answer.content.decode()
    assert f"/private/renditions/{asset.uid}/web-320.webp" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_library_costs_the_same_whatever_it_holds(
    curator: Client, django_assert_max_num_queries, count: int
):
    for _ in range(count):
        pictured()
    curator.get("/admin/library/")

    with django_assert_max_num_queries(13):
        curator.get("/admin/library/")


def test_a_page_holds_forty_eight(curator: Client):
    AssetFactory.create_batch(50)

    first, second = curator.get("/admin/library/"), curator.get("/admin/library/?p=2&q=&family=")

    assert [answer.content.decode().count('class="hm-grid__cell"') for answer in (first, second)] == [48, 2]


def test_an_empty_library_and_a_filter_too_many_are_said_in_words(curator: Client):
    empty = curator.get("/admin/library/").content.decode()
    narrowed = curator.get("/admin/library/?q=none&since=tomorrow").content.decode()

    assert "还没有文件" in empty
    assert "没有符合条件的文件" in narrowed


@pytest.mark.parametrize("traits", [{}, {"role": Role.FIRST}], ids=["contributor", "reviewer"])
def test_only_curators_see_the_whole_library(traits: dict):
    asset = AssetFactory()
    client = signed_in(**traits)

    answers = [
        client.get("/admin/library/"),
        client.get(f"/admin/library/{asset.uid}/"),
        client.post(f"/admin/library/{asset.uid}/retry/"),
    ]

    assert {answer.status_code for answer in answers} <= {302, 404}


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
