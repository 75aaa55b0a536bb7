import pytest

from media_library import searching
from media_library.ingest import pipeline
from media_library.library import arranging
from media_library.models import Asset
from media_library.originals import keep_original
from media_library.searching import ASSETS, Sought
from tests.factories import AssetFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator():
    return UserFactory(curator=True)


def found(text: str) -> list[str]:
    sought = Sought(text)
    return [asset.name for asset in sought.best_first(Asset.objects.filter(sought.fits))]


@pytest.fixture
def asset(curator) -> Asset:
    asset = AssetFactory(name="观书有感-终稿.jpg", owner=UserFactory(name="沈砚秋", username="s77001"))
    AssetFactory(name="别的.jpg")
    album = arranging.make_album("巡回审判", place="青石坪", photographer="卢水生", by=curator)
    arranging.move([asset], album, by=curator)
    arranging.tag([asset], ["馆藏"], by=curator)
    arranging.caption({asset: "半亩方塘"}, by=curator)
    return asset


@pytest.mark.parametrize(
    "text",
    [
        "书有", "書有", "有", "观书有感", "guanshu", "gsyg", "终稿.jpg",
        "沈砚秋", "shenyanqiu", "s77001",
        "回审", "xunhui", "青石坪", "卢水生", "馆藏", "guancang", "方塘", "bmft",
        "书有 馆藏 -别的",
    ],
)  # fmt: skip
def test_a_file_is_found_by_all_that_is_said_of_it(asset: Asset, text: str):
    assert found(text) == ["观书有感-终稿.jpg"]


@pytest.mark.parametrize(
    "text", ["", "  ", "，", '"', "%", "_", "*", "AND OR NOT", "\x00", "没有这个", "-" * 300]
)
def test_odd_questions_only_find_nothing(asset: Asset, text: str):
    assert found(text) == []


def test_a_file_is_found_by_the_beginning_of_its_digest(asset: Asset):
    assert found(asset.sha256[:8].upper()) == found(asset.sha256) == [asset.name]


def test_what_is_no_longer_said_finds_no_longer(asset: Asset, curator):
    arranging.untag([asset], ["馆藏"], by=curator)
    arranging.caption({asset: ""}, by=curator)
    arranging.change_album(asset.album or Asset.objects.get(pk=asset.pk).album, name="调解", by=curator)

    assert [found("馆藏"), found("方塘"), found("回审"), found("调解")] == [[], [], [], [asset.name]]

    arranging.move([asset], None, by=curator)
    assert found("调解") == []


def test_a_sender_is_found_by_a_new_name(asset: Asset):
    asset.owner.name = "陆知微"
    asset.owner.save()

    assert (found("沈砚秋"), found("陆知微")) == ([], [asset.name])


def test_the_best_comes_first_and_of_many_those_with_it_in_their_names(monkeypatch: pytest.MonkeyPatch):
    AssetFactory(name="山居.jpg")
    AssetFactory(name="甲.docx", facts={"opening": "山居图说"})
    few = found("山居")
    monkeypatch.setattr("zh.index.RANKED", 1)

    assert few == found("山居") == found("山") == ["山居.jpg", "甲.docx"]


def test_a_file_is_findable_from_its_arrival_on_and_a_document_by_its_beginning(tmp_path, settings):
    path = tmp_path / "x"
    path.write_text("老周的笔记本里夹着一片叶子。" * 3)

    asset = keep_original(path, "笔记.txt", UserFactory(name="韦青禾"))
    at_once = found("weiqinghe")
    pipeline.show(str(asset.uid))

    assert at_once == ["笔记.txt"]
    assert found("一片叶子") == ["笔记.txt"]


def test_all_documents_are_written_anew(asset: Asset):
    ASSETS.clear()

    assert searching.rebuild() == Asset.objects.count()
    assert found("馆藏") == [asset.name]
