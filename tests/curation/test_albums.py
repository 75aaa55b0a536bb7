"""What is picked of an event becomes a work, once, and goes the ordinary way."""

import pytest
from django.test import Client

from accounts.roles import Role
from audit.models import Entry
from curation.albums import draft_of_album, why_not
from curation.errors import NotPossible
from curation.models import AlbumDraft
from curation.people import writers
from curation.reviewing import open_review
from media_library.library import arranging
from media_library.models import Album
from showcase.models import WorkPage
from tests.factories import AssetFactory, ItemFactory, UnitFactory, UserFactory, kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator():
    return UserFactory(curator=True)


@pytest.fixture
def album(curator) -> Album:
    album = Album.objects.create(
        name="巡回审判", place="云岭村", taken="2021-06-18", photographer="示例甲、示例乙", created_by=curator
    )
    for hour in (11, 9, 10, 8):
        AssetFactory(
            album=album,
            owner=curator,
            name=f"{hour}.jpg",
            facts={"taken": f"2021-06-18 {hour:02d}:00:00"},
            caption=f"{hour}点" if hour > 8 else "",
            picked=True,
        )
    AssetFactory(album=album, owner=curator)
    return album


def make(album: Album, by, **said) -> WorkPage:
    facts = {
        "title": "到村里去",
        "unit": UnitFactory(),
        "photographers": album.photographer,
        "details": {"taken_on": "2021-06-18", "place": "云岭村"},
    } | said
    return draft_of_album(album, by=by, **facts)


def test_the_picks_become_a_draft_in_order_with_captions_and_alternative_texts(album: Album, curator):
    page = make(album, curator, item=ItemFactory())

    assert (page.kind.code, page.live, page.owner) == ("photograph", False, curator)
    assert (page.authors, page.created) == (["示例甲", "示例乙"], "2021-06-18")
    assert page.details == {"taken_on": "2021-06-18", "place": "云岭村"}
    shown = [(each.asset.name, each.caption, each.alt) for each in page.media.all()]
    assert shown == [
        ("8.jpg", "", "到村里去"),
        ("9.jpg", "9点", "9点"),
        ("10.jpg", "10点", "10点"),
        ("11.jpg", "11点", "11点"),
    ]
    assert Entry.objects.filter(action="work.drafted", subject=f"work:{page.pk}").count() == 1


def test_pressed_twice_it_is_one_page_and_other_picks_are_another(album: Album, curator):
    first = make(album, curator)

    assert make(album, UserFactory(curator=True), title="再来一次") == first
    AssetFactory(album=album, owner=curator, picked=True)
    assert make(album, curator) != first
    assert AlbumDraft.objects.count() == 2


def test_who_described_the_event_or_wrote_a_caption_that_is_shown_wrote_the_work(album: Album, curator):
    described, captioned, elsewhere = (UserFactory(curator=True) for _ in range(3))
    arranging.change_album(album, place="山下村", by=described)
    arranging.caption({album.assets.filter(picked=True).first(): "开庭"}, by=captioned)
    arranging.caption({album.assets.get(picked=False): "没有选用"}, by=elsewhere)
    page = make(album, curator)

    assert {described.pk, captioned.pk} <= writers(page)
    assert elsewhere.pk not in writers(page)


def test_whoever_drafts_counts_as_its_editor(album: Album, curator):
    drafter = UserFactory(curator=True)
    page = make(album, drafter)

    assert {drafter.pk, curator.pk} <= writers(page)
    review = open_review(page, by=UserFactory(curator=True))
    assert drafter.pk in review.parts.filter(part="writer").values_list("person", flat=True)


def test_only_curators_draft(album: Album):
    with pytest.raises(NotPossible):
        make(album, UserFactory(role=Role.FIRST))


def test_what_is_no_work_is_said_in_a_sentence():
    photographs = kind("photograph")
    ready = AssetFactory.create_batch(12)

    assert why_not(photographs, ready[:1]) == why_not(photographs, ready[:8]) == ""
    assert "还没有选照片" in why_not(photographs, [])
    assert why_not(photographs, ready) == "已选 12 张，一件作品最多 8 张，请取消 4 张。"
    assert "至少 4 张" in why_not(photographs, ready[:2])
    assert "不是图片" in why_not(photographs, [AssetFactory(video=True)])
    assert why_not(photographs, [AssetFactory(checking=True)])


def test_the_screen_has_everything_filled_in_and_leads_to_the_dossier(client: Client, album: Album, curator):
    client.force_login(curator)
    address = f"/admin/works/from-album/{album.uid}/"

    page = client.get(address).content.decode()
    for value in ("巡回审判", "云岭村", "2021-06-18", "示例甲、示例乙"):
        assert f'value="{value}"' in page
    said = {
        "title": "到村里去",
        "unit": UnitFactory().pk,
        "photographers": "示例甲",
        "details_taken_on": "2021-06-18",
        "details_event": "巡回审判",
        "details_place": "云岭村",
    }
    answers = [client.post(address, said) for _ in range(2)]

    work = WorkPage.objects.get()
    assert {answer["Location"] for answer in answers} == {f"/admin/works/{work.pk}/"}
    assert f"/admin/works/{work.pk}/" in client.get(f"/admin/library/albums/{album.uid}/").content.decode()


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_made(client: Client, album: Album, curator):
    client.force_login(curator)

    answer = client.post(f"/admin/works/from-album/{album.uid}/", {"title": "到村里去"})

    assert answer.status_code == 422
    assert "拍摄日期" in answer.content.decode()
    assert not WorkPage.objects.exists()


def test_others_meet_nothing(client: Client, album: Album):
    client.force_login(UserFactory(role=Role.FIRST))

    assert client.get(f"/admin/works/from-album/{album.uid}/").status_code == 404
