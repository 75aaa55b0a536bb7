import xml.etree.ElementTree as ET

import pytest

pytestmark = pytest.mark.django_db

ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
LECTURE = {
    "kind": "video",
    "role": "main",
    "caption": "",
    "html": None,
    "play": {"src": "7/play.mp4", "type": "video/mp4"},
    "duration": 61.4,
}


def items(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert "rss+xml" in response["Content-Type"]
    return ET.fromstring(response.content).findall("channel/item")


def test_new_works_for_readers(client, public, settings):
    settings.PUBLIC_ADDRESS = "https://hanmo.example"
    public("灯下抄书", authors=["王芳"], text="一笔一画 <b>&")
    newer = public("山行\x0b")

    first, second = items(client, "/feeds/works.xml")

    assert [each.findtext("title") for each in (first, second)] == ["山行", "灯下抄书"]
    assert first.findtext("link") == f"https://hanmo.example/works/{newer.slug}/"
    assert second.findtext("description") == "一笔一画 <b>&"
    assert second.findtext("category") == "文章"
    assert second.findtext("{http://purl.org/dc/elements/1.1/}creator") == "王芳　示例法院研究室"


def test_an_empty_house_has_feeds(client):
    assert items(client, "/feeds/works.xml") == []
    assert items(client, "/feeds/lectures.xml") == []


def test_lectures_bring_their_file(client, public, settings):
    settings.PUBLIC_ADDRESS = "https://hanmo.example"
    public("如何读一首诗", kind="lecture", media=[LECTURE], files={"7/play.mp4": b"12345"})
    public("灯下抄书")
    public("还没有录音", kind="lecture")

    (item,) = items(client, "/feeds/lectures.xml")
    enclosure = item.find("enclosure").attrib

    assert enclosure["length"] == "5"
    assert enclosure["type"] == "video/mp4"
    assert enclosure["url"].startswith("https://hanmo.example/public/")
    assert enclosure["url"].endswith("/7/play.mp4")
    assert item.findtext(f"{ITUNES}duration") == "61"


def test_a_playlist_is_no_file_for_players(client, public):
    playlist = LECTURE | {"play": {"src": "7/index.m3u8", "type": "application/vnd.apple.mpegurl"}}
    public("如何读一首诗", kind="lecture", media=[playlist])

    assert items(client, "/feeds/lectures.xml") == []


def test_what_is_withdrawn_leaves_within_a_minute(client):
    assert client.get("/feeds/works.xml")["Cache-Control"] == "max-age=60, must-revalidate"
