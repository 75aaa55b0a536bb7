import xml.etree.ElementTree as ET

import pytest

from showcase import sitemap
from showcase.models import Maker
from tests.factories import CampaignFactory

pytestmark = pytest.mark.django_db

NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "video": "http://www.google.com/schemas/sitemap-video/1.1",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
}


def test_every_public_address_with_its_picture(client, public, settings):
    settings.PUBLIC_ADDRESS = "https://hanmo.example"
    card = public("灯下<抄>书", cover={"src": "3/640.webp", "srcset": [], "width": 1, "height": 1})

    root = ET.fromstring(client.get("/sitemap.xml").content)

    assert [each.text for each in root.findall("s:url/s:loc", NAMES)] == [
        "https://hanmo.example/",
        "https://hanmo.example/works/",
        "https://hanmo.example/people/",
        "https://hanmo.example/units/",
        f"https://hanmo.example/units/{card.unit_id}/",
        f"https://hanmo.example/people/{Maker.objects.get().pk}/",
        f"https://hanmo.example/works/{card.slug}/",
    ]
    assert [each.text for each in root.findall(".//image:loc", NAMES)] == [
        f"https://hanmo.example/public/{card.release.token}/3/640.webp"
    ]


def test_a_film_stands_there_with_its_picture(client, public, settings):
    settings.PUBLIC_ADDRESS = "https://hanmo.example"
    film = {
        "kind": "video",
        "play": {"src": "7/play.mp4", "type": "video/mp4"},
        "poster": "7/poster.webp",
        "duration": 61.4,
        **dict.fromkeys(("role", "caption", "alt", "colour"), ""),
        **dict.fromkeys(("html", "tiles", "width", "height")),
        **{name: [] for name in ("webp", "jpeg", "peaks", "pages")},
    }
    title = "如何读一首诗 & 其他" + "长" * 120
    card = public(title, kind="lecture", text="今天读一首诗。", media=[film])
    public("还没有录像", kind="lecture")

    (video,) = ET.fromstring(client.get("/sitemap.xml").content).findall(".//video:video", NAMES)

    folder = f"https://hanmo.example/public/{card.release.token}/7"
    said = {each.tag.partition("}")[2]: each.text for each in video}
    assert said == {
        "thumbnail_loc": f"{folder}/poster.webp",
        "title": title[:100],  # as long as a video's may be
        "description": "今天读一首诗。",
        "content_loc": f"{folder}/play.mp4",
        "duration": "61",
    }


def test_the_programme_stands_there_once_it_is_shown_to_visitors(client, settings):
    settings.PUBLIC_ADDRESS = "https://hanmo.example"
    campaign = CampaignFactory()
    before = client.get("/sitemap.xml").text

    campaign.public = True
    campaign.save()
    after = client.get("/sitemap.xml").text

    assert "/plan/" not in before
    assert "<loc>https://hanmo.example/plan/</loc>" in after


def test_many_works_stand_in_parts(client, public, settings, monkeypatch):
    settings.PUBLIC_ADDRESS = "https://hanmo.example"
    monkeypatch.setattr(sitemap, "A_PART", 2)
    for _ in range(3):
        public("清风")

    index = ET.fromstring(client.get("/sitemap.xml").content)
    parts = [ET.fromstring(client.get("/sitemap.xml", {"part": n}).content) for n in (1, 2)]

    assert [each.text for each in index.findall("s:sitemap/s:loc", NAMES)] == [
        "https://hanmo.example/sitemap.xml?part=1",
        "https://hanmo.example/sitemap.xml?part=2",
    ]
    assert [len(part.findall("s:url", NAMES)) for part in parts] == [8, 1]


@pytest.mark.parametrize("part", ["0", "3", "x", "-1", "9" * 40, "²"])
def test_a_part_that_is_none_is_not_there(client, public, part):
    public("清风")

    assert client.get("/sitemap.xml", {"part": part}).status_code == 404
