import pytest

from media_library.albums.captioning import keep, same_as_above
from media_library.models import Album
from tests.factories import AssetFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def album() -> Album:
    return Album.objects.create(name="巡回审判", created_by=UserFactory(curator=True))


def test_only_what_was_changed_on_this_page_is_written(album: Album):
    one, two = AssetFactory(album=album, caption="旧"), AssetFactory(album=album, caption="同事刚写的")
    typed = {
        f"caption-{one.uid}": "新",
        f"was-{one.uid}": "旧",
        f"caption-{two.uid}": "旧的",
        f"was-{two.uid}": "旧的",
    }

    assert keep(album, typed, by=album.created_by) == 1

    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.caption, two.caption) == ("新", "同事刚写的")


def test_files_of_other_albums_are_not_reached(album: Album):
    stranger = AssetFactory(caption="旧")

    assert (
        keep(album, {f"caption-{stranger.uid}": "新", f"was-{stranger.uid}": "旧"}, by=album.created_by) == 0
    )


def test_the_caption_above_fills_one_row_or_all_empty_ones():
    rows = [AssetFactory(caption=text) for text in ("甲", "", "乙", "", "")]
    name = {at: f"caption-{row.uid}" for at, row in enumerate(rows)}

    one = same_as_above(rows, {name[2]: "乙改"}, str(rows[3].uid))
    every = same_as_above(rows, {}, "all")

    assert one == {name[2]: "乙改", name[3]: "乙改"}
    assert every == {name[1]: "甲", name[3]: "乙", name[4]: "乙"}
