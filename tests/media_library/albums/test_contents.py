import pytest

from media_library.albums import contents
from media_library.models import Album, Rendition
from tests.factories import AssetFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def album() -> Album:
    return Album.objects.create(name="巡回审判", created_by=UserFactory(curator=True))


def photo(album: Album, name: str, taken: str = "", **more):
    return AssetFactory(album=album, name=name, facts={"taken": taken} if taken else {}, **more)


def test_files_lie_in_the_order_of_taking_then_by_name(album: Album):
    late = photo(album, "a.jpg", "2021-06-18 10:00:00")
    never_b, never_a = photo(album, "z2.jpg"), photo(album, "z1.jpg")
    early = photo(album, "c.jpg", "2021-06-18 09:00:00")
    twin = photo(album, "b.jpg", "2021-06-18 09:00:00")
    photo(Album.objects.create(name="x", created_by=album.created_by), "elsewhere.jpg")

    assert list(contents.files_of(album)) == [twin, early, late, never_a, never_b]


def test_counts_say_what_is_picked_what_waits_and_what_is_no_use(album: Album):
    photo(album, "a", picked=True)
    photo(album, "b", checking=True)
    photo(album, "c", refused=True)

    assert contents.counts_of(album) == {"all": 3, "picked": 1, "waiting": 1, "useless": 1}


def test_the_day_of_most_photographs_is_proposed(album: Album):
    assert contents.proposed_day(album) == ""
    photo(album, "none")
    for name, taken in (
        ("a", "2021-06-17 23:59:00"),
        ("b", "2021-06-18 09:00:00"),
        ("c", "2021-06-18 10:00:00"),
    ):
        photo(album, name, taken)

    assert contents.proposed_day(album) == "2021-06-18"


def test_a_cover_is_the_first_pick_else_the_first_picture(album: Album):
    first, second = photo(album, "a", "2021-01-01 08:00:00"), photo(album, "b", "2021-01-02 08:00:00")
    for asset in (first, second):
        Rendition.objects.create(
            asset=asset,
            role="web",
            name="web-320.webp",
            media_type="image/webp",
            width=320,
            height=240,
            size=9,
        )

    def cover() -> str:
        return contents.covers(contents.with_counts([album]))[album.pk]

    assert str(first.uid) in cover()
    second.picked = True
    second.save()
    assert str(second.uid) in cover()
