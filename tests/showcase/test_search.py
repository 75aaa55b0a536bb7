from types import SimpleNamespace

import pytest
from django.db import connection

from campaigns.models import Kind
from showcase import search as finding
from showcase.models import Synonyms, WorkCard
from showcase.search import WORKS, fields_of, rebuild, search
from showcase.signals import card_removed, card_written
from tests.factories import UnitFactory
from tests.showcase.conftest import content

pytestmark = pytest.mark.django_db


def titles(text, **chosen):
    return [found.card.title for found in search(text, chosen).found]


def test_a_released_work_is_found_and_a_withdrawn_one_is_not(public):
    card = public("灯下抄书", text="一笔一画都不敢草率。")

    assert titles("一笔一画") == ["灯下抄书"]

    card_removed.send(WorkCard, card=card)
    card.delete()

    assert titles("一笔一画") == []
    assert search("一笔一画", {}).total == 0


def test_a_corrected_work_is_found_by_its_new_words_only(public):
    card = public("灯下抄书", text="一笔一画")
    card.release.content["text"] = "山行之人"

    card_written.send(WorkCard, card=card, release=card.release)

    assert titles("一笔一画") == []
    assert titles("山行") == ["灯下抄书"]


def test_everything_that_the_page_says_is_found(public):
    medium = {"caption": "晨雾中的村庄", "html": "<p>第一<b>段</b>讲稿</p>"}
    public(
        "随笔",
        authors=["王　芳", "李明"],
        summary="写于山中",
        details=[
            {"name": "genre", "label": "体裁", "label_en": "Genre", "value": "散文", "value_en": "Prose"}
        ],
        media=[medium],
    )

    for text in ("随笔", "王芳", "李明", "wangfang", "研究室", "山中", "散文", "晨雾", "段讲稿"):
        assert titles(text) == ["随笔"], text


def test_a_lecture_is_found_by_its_chapters_and_by_its_captions(public):
    chapters, cues = [{"at": 1.0, "title": "枫桥经验"}], [[1.5, "一盏清茶"]]
    named = public("甲", kind="lecture", chapters=chapters, text="讲稿")
    heard = public("乙", kind="lecture", media=[{"play": None, "html": None, "caption": "", "cues": cues}])

    assert [hit.card for hit in search("枫桥", {}).found] == [named]
    assert [hit.card for hit in search("清茶", {}).found] == [heard]


def test_what_is_said_in_a_recording_is_found_with_its_second(public, django_assert_max_num_queries):
    cues = [[0.5, "各位同事好"], [83.25, "先把這首詩讀出聲來"], [90.0, "再读一遍诗"]]
    media = [{"play": {"src": "a.mp4", "type": "video/mp4"}, "html": None, "caption": "", "cues": cues}]
    public("甲", kind="lecture", media=media)
    script = {"text": "各位同事好。\n\n先读诗。", "times": [1.0, 62.5], "media": []}
    public("乙", kind="lecture", **script)
    public("读诗", kind="essay", text="先读诗。")

    with django_assert_max_num_queries(9 if connection.vendor == "sqlite" else 13):
        found = {hit.card.title: hit.said and hit.said.at for hit in search("诗", {}).found}

    assert found == {"甲": 83.25, "乙": 62.5, "读诗": None}
    assert [hit.said for hit in search("lecture", {}).found] == [None, None]


def test_a_word_that_two_captions_share_is_found_where_it_begins(public):
    cues = [[0.5, "各位同事"], [4.0, "我们要为人"], [8.0, "民服务"], [12.0, "服务人民"]]
    media = [{"play": {"src": "a.mp4", "type": "video/mp4"}, "html": None, "caption": "", "cues": cues}]
    public("甲", kind="lecture", media=media)

    seconds = {}
    for words in ("为人民服务", "人民", "各位", "事我", "服务人"):
        (hit,) = search(words, {}).found
        seconds[words] = hit.said and hit.said.at

    assert seconds == {"为人民服务": 4.0, "人民": 4.0, "各位": 0.5, "事我": 0.5, "服务人": 12.0}


@pytest.mark.parametrize("text", ["书法", "書法", "shufa", "sf", "calligraphy"])
def test_the_name_of_a_kind_finds_its_works(public, text):
    public("山行", kind="calligraphy")
    public("随笔")

    assert titles(text) == ["山行"]


def test_measurements_are_no_words(public):
    card = public("山行", details=[{"name": "height_cm", "value": "138", "value_en": "138"}])

    assert titles("138") == []
    assert titles("山行") == [card.title]


def test_a_transcription_is_found_and_shown(public):
    public("登樓", kind="calligraphy", text="白日依山盡，\n黃河入海流。")

    (found,) = search("依山尽黄河", {}).found

    assert [piece.text for piece in found.excerpt if piece.hit] == ["依山盡， 黃河"]
    assert found.snippet == "白日依山盡， 黃河入海流。"


def test_synonyms_are_what_editors_keep(public):
    public("墨宝一件")

    assert titles("书法") == ["墨宝一件"]

    Synonyms.objects.all().delete()

    assert titles("书法") == []


def test_choices_narrow_and_are_counted_under_the_other_choices(public):
    other = UnitFactory(name="示例执行局")
    public("清风一", year=2021)
    public("清风二", year=2022)
    public("清风三", kind="calligraphy", unit=other, year=2022)
    calligraphy = Kind.objects.get(code="calligraphy")
    essay = Kind.objects.get(code="essay")

    answer = search("清风", {"year": 2022})

    assert [found.card.title for found in answer.found] == ["清风三", "清风二"]
    assert answer.counts["year"] == {2021: 1, 2022: 2}
    assert answer.counts["kind"] == {calligraphy.pk: 1, essay.pk: 1}
    assert titles("清风", kind=calligraphy.pk) == ["清风三"]
    assert titles("清风", unit=other.pk, year=2021) == []


def test_too_many_hits_are_not_counted(public, monkeypatch):
    public("清风一")
    public("清风二")
    monkeypatch.setattr("zh.index.COUNTED", 2)
    assert search("清风", {}).counts
    assert not search("清风", {}).more
    monkeypatch.setattr("zh.index.COUNTED", 1)

    answer = search("清风", {})

    assert answer.counts is None
    assert (answer.total, answer.more) == (1, True)


def test_of_too_many_hits_a_part_is_counted_by_itself(public, monkeypatch):
    public("清风一", year=2021)
    public("清风二", kind="calligraphy", year=2022)
    essay = Kind.objects.get(code="essay")
    monkeypatch.setattr("zh.index.COUNTED", 1)

    answer = search("清风", {"kind": essay.pk})

    assert (answer.total, answer.more) == (1, False)
    assert answer.counts["kind"] == {essay.pk: 1}
    assert answer.counts["year"] == {2021: 1}


@pytest.mark.parametrize("number", [1, 3])
def test_any_number_of_hits_costs_the_same_queries(public, django_assert_max_num_queries, number):
    for _ in range(number):
        public("清风")

    # PostgreSQL is told before and after how to plan.
    with django_assert_max_num_queries(7 if connection.vendor == "sqlite" else 11):
        assert len(search("清风", {}).found) == number


def test_rebuilding_brings_the_index_back(public):
    public("灯下抄书")
    WORKS.clear()
    WORKS.put(10_000, {"title": "灯下鬼影"})

    assert rebuild() == 1
    assert titles("灯下") == ["灯下抄书"]


def test_a_document_without_a_card_is_not_shown(public):
    WORKS.put(10_000, {"title": "灯下鬼影"})

    assert titles("灯下") == []


def test_only_public_facts_are_indexed():
    fields = fields_of(content("题", telephone="13800000000", signers=[{"part": "first", "name": "示例审"}]))

    assert fields == {
        "title": "题",
        "authors": ["示例员"],
        "unit": ["示例庭", "文章", "Essay"],
        "transcription": "",
        "body": "",
    }


def test_the_news_may_carry_more(public):
    card = public("灯下抄书")

    finding.forget(card=card, signal=card_removed, sender=WorkCard, more=SimpleNamespace())

    assert titles("灯下") == []
