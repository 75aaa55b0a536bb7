import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import Entry
from audit.trail import broken_links
from media_library.library import arranging
from media_library.library.arranging import NotPossible
from media_library.models import Album, Asset, Tag
from tests.factories import AssetFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator():
    return UserFactory(curator=True, name="示例编辑")


def tags_of(asset: Asset) -> list[str]:
    return list(asset.tags.values_list("name", flat=True))


def told(action: str) -> list[str]:
    return list(Entry.objects.filter(action=action).values_list("subject", flat=True))


def test_an_album_says_what_its_photographs_have_in_common(curator):
    album = arranging.make_album(
        " 重温誓词 ", place="示例村", taken="2021-06", photographer="示例甲", by=curator
    )

    arranging.change_album(album, name="重温入党誓词", place="示例村", by=curator)

    album = Album.objects.get()
    assert (album.name, album.place, album.taken, album.photographer, album.created_by) == (
        "重温入党誓词",
        "示例村",
        "2021-06",
        "示例甲",
        curator,
    )
    assert Entry.objects.get(action="album.change").detail == {"name": "重温入党誓词"}


@pytest.mark.parametrize(
    "said",
    [
        {"name": "  "},
        {"name": "长" * 121},
        {"name": "册", "taken": "去年"},
        {"name": "册", "taken": "2021-13"},
        {"name": "册", "taken": "2021-02-30"},
        {"name": "册", "taken": "２０２１"},
        {"name": "册", "photographer": "长" * 61},
    ],
)
def test_an_album_that_says_nonsense_is_not_made(curator, said: dict[str, str]):
    with pytest.raises(NotPossible):
        arranging.make_album(said.pop("name"), by=curator, **said)

    assert not Album.objects.exists()


def test_files_move_into_an_album_and_out_of_it(curator):
    first, second = AssetFactory.create_batch(2)
    album = arranging.make_album("夏日", by=curator)

    assert arranging.move([first, second], album, by=curator) == 2
    assert arranging.move([first], None, by=curator) == 1
    assert arranging.move([first], None, by=curator) == 0

    assert list(album.assets.all()) == [second]
    assert told("asset.move") == [f"asset:{pk}" for pk in (first.pk, second.pk, first.pk)]
    assert list(broken_links()) == []


def test_tags_are_given_once_and_vanish_with_their_last_file(curator):
    first, second = AssetFactory.create_batch(2)

    arranging.tag([first], ["红色", " 党课 ", "红色"], by=curator)
    changed = arranging.tag([first, second], ["党课"], by=curator)

    assert (tags_of(first), tags_of(second), changed) == (["党课", "红色"], ["党课"], 1)
    assert arranging.untag([first], ["红色", "没有"], by=curator) == 1
    assert list(Tag.objects.values_list("name", flat=True)) == ["党课"]


@pytest.mark.parametrize("words", [[], ["  "], ["好", "长" * 41]])
def test_tags_that_say_nothing_or_too_much_change_nothing(curator, words: list[str]):
    asset = AssetFactory()

    with pytest.raises(NotPossible):
        arranging.tag([asset], words, by=curator)

    assert tags_of(asset) == []


def test_captions_are_written_for_many_at_once_or_for_none(curator):
    first, second = AssetFactory.create_batch(2)

    assert arranging.caption({first: "山行 ", second: ""}, by=curator) == 1
    with pytest.raises(NotPossible, match="300"):
        arranging.caption({first: "别的", second: "长" * 301}, by=curator)

    assert list(Asset.objects.order_by("pk").values_list("caption", flat=True)) == ["山行", ""]
    assert Entry.objects.get(action="asset.caption").detail == {"caption": "山行"}


def test_picks_are_taken_back(curator):
    first, second = AssetFactory.create_batch(2)

    assert arranging.pick([first, second], by=curator) == 2
    assert arranging.unpick([first], by=curator) == 1

    assert list(Asset.objects.filter(picked=True)) == [second]


def test_only_curators_arrange():
    asset, stranger = AssetFactory(), UserFactory(role="first")
    album = arranging.make_album("夏日", by=UserFactory(curator=True))

    for act in (
        lambda: arranging.make_album("册", by=stranger),
        lambda: arranging.change_album(album, name="册", by=stranger),
        lambda: arranging.move([asset], album, by=stranger),
        lambda: arranging.tag([asset], ["好"], by=stranger),
        lambda: arranging.untag([asset], ["好"], by=stranger),
        lambda: arranging.caption({asset: "好"}, by=stranger),
        lambda: arranging.pick([asset], by=stranger),
        lambda: arranging.unpick([asset], by=stranger),
    ):
        with pytest.raises(PermissionDenied):
            act()

    assert told("asset.move") == []


@pytest.mark.parametrize(
    "act",
    [
        lambda assets, by: arranging.move(assets, Album.objects.get(), by=by),
        lambda assets, by: arranging.tag(assets, ["好", "新"], by=by),
        lambda assets, by: arranging.caption(dict.fromkeys(assets, "好"), by=by),
        lambda assets, by: arranging.pick(assets, by=by),
    ],
    ids=["move", "tag", "caption", "pick"],
)
def test_eighty_files_cost_what_one_costs(curator, act):
    arranging.make_album("夏日", by=curator)

    def cost(number: int) -> int:
        assets = AssetFactory.create_batch(number)
        with CaptureQueriesContext(connection) as queries:
            assert act(assets, curator) == number
        return len(queries)

    assert cost(1) == cost(80)
