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


ATOM = "{http://www.w3.org/2005/Atom}"


def items(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert "rss+xml" in response["Content-Type"]
    return ET.fromstring(response.content).findall("channel/item")


def entries(client):
    response = client.get("/feeds/works.xml")
    assert "atom+xml" in response["Content-Type"]
    return ET.fromstring(response.content).findall(f"{ATOM}entry")


def test_new_works_for_readers(client, public, settings):
    settings.PUBLIC_ADDRESS = "https://hanmo.example"
    public("灯下抄书", authors=["王芳"], text="一笔一画 <b>&")
    newer = public("山行\x0b")

    first, second = entries(client)

    assert [each.findtext(f"{ATOM}title") for each in (first, second)] == ["山行", "灯下抄书"]
    assert first.find(f"{ATOM}link").get("href") == f"https://hanmo.example/works/{newer.slug}/"
    assert first.findtext(f"{ATOM}id") == f"tag:hanmo,2021:{newer.slug}"
    assert second.findtext(f"{ATOM}summary") == "一笔一画 &lt;b&gt;&amp;"
    assert second.find(f"{ATOM}category").get("term") == "文章"
    assert second.findtext(f"{ATOM}author/{ATOM}name") == "王芳　示例法院研究室"


def test_the_feed_has_what_atom_asks_for(client, public, settings):
    settings.PUBLIC_ADDRESS = "https://hanmo.example"
    public("灯下抄书", authors=[])

    feed = ET.fromstring(client.get("/feeds/works.xml").content)

    assert feed.findtext(f"{ATOM}id") == "https://hanmo.example/works/"
    links = {each.get("rel"): each.get("href") for each in feed.findall(f"{ATOM}link")}
    assert links["self"] == "https://hanmo.example/feeds/works.xml"
    for node in (feed, feed.find(f"{ATOM}entry")):
        assert len(node.findall(f"{ATOM}id")) == len(node.findall(f"{ATOM}title")) == 1
        assert "T" in node.findtext(f"{ATOM}updated")
    assert feed.findtext(f"{ATOM}author/{ATOM}name")


def test_the_podcast_has_what_players_ask_for(client, public, settings):
    settings.PUBLIC_ADDRESS = "https://hanmo.example"
    public("如何读一首诗", kind="lecture", media=[LECTURE], files={"7/play.mp4": b"12345"})

    channel = ET.fromstring(client.get("/feeds/lectures.xml").content).find("channel")

    assert channel.find(f"{ITUNES}image").get("href").endswith("podcast.png")
    assert channel.find(f"{ITUNES}category").get("text") == "Education"
    assert channel.findtext("language") == "zh-cn"
    for name in ("title", "link", "description", "language", f"{ITUNES}author", f"{ITUNES}explicit"):
        assert channel.findtext(name), name


def test_an_empty_house_has_feeds(client):
    assert entries(client) == []
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


def test_sound_is_called_as_players_know_it(client, public):
    sound = LECTURE | {"kind": "audio", "play": {"src": "7/play.m4a", "type": "audio/mp4"}}
    public("如何读一首诗", kind="lecture", media=[sound], files={"7/play.m4a": b"12345"})

    (item,) = items(client, "/feeds/lectures.xml")

    assert item.find("enclosure").get("type") == "audio/x-m4a"


def test_a_playlist_is_no_file_for_players(client, public):
    playlist = LECTURE | {"play": {"src": "7/index.m3u8", "type": "application/vnd.apple.mpegurl"}}
    public("如何读一首诗", kind="lecture", media=[playlist])

    assert items(client, "/feeds/lectures.xml") == []


def test_what_is_withdrawn_leaves_within_a_minute(client):
    """Ten seconds in front of the service and fifty in a browser make a minute; each a whole one would make two."""
    answer = client.get("/feeds/works.xml")

    kept = dict(each.split("=") for each in answer["Cache-Control"].split(", ") if "=" in each)
    assert int(kept["max-age"]) + int(kept["s-maxage"]) <= 60
    assert client.get("/sitemap.xml")["Cache-Control"] == answer["Cache-Control"]
