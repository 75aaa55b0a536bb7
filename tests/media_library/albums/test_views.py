import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from playwright.sync_api import expect

from media_library.models import Album, Asset, Rendition
from tests.factories import AssetFactory, UserFactory
from tests.media_library.corpus_pictures import encoded, painting

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/library/albums/"


@pytest.fixture
def user():
    return UserFactory(curator=True)


@pytest.fixture
def curator(client: Client, user) -> Client:
    client.force_login(user)
    return client


@pytest.fixture
def album(user) -> Album:
    return Album.objects.create(name="巡回审判", place="云岭村", created_by=user)


def photo(album: Album, name: str = "a.jpg", **facts) -> Asset:
    asset = AssetFactory(album=album, owner=album.created_by, name=name, **facts)
    Rendition.objects.create(
        asset=asset, role="web", name="web-320.webp", media_type="image/webp", width=320, height=240, size=9
    )
    return asset


def test_an_event_is_begun_with_what_holds_for_all_of_its_photographs(curator: Client):
    answer = curator.post(
        f"{ADDRESS}new/",
        {"name": "巡回审判", "taken": "2021-06", "place": "云岭村", "photographer": "示例员"},
    )

    album = Album.objects.get()
    assert answer["Location"] == f"{ADDRESS}{album.uid}/"
    assert (album.taken, album.place, album.photographer) == ("2021-06", "云岭村", "示例员")


def test_a_date_that_is_none_is_said_and_what_was_typed_stays(curator: Client):
    answer = curator.post(f"{ADDRESS}new/", {"name": "巡回审判", "taken": "summer"})

    assert answer.status_code == 422
    assert 'value="summer"' in answer.content.decode()
    assert not Album.objects.exists()


def test_the_albums_are_shown_with_cover_and_count(curator: Client, album: Album):
    asset = photo(album, picked=True)

    page = curator.get(ADDRESS).content.decode()

    assert "巡回审判" in page
    assert f"/private/renditions/{asset.uid}/web-320.webp" in page
    assert "已选 1 张" in page


@pytest.mark.parametrize("count", [1, 12])
def test_the_albums_cost_the_same_however_many(curator: Client, user, django_assert_num_queries, count: int):
    for at in range(count):
        photo(Album.objects.create(name=str(at), created_by=user))
    curator.get(ADDRESS)

    with django_assert_num_queries(16):
        curator.get(ADDRESS)


@pytest.mark.parametrize("shown", ["", "?show=picked", "captions/"])
@pytest.mark.parametrize("count", [10, 1000])
def test_an_album_costs_the_same_however_full(
    curator: Client, album: Album, django_assert_num_queries, shown: str, count: int
):
    Asset.objects.bulk_create(
        AssetFactory.build(
            owner=album.created_by,
            album=album,
            name=f"{at}.jpg",
            picked=True,
            facts={"taken": f"2021-06-18 {at // 60:02d}:{at % 60:02d}:00"},
        )
        for at in range(count)
    )
    Rendition.objects.bulk_create(
        Rendition(
            asset=each,
            role="web",
            name="web-320.webp",
            media_type="image/webp",
            width=320,
            height=240,
            size=9,
        )
        for each in Asset.objects.all()
    )
    curator.get(f"{ADDRESS}{album.uid}/{shown}")

    with django_assert_num_queries(QUERIES[shown]):
        curator.get(f"{ADDRESS}{album.uid}/{shown}")


QUERIES = {"": 19, "?show=picked": 19, "captions/": 16}


def test_the_day_of_the_cameras_is_offered_and_taken_over(curator: Client, album: Album):
    photo(album, facts={"taken": "2021-06-18 09:00:00"})
    assert "照片记录的拍摄日期是 2021-06-18" in curator.get(f"{ADDRESS}{album.uid}/").content.decode()

    curator.post(f"{ADDRESS}{album.uid}/change/", {"taken": "2021-06-18"})

    album.refresh_from_db()
    assert (album.name, album.place, album.taken) == ("巡回审判", "云岭村", "2021-06-18")
    assert "照片记录" not in curator.get(f"{ADDRESS}{album.uid}/").content.decode()


def test_a_plain_form_brings_files_and_picks_without_script(curator: Client, album: Album):
    other = photo(album, "b.jpg", picked=True)
    file = SimpleUploadedFile("plain.jpg", encoded(painting(), "JPEG"))

    curator.post(f"{ADDRESS}{album.uid}/files/", {"files": file})
    asset = Asset.objects.get(name="plain.jpg")
    assert asset.album == album

    curator.post(f"{ADDRESS}{album.uid}/picks/", {"shown": [asset.uid, other.uid], "picked": [asset.uid]})
    asset.refresh_from_db()
    other.refresh_from_db()
    assert (asset.picked, other.picked) == (True, False)


def test_what_the_page_did_not_show_keeps_its_pick(curator: Client, album: Album):
    kept, shown = photo(album, picked=True), photo(album, "b.jpg")

    answer = curator.post(
        f"{ADDRESS}{album.uid}/picks/",
        {"shown": shown.uid, "picked": shown.uid},
        headers={"X-Requested-With": "fetch"},
    )

    kept.refresh_from_db()
    assert kept.picked
    assert answer.json() == {"picked": 2}


def test_what_becomes_of_many_files_is_one_answer(curator: Client, album: Album):
    ready, waits, elsewhere = photo(album), photo(album, "b.jpg", checking=True), AssetFactory()

    asked = "&".join(f"uid={each.uid}" for each in (ready, waits, elsewhere))
    told = curator.get(f"{ADDRESS}{album.uid}/state.json?{asked}&uid=none").json()["files"]

    assert {(each["uid"], each["settled"]) for each in told} == {
        (str(ready.uid), True),
        (str(waits.uid), False),
    }


def test_the_page_knows_what_need_not_be_sent_again(curator: Client, album: Album):
    asset = photo(album, "“<a>”.jpg")

    answer = curator.get(f"{ADDRESS}{album.uid}/")

    assert json.loads(answer.context_data["known"]) == [[asset.name, asset.size]]
    assert "<a>" not in answer.content.decode()


def test_captions_are_kept_by_the_form_and_too_long_ones_are_said(curator: Client, album: Album):
    asset = photo(album, picked=True)
    address = f"{ADDRESS}{album.uid}/captions/"
    typed = {f"was-{asset.uid}": "", f"caption-{asset.uid}": "开庭"}

    curator.post(address, typed)
    answer = curator.post(address, {f"was-{asset.uid}": "开庭", f"caption-{asset.uid}": "长" * 301})

    asset.refresh_from_db()
    assert asset.caption == "开庭"
    assert answer.status_code == 422
    assert "长" * 301 in answer.content.decode()


@pytest.mark.parametrize("role", [None, "first"])
def test_others_meet_nothing(client: Client, album: Album, role: str | None):
    client.force_login(UserFactory(role=role))
    one = f"{ADDRESS}{album.uid}/"

    gets = [ADDRESS, f"{ADDRESS}new/", one, f"{one}state.json", f"{one}captions/"]
    posts = [f"{ADDRESS}new/", f"{one}change/", f"{one}files/", f"{one}picks/", f"{one}captions/"]

    assert {client.get(each).status_code for each in gets} <= {302, 404}
    assert {client.post(each).status_code for each in posts} <= {302, 404}


# In a real browser.


@pytest.fixture
def at_the_desk(transactional_db, desktop, live_server, user):
    client = Client()
    client.force_login(user)
    desktop.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    return desktop


def test_photographs_are_dropped_and_picked_by_keys(at_the_desk, album: Album):
    page = at_the_desk
    page.goto(f"{ADDRESS}{album.uid}/")
    files = [
        {"name": f"{at}.jpg", "mimeType": "image/jpeg", "buffer": encoded(painting(300 + at, 200), "JPEG")}
        for at in range(3)
    ]
    page.set_input_files("#id_files", files)
    cells = page.locator("[data-sheet] > li")
    expect(cells).to_have_count(3)
    page.set_input_files("#id_files", files)
    expect(page.locator(".uploader-notes")).to_contain_text("其中 3 个文件已经在这里")
    expect(cells).to_have_count(3)
    assert set(Asset.objects.values_list("album", flat=True)) == {album.pk}

    cells.first.locator("[name=picked]").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(page.locator(".hm-bar [data-count=picked]")).to_have_text("1")
    page.keyboard.press("Enter")
    expect(page.locator("[data-big]")).to_be_visible()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(page.locator(".hm-bar [data-count=picked]")).to_have_text("2")
    page.keyboard.press("Escape")

    assert Asset.objects.filter(picked=True).count() == 2


def test_captions_save_themselves_and_are_taken_from_above(at_the_desk, album: Album):
    first, second = photo(album, "a.jpg", picked=True), photo(album, "b.jpg", picked=True)
    page = at_the_desk
    page.expected_errors.append("404")  # there are no bytes behind the pictures
    page.goto(f"{ADDRESS}{album.uid}/captions/")

    page.fill(f"#caption-{first.uid}", "开庭")
    page.keyboard.press("Enter")
    expect(page.locator(f"#caption-{second.uid}")).to_be_focused()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("[data-saved]")).to_contain_text("已保存")
    page.wait_for_function(
        "() => Array.from(document.querySelectorAll('textarea')).every("
        "(each) => each.form.elements[each.name.replace('caption', 'was')].value === each.value)"
    )

    assert set(Asset.objects.values_list("caption", flat=True)) == {"开庭"}
