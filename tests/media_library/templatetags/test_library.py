import pytest

from audit.models import Entry
from media_library.templatetags.library import act_on_asset, described
from tests.factories import AssetFactory


@pytest.mark.django_db
def test_a_file_is_described_in_a_line():
    assert described(AssetFactory()) == "JPEG\u20033200 × 2400"


@pytest.mark.parametrize(
    ("action", "detail", "said"),
    [
        ("asset.retry", {}, "让系统重新检查"),
        ("asset.tag", {"tags": ["好", "新"]}, "添加标签：好\u2003新"),
        ("asset.move", {"album": "夏日"}, "移入相册“夏日”"),
        ("asset.move", {"album": ""}, "移出相册"),
        ("asset.caption", {"caption": "100 %"}, "填写图片说明：100 %"),
        ("asset.other", {}, "asset.other"),
    ],
)
def test_an_act_is_said_in_words_and_one_that_is_not_known_as_it_stands(action: str, detail: dict, said: str):
    assert act_on_asset(Entry(action=action, detail=detail)) == said
