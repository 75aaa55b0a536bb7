import pytest

from media_library.templatetags.library import act_on_asset, described
from tests.factories import AssetFactory


@pytest.mark.django_db
def test_a_file_is_described_in_a_line():
    assert described(AssetFactory()) == "JPEG\u20033200 × 2400"


def test_an_act_is_said_in_words_and_one_that_is_not_known_as_it_stands():
    assert act_on_asset("asset.retry") == "让系统重新检查"
    assert act_on_asset("asset.other") == "asset.other"
