import pytest
from django.test import Client

from accounts.roles import Role
from media_library import searching
from media_library.library import arranging
from media_library.models import Asset, Rendition
from tests.factories import AssetFactory, SubmissionFactory, UnitFactory, UserFactory
from tests.media_library.library.at_hand import pictured, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator() -> Client:
    return signed_in(curator=True)


def test_the_library_shows_names_and_pictures_and_is_never_kept(curator: Client):
    asset = pictured(name="兰亭.jpg")

    answer = curator.get("/admin/library/")

    assert "兰亭.jpg" in answer.content.decode()
    assert f"/private/renditions/{asset.uid}/web-320.webp" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


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


def test_the_filters_that_narrow_stand_as_chips_and_wrong_ones_are_said(curator: Client):
    unit = UnitFactory(name="刑事审判庭")
    pictured(name="兰亭.jpg")

    page = curator.get(f"/admin/library/?q=兰亭&unit={unit.pk}&size=enormous&since=tomorrow").content.decode()

    assert page.count("取消筛选") == 2
    assert "共 0 个文件" in page
    assert '<details class="hm-filter__more" open>' in page
    assert page.count("hm-filter__error") == 2


def test_pages_keep_the_filters(curator: Client):
    AssetFactory.create_batch(50, video=True)

    page = curator.get("/admin/library/?family=video&sort=largest").content.decode()

    assert "?family=video&amp;sort=largest&amp;p=2" in page


def test_a_failed_file_and_a_damaged_one_need_attention(curator: Client):
    AssetFactory(name="好.jpg")
    failed = AssetFactory(name="未成.jpg", failed=True)
    AssetFactory(name="坏.jpg", fault="different")
    AssetFactory(name="拒.jpg", refused=True, refusal="empty")

    page = curator.get("/admin/library/?state=attention").content.decode()

    assert [name in page for name in ("好.jpg", "未成.jpg", "坏.jpg", "拒.jpg")] == [False, True, True, False]
    assert page.count('name="again"') == 1
    assert f'value="{failed.uid}"' in page


def test_sound_shows_its_waveform(curator: Client):
    asset = AssetFactory(name="讲座.mp3", family="audio", format="MP3", width=None, height=None)
    Rendition.objects.create(
        asset=asset, role="peaks", name="peaks.json", media_type="application/json", size=9
    )

    assert f"/private/assets/{asset.uid}/waveform.svg" in curator.get("/admin/library/").content.decode()


def many(number: int) -> list[Asset]:
    """Files in an album, with tags and pictures, that submissions and works hold."""
    owner = UserFactory()
    maker = UserFactory(curator=True)
    asset = pictured(owner=owner, name="兰亭-0.jpg")
    SubmissionFactory(kind="photograph", contributor=owner, assets=[asset], accepted=True)
    assets = Asset.objects.bulk_create(
        Asset(owner=owner, name=f"兰亭-{n}.jpg", size=n, sha256=f"{n:064x}", state="ready", format="JPEG")
        for n in range(1, number)
    )
    Rendition.objects.bulk_create(
        Rendition(asset=each, role="web", name="web-320.webp", media_type="image/webp", width=320, size=9)
        for each in assets
    )
    searching.remember(each.pk for each in assets)
    arranging.move(assets, arranging.make_album("夏日", by=maker), by=maker)
    arranging.tag(assets, ["馆藏"], by=maker)
    return [asset, *assets]


@pytest.mark.parametrize("number", [10, 1000])
def test_each_screen_costs_the_same_with_ten_files_and_with_a_thousand(
    curator: Client, django_assert_num_queries, django_assert_max_num_queries, number: int
):
    last = many(number)[-1]
    curator.get("/admin/library/")

    with django_assert_num_queries(26):
        curator.get("/admin/library/")
    with django_assert_num_queries(26):
        curator.get("/admin/library/?used=no&album=1&tag=1&size=tiny&sort=name")
    with django_assert_num_queries(19):
        curator.get("/admin/library/choose/")
    with django_assert_num_queries(24):
        curator.get(f"/admin/library/{last.uid}/")
    with django_assert_num_queries(31):
        curator.get(f"/admin/library/{last.uid}/?at=0")
    # Few hits are ranked by what they say, which reads them; many are not. PostgreSQL is told how to plan besides.
    with django_assert_max_num_queries(33):
        curator.get("/admin/library/?q=兰亭")
    with django_assert_max_num_queries(27):
        curator.get("/admin/library/choose/results/?q=兰亭")
