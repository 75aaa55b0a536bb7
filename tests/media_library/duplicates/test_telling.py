import pytest

from media_library.duplicates.telling import groups, identical, tell, twins_of
from media_library.models import Resemblance
from tests.factories import AssetFactory

pytestmark = pytest.mark.django_db
WHOLE = [0, 0, 1, 1]


def told(of_first: list, of_second: list, **second):
    pair = Resemblance(
        first=AssetFactory(name="whole.jpg"),
        second=AssetFactory(name="other.jpg", **second),
        agreement=0.987,
        of_first=of_first,
        of_second=of_second,
    )
    return tell([pair])[0]


def test_the_evidence_is_said_in_words():
    assert told(WHOLE, [0, 0.003, 1, 0.997]).sentence == "同一张图片，重新保存过。"
    assert told(WHOLE, WHOLE, width=800, height=600).sentence == "同一张图片，尺寸不同。"
    assert told([0.1, 0, 1, 0.9], WHOLE).sentence == "同一张图片，经过裁切：“other.jpg”是“whole.jpg”的 81%。"
    assert told(WHOLE, [0.1, 0, 1, 0.9]).sentence == "同一张图片，经过裁切：“whole.jpg”是“other.jpg”的 81%。"
    assert "左图的 80%" in told([0.2, 0, 1, 1], [0, 0, 0.8, 1]).sentence


def test_what_both_show_is_outlined_where_it_is_not_all():
    it = told([0.1, 0.05, 1, 1], WHOLE, width=100)

    assert it.agreement == 99
    assert [side.outline for side in it.sides] == [{"x": 100, "y": 50, "width": 900, "height": 950}, None]
    assert [side.larger for side in it.sides] == [True, False]


def test_identical_files_stand_together():
    first, again = AssetFactory(name="a"), AssetFactory(name="b", sha256="1" * 64)
    twin = AssetFactory(name="c", sha256=first.sha256)

    assert groups(identical()) == [[first, twin]]
    assert list(twins_of([first, again])) == [twin]
