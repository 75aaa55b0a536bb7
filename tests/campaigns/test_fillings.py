"""Fillings lie over the words and never change them."""

from pathlib import Path

import pytest

from campaigns.fillings import Filled
from campaigns.models import Item
from campaigns.notice.reader import read
from campaigns.planning import create

NOTICE = (Path(__file__).parent / "notice" / "notice.txt").read_text()

pytestmark = pytest.mark.django_db


def _key(phrase: str, within: int = 0) -> str:
    line = next(number for number, text in enumerate(NOTICE.split("\n"), start=1) if phrase in text)
    return f"{line}:{NOTICE.split(chr(10))[line - 1].index(phrase) + within + 1}"


def test_each_hole_is_filled_by_itself():
    fillings = {_key("X月至X月底"): "3", _key("X月至X月底", 3): "5", _key("X月至XX月底", 3): "12"}
    campaign = create(read(NOTICE), by=None, fillings=fillings)

    read_as = [Filled(campaign).text(phase.period, phase.line) for phase in campaign.phases.all()]

    assert read_as == ["3月至5月底", "X月至12月底"]
    assert [phase.period for phase in campaign.phases.all()] == ["X月至X月底", "X月至XX月底"]
    assert campaign.source == NOTICE


def test_an_item_s_text_is_read_with_its_fillings():
    campaign = create(read(NOTICE), by=None, fillings={_key("X月下旬"): "6"})
    item = Item.objects.get(label="5")

    assert Filled(campaign).text(item.text, item.line).startswith("6月下旬，要利用")


def test_without_fillings_the_words_stay():
    campaign = create(read(NOTICE), by=None)

    assert Filled(campaign).text("X月下旬", 19) == "X月下旬"
