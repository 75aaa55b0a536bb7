import pytest
from django.test import Client
from playwright.sync_api import expect

from media_library.models import Rendition, Resemblance
from tests.factories import AssetFactory, UserFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/library/duplicates/"


@pytest.fixture
def curator(client: Client) -> Client:
    client.force_login(UserFactory(curator=True))
    return client


def pictured(**facts):
    asset = AssetFactory(**facts)
    Rendition.objects.create(
        asset=asset, role="web", name="web-1280.webp", media_type="image/webp", width=1280, height=960, size=9
    )
    return asset


def pair(**facts) -> Resemblance:
    first, second = pictured(), pictured()
    return Resemblance.objects.create(
        first=first,
        second=second,
        agreement=0.98,
        of_first=[0.1, 0, 1, 1],
        of_second=[0, 0, 1, 1],
        **facts,
    )


def test_what_waits_is_shown_side_by_side_with_its_evidence(curator: Client):
    it = pair()

    page = curator.get(ADDRESS).content.decode()

    for side in (it.first, it.second):
        assert f"/private/renditions/{side.uid}/web-1280.webp" in page
        assert side.sha256 in page
        assert side.owner.name in page
    assert 'x="100"' in page
    assert "90%" in page


@pytest.mark.parametrize("count", [1, 9])
def test_the_screen_costs_the_same_whatever_it_holds(curator: Client, django_assert_num_queries, count: int):
    for _ in range(count):
        pair()
    curator.get(ADDRESS)

    with django_assert_num_queries(15):
        curator.get(ADDRESS)


@pytest.mark.parametrize("count", [1, 9])
def test_identical_files_cost_the_same_whatever_there_are(
    curator: Client, django_assert_num_queries, count: int
):
    for at in range(count):
        AssetFactory.create_batch(2, sha256=f"{at:064d}")
    curator.get(ADDRESS)

    with django_assert_num_queries(15):
        page = curator.get(f"{ADDRESS}?tab=identical").content.decode()

    assert page.count("hm-twins__picture") == count


def test_a_decision_takes_the_pair_off_the_list_and_shows_on_both_pages(curator: Client):
    it = pair()

    answer = curator.post(f"{ADDRESS}{it.pk}/", {"verdict": "different", "next": ADDRESS}, follow=True)

    assert "今后不再提示" in answer.content.decode()
    assert it.second.sha256 not in answer.content.decode()
    assert it.second.sha256 in curator.get(f"{ADDRESS}?tab=decided").content.decode()
    for side in (it.first, it.second):
        page = curator.get(f"/admin/library/{side.uid}/").content.decode()
        assert "不重复" in page
        assert "认定与另一文件不重复" in page


def test_a_decision_can_be_changed(curator: Client):
    it = pair()

    for verdict in ("different", "same"):
        curator.post(f"{ADDRESS}{it.pk}/", {"verdict": verdict})

    it.refresh_from_db()
    assert it.verdict == "same"
    assert "最佳原件" in curator.get(f"/admin/library/{it.first.uid}/").content.decode()


def test_a_file_s_page_tells_curators_of_the_same_bytes_and_nobody_else(curator: Client, client: Client):
    asset = AssetFactory()
    twin = AssetFactory(name="孪生.jpg", sha256=asset.sha256)

    page = curator.get(f"/admin/library/{asset.uid}/").content.decode()

    assert "孪生.jpg" in page
    assert twin.owner.name in page


@pytest.mark.parametrize("role", [None, "first"])
def test_others_meet_nothing(client: Client, role: str | None):
    it = pair()
    client.force_login(UserFactory(role=role))

    assert client.get(ADDRESS).status_code in (302, 404)
    assert client.post(f"{ADDRESS}{it.pk}/", {"verdict": "same"}).status_code in (302, 404)
    it.refresh_from_db()
    assert it.verdict == ""


def test_no_verdict_is_nowhere_and_the_way_back_leads_to_no_stranger(curator: Client):
    it = pair()

    assert curator.post(f"{ADDRESS}{it.pk}/", {"verdict": ""}).status_code == 404
    answer = curator.post(f"{ADDRESS}{it.pk}/", {"verdict": "same", "next": "https://elsewhere.example/"})
    assert answer["Location"] == ADDRESS


def test_pairs_are_decided_by_keys(transactional_db, desktop, live_server):
    client = Client()
    client.force_login(UserFactory(curator=True))
    desktop.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    old, new = pair(), pair()
    desktop.expected_errors.append("404")  # there are no bytes behind the pictures

    desktop.goto(ADDRESS)
    desktop.keyboard.press("d")
    expect(desktop.locator("[data-pair]").nth(0)).to_have_attribute("data-verdict", "different")
    expect(desktop.locator("[data-pair]").nth(1)).to_be_focused()
    desktop.keyboard.press("s")
    expect(desktop.locator("[data-pair]").nth(1)).to_have_attribute("data-verdict", "same")

    old.refresh_from_db()
    new.refresh_from_db()
    assert (new.verdict, old.verdict) == ("different", "same")
