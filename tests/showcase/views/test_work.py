"""One work, as it was released."""

import datetime as dt
import re
import zlib

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from showcase.generation import advance
from showcase.models import Release
from showcase.views.work import show
from tests.factories import ItemFactory, UnitFactory
from tests.showcase.factories import ReleaseFactory, document, picture, recording

pytestmark = pytest.mark.django_db


def flat(page: str) -> str:
    """The page without the space around its tags."""
    return re.sub(r"\s*(<|>)\s*", r"\1", page)


@pytest.mark.parametrize("kind", ["calligraphy", "essay", "lecture", "photograph"])
@pytest.mark.parametrize("language", ["", "/en"])
def test_every_kind_is_shown_to_strangers(client: Client, kind: str, language: str) -> None:
    release = ReleaseFactory(kind=kind, item=ItemFactory())

    response = client.get(f"{language}/works/{release.slug}/")

    assert response.status_code == 200
    assert f'<h1 lang="zh-Hans">{release.content["title"]}</h1>' in flat(response.text)
    assert "示例终" in response.text
    assert response.cookies == {}


def test_before_release_there_is_nothing(client: Client) -> None:
    release = ReleaseFactory(preparing=True)

    assert client.get(f"/works/{release.slug}/").status_code == 404


def test_withdrawn_work_is_gone_and_its_title_with_it(client: Client) -> None:
    release = ReleaseFactory(withdrawn=True, ended_at=dt.datetime(2021, 7, 4, 17, tzinfo=dt.UTC))

    response = client.get(f"/works/{release.slug}/")

    assert response.status_code == 410
    assert "这件作品已于2021年7月5日撤下。" in response.text
    assert release.content["title"] not in response.text


def test_what_was_withdrawn_before_it_went_live_was_never_here(client: Client) -> None:
    release = ReleaseFactory(withdrawn=True, released_at=None)

    assert client.get(f"/works/{release.slug}/").status_code == 404


def test_work_released_again_after_its_withdrawal_is_there(client: Client) -> None:
    ReleaseFactory(withdrawn=True, slug="sf-2021-0001")
    ReleaseFactory(slug="sf-2021-0001")

    assert client.get("/works/sf-2021-0001/").status_code == 200


def test_couplet_hangs_its_first_panel_first(client: Client) -> None:
    release = ReleaseFactory(details={"form": "对联"}, pictures=[(100, 500), (100, 500)])

    page = client.get(f"/works/{release.slug}/").text

    wall = page[page.index('class="wall"') : page.index("placard")]
    assert re.findall(r'<img src="[^"]*/(p\d)\.jpg"', wall) == ["p1", "p2"]
    assert "hung-pair" in wall


def test_handscroll_opens_from_the_right(client: Client) -> None:
    release = ReleaseFactory(details={"form": "手卷"}, pictures=[(900, 200)])

    assert "自右向左展开" in client.get(f"/works/{release.slug}/").text


def test_transcription_stands_both_ways(client: Client) -> None:
    release = ReleaseFactory(content={"text": "他说“静”。\n再读。"})

    page = client.get(f"/works/{release.slug}/").text

    assert '<span class="line">他说『静』。</span>' in flat(page)
    assert '<span class="line">他说“静”。</span>' in flat(page)


def test_poem_keeps_its_lines_and_an_essay_its_paragraphs(client: Client) -> None:
    poem = ReleaseFactory(essay=True, details={"genre": "诗歌"}, content={"text": "一行\n二行\n\n三行"})
    essay = ReleaseFactory(essay=True, content={"text": "一段\n\n二段"})

    assert '<span class="line">二行</span></p>' in flat(client.get(f"/works/{poem.slug}/").text)
    assert "<p>二段</p>" in flat(client.get(f"/works/{essay.slug}/").text)


def test_essay_that_came_as_a_document_is_shown(client: Client) -> None:
    release = ReleaseFactory(essay=True, content={"text": ""}, media=[document("<p>来自文档的一段。</p>")])

    assert "<p>来自文档的一段。</p>" in flat(client.get(f"/works/{release.slug}/").text)


@pytest.mark.parametrize("kind", ["video", "audio"])
def test_recording_plays_from_the_releases_folder(client: Client, kind: str) -> None:
    release = ReleaseFactory(lecture=True, media=[recording(kind)])

    page = client.get(f"/works/{release.slug}/").text

    assert f"<{kind}" in page
    assert f"/public/{release.token}/play.mp4" in page
    assert "autoplay" not in page


@pytest.mark.parametrize("media", [[recording("audio")], []])
def test_what_has_no_picture_is_headed_by_its_label_and_says_its_title_once(client: Client, media) -> None:
    release = ReleaseFactory(lecture=True, media=media)

    page = client.get(f"/works/{release.slug}/").text
    content = page[page.index("<main") : page.index("</main>")]

    assert re.findall(r">\s*如何读一首诗\s*<", content) == [">如何读一首诗<"]
    assert page.count("<h1") == 1


TIMED = {
    "times": [0.0, 83.6],
    "chapters": [{"at": 0.0, "title": "导入"}, {"at": 83.6, "title": "读 & 想"}],
}


def on_one_line(page: str) -> str:
    """The page without the lines into which its tags are broken."""
    return re.sub(r"\s+", " ", flat(page)).replace(" >", ">")


def test_without_script_times_and_chapters_lead_into_the_file(client: Client) -> None:
    release = ReleaseFactory(lecture=True, content=TIMED)
    play = f"/public/{release.token}/play.mp4"

    page = on_one_line(client.get(f"/works/{release.slug}/").text)

    assert re.findall(r'id="t([^"]*)"><a class="figures" href="([^"]*)">([^<]*)</a>', page) == [
        ("0", f"{play}#t=0", "0:00"),
        ("83.6", f"{play}#t=83.6", "1:23"),
    ]
    assert (
        f'<a href="{play}#t=83.6" data-at="83.6"><span class="figures">1:23</span>'
        '<span lang="zh-Hans">读 &amp; 想</span></a>'
    ) in page


def test_chapters_are_a_track_as_long_as_the_work_is_public(client: Client) -> None:
    release = ReleaseFactory(lecture=True, content=TIMED)
    track = f"/works/{release.slug}/chapters.vtt"

    page = on_one_line(client.get(f"/works/{release.slug}/").text)
    assert f'<track kind="chapters" srclang="zh" label="章节" src="{track}">' in page
    response = client.get(track)

    assert response["Content-Type"] == "text/vtt; charset=utf-8"
    assert response.text.endswith("00:01:23.600 --> 00:12:34.200\n读 &amp; 想\n")
    Release.objects.update(state="withdrawn")
    assert client.get(track).status_code == 404


@pytest.fixture
def two_hours(db: None) -> Release:
    """A lecture with 1,500 captions, and a script of which nobody knows the times."""
    cues = [[number * 4.8, f"第{number}句，" + "慢一点" * 5] for number in range(1500)]
    captions = {**document(), "captions": "c.vtt", "cues": cues}
    media = [recording(), captions]
    return ReleaseFactory(lecture=True, media=media, content={"text": "先把心放平。" * 4000})


def test_a_long_transcript_goes_on_at_an_address_of_its_own(
    client: Client, two_hours: Release, settings
) -> None:
    address = f"/works/{two_hours.slug}/transcript/"
    page = client.get(f"/works/{two_hours.slug}/").text
    parts = [client.get(address, {"page": number}).text for number in range(1, 7)]

    rows = [part.count('class="said"') for part in parts]
    assert rows[0] == page.count('class="said"')
    assert (sum(rows), rows[3:]) == (1500, [61, 0, 0])
    assert f'href="{address}?page=2"' in page
    assert [f'href="{address}?page={number}"' in parts[number - 2] for number in (2, 3, 4, 5)] == [
        True,
        True,
        True,
        False,
    ]
    assert f'<a class="figures" href="/works/{two_hours.slug}/#t7195.2">1:59:55</a>' in parts[3]
    assert f'href="{address}?page=5"' in page
    assert ["先把心放平。" * 40 in part for part in (page, *parts)] == [False] * 5 + [True] * 2
    assert f'<link rel="canonical" href="{settings.PUBLIC_ADDRESS}{address}?page=2">' in parts[1]
    assert max(len(zlib.compress(each.encode(), 1)) for each in (page, *parts)) < 40_000


def test_a_short_transcript_stands_on_the_page_and_a_preview_has_all_of_it(
    client: Client, two_hours: Release
) -> None:
    short = ReleaseFactory(lecture=True)
    request = RequestFactory().get("/")

    assert "/transcript/" not in client.get(f"/works/{short.slug}/").text
    assert client.get(f"/works/{short.slug}/transcript/").status_code == 200
    preview = show(request, two_hours.content).text
    assert preview.count('class="said"') == 1500
    assert "/transcript/" not in preview


def test_a_transcript_is_public_as_long_as_its_work(client: Client, two_hours: Release) -> None:
    address = f"/works/{two_hours.slug}/transcript/"
    kept = [client.get(prefix + address) for prefix in ("", "/en")]
    Release.objects.update(state=Release.State.WITHDRAWN, ended_at=timezone.now())
    advance()
    gone = [client.get(prefix + address) for prefix in ("", "/en")]
    Release.objects.update(released_at=None)

    assert [answer.status_code for answer in kept] == [200, 200]
    assert {answer["Cache-Control"] for answer in kept} == {"max-age=0, s-maxage=10, must-revalidate"}
    assert [answer.status_code for answer in gone] == [410, 410]
    assert not any("第7句" in answer.text or two_hours.content["title"] in answer.text for answer in gone)
    assert client.get(address).status_code == 404


def test_nothing_else_has_a_transcript(client: Client) -> None:
    others = [ReleaseFactory(), ReleaseFactory(essay=True), ReleaseFactory(lecture=True, preparing=True)]
    others.append(ReleaseFactory(lecture=True, content={"text": ""}))

    assert {client.get(f"/works/{each.slug}/transcript/").status_code for each in others} == {404}


def test_a_transcript_costs_two_queries(
    client: Client, two_hours: Release, django_assert_num_queries
) -> None:
    client.get("/works/")
    with django_assert_num_queries(2):
        client.get(f"/works/{two_hours.slug}/transcript/")


def test_a_lecture_without_chapters_has_no_track(client: Client) -> None:
    release = ReleaseFactory(lecture=True)

    assert "chapters" not in client.get(f"/works/{release.slug}/").text
    assert client.get(f"/works/{release.slug}/chapters.vtt").status_code == 404


def test_captions_stand_beside_the_player_and_the_script_below(client: Client) -> None:
    captions = {**document(), "captions": "captions.vtt", "cues": [[1.5, "第一句"]]}
    release = ReleaseFactory(lecture=True, media=[recording(), captions])

    page = flat(client.get(f"/works/{release.slug}/").text)

    beside = page[page.index('class="transcript') : page.index("stage-below")]
    assert "第一句" in beside
    assert "今天读一首诗。" not in beside
    assert "<p>今天读一首诗。</p>" in page


def test_lecture_without_a_recording_says_so(client: Client) -> None:
    release = ReleaseFactory(lecture=True, media=[])

    assert "这一课没有录制" in client.get(f"/works/{release.slug}/").text


def test_what_people_typed_is_text(client: Client) -> None:
    release = ReleaseFactory(
        essay=True, content={"title": "<b>题", "text": "<script>1</script>", "authors": ["<i>"]}
    )

    page = client.get(f"/works/{release.slug}/").text

    assert "<script>1" not in page
    assert "<b>题" not in page
    assert "<i>" not in page


def test_a_date_is_not_said_twice(client: Client) -> None:
    release = ReleaseFactory(photographs=True, content={"created": "2021-06-18"})

    body = client.get(f"/works/{release.slug}/").text.partition("<body")[2]
    assert body.partition("</dl>")[0].count("2021-06-18") == 1


def test_neighbours_are_of_the_same_unit_and_of_another_kind(
    client: Client, django_assert_max_num_queries
) -> None:
    unit = UnitFactory()
    release = ReleaseFactory(unit=unit)
    same = ReleaseFactory(unit=unit)
    other = ReleaseFactory(essay=True)
    ReleaseFactory()

    with django_assert_max_num_queries(6):
        response = client.get(f"/works/{release.slug}/")

    assert response.context["others"] == [same.card, other.card]


def test_english_readers_read_the_choices_in_english(client: Client) -> None:
    release = ReleaseFactory(details={"script": "行书", "form": "条幅", "material": "生宣"})

    chinese = flat(client.get(f"/works/{release.slug}/").text)
    english = flat(client.get(f"/en/works/{release.slug}/").text)

    assert '<dt>书体</dt><dd lang="zh-Hans">行书</dd>' in chinese
    assert "<dt>Script</dt><dd>Running script</dd>" in english
    assert '<dt>Material</dt><dd lang="zh-Hans">生宣</dd>' in english


def test_on_paper_stand_number_and_address(client: Client, settings) -> None:
    settings.PUBLIC_ADDRESS = "https://hanmo.example"
    release = ReleaseFactory()

    page = flat(client.get(f"/works/{release.slug}/").text)

    assert (
        f'<span class="on-paper">{release.slug}&emsp;https://hanmo.example/works/{release.slug}/</span>'
        in page
    )


def test_a_link_that_is_passed_on_brings_title_and_picture(client: Client, settings) -> None:
    settings.PUBLIC_ADDRESS = "https://hanmo.example"
    release = ReleaseFactory()
    title = release.content["title"]

    page = client.get(f"/works/{release.slug}/").text

    assert f'<meta property="og:title" content="{title}">' in page
    assert f'<meta property="og:image" content="https://hanmo.example/public/{release.token}/p1.jpg">' in page


def test_preview_shows_private_addresses_and_says_what_it_is(rf: RequestFactory) -> None:
    content = ReleaseFactory(photographs=True).content
    for medium in content["media"]:
        for source in [*medium["jpeg"], *medium["webp"]]:
            source["src"] = f"/private/renditions/x/{source['src']}"

    page = show(rf.get("/admin/"), content).content.decode()

    assert "/public/" not in page
    assert "og:" not in page
    assert 'src="/private/renditions/x/p1.jpg"' in page
    assert "预览：发布后访客看到的页面" in page


def test_photographs_that_nobody_described_are_told_apart(client: Client) -> None:
    named, *nameless = (picture("t", f"p{n}", (60, 40)) for n in range(3))
    named |= {"caption": "山门", "alt": "山门"}
    alone = ReleaseFactory(photographs=True, media=nameless[:1])
    bare = ReleaseFactory(photographs=True, media=nameless)
    mixed = ReleaseFactory(photographs=True, media=[named, *nameless])

    pages = [client.get(f"/works/{each.slug}/").text for each in (alone, bare, mixed)]

    title = bare.content["title"]
    alts = [list(dict.fromkeys(re.findall(r'alt="([^"]*)" class', page))) for page in pages]
    assert alts == [[""], [f"{title} 1 / 2", f"{title} 2 / 2"], ["山门", f"{title} 2 / 3", f"{title} 3 / 3"]]
    lists = [re.findall(r'<section class="container captions".*?</section>', page, re.S) for page in pages]
    assert [len(each) for each in lists] == [0, 0, 1]
    assert lists[2][0].count(title) == 0
