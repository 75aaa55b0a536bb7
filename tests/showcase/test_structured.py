"""What machines read of a page: schema.org by kind, addresses, what links show."""

import datetime as dt
import json
import re

import pytest
from django.test import Client

from showcase.models import Maker
from tests.showcase.factories import ReleaseFactory, document, recording

pytestmark = pytest.mark.django_db


def thing(client: Client, address: str) -> dict[str, object]:
    (words,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', client.get(address).text)
    found: dict[str, object] = json.loads(words)
    return found


@pytest.mark.parametrize(
    ("kind", "more", "said"),
    [
        ("calligraphy", {}, "VisualArtwork"),
        ("essay", {}, "Article"),
        ("lecture", {}, "VideoObject"),
        ("lecture", {"media": [recording("audio")]}, "AudioObject"),
        ("lecture", {"media": []}, "CreativeWork"),
        ("photograph", {}, "ImageGallery"),
        ("photograph", {"pictures": [(600, 400)]}, "Photograph"),
    ],
)
def test_each_kind_is_what_it_is(client: Client, kind: str, more: dict[str, object], said: str) -> None:
    made = ReleaseFactory(kind=kind, **more)

    found = thing(client, f"/works/{made.slug}/")

    assert found["@type"] == said
    assert found["name"] == made.content["title"]
    assert "" not in found.values()


def test_a_scroll_has_its_size_and_its_maker(client: Client, settings) -> None:
    settings.PUBLIC_ADDRESS = "https://hanmo.example"
    made = ReleaseFactory()

    found = thing(client, f"/works/{made.slug}/")

    assert found["height"] == {"@type": "QuantitativeValue", "value": "138", "unitCode": "CMT"}
    assert found["creator"] == [
        {
            "@type": "Person",
            "name": "示例甲",
            "url": f"https://hanmo.example/people/{Maker.objects.get().pk}/",
        }
    ]
    assert str(found["image"]).startswith("https://hanmo.example/public/")


def test_the_day_of_a_release_is_the_day_here(client: Client) -> None:
    made = ReleaseFactory(released_at=dt.datetime(2021, 6, 30, 16, 30, tzinfo=dt.UTC))

    assert thing(client, f"/works/{made.slug}/")["datePublished"] == "2021-07-01"


def test_a_document_in_traditional_characters_says_so(client: Client) -> None:
    html = "<p>半畝方塘一鑑開，天光雲影共徘徊。</p>"
    made = ReleaseFactory(essay=True, content={"text": ""}, media=[document(html)])

    assert thing(client, f"/works/{made.slug}/")["inLanguage"] == "zh-Hant"
    assert 'class="essay-text" lang="zh-Hant"' in client.get(f"/works/{made.slug}/").text


def shared(client: Client, address: str) -> dict[str, str]:
    return dict(re.findall(r'property="(og:image[\w:]*)"\s+content="([^"]*)"', client.get(address).text))


def test_a_link_shows_the_work_as_large_as_there_is_a_jpeg(client: Client) -> None:
    made = ReleaseFactory()
    made.content["media"][0]["jpeg"] = [
        {"src": "p1-640.jpg", "width": 640, "height": 128},
        {"src": "p1-1600.jpg", "width": 1600, "height": 320},
    ]
    made.save()

    found = shared(client, f"/works/{made.slug}/")

    assert found.pop("og:image").endswith(f"/public/{made.token}/p1-1600.jpg")
    assert found == {"og:image:width": "1600", "og:image:height": "320"}


def test_what_has_no_picture_is_shown_by_the_sign_of_the_site(client: Client, settings) -> None:
    settings.PUBLIC_ADDRESS = "https://hanmo.example"
    made = ReleaseFactory(essay=True)

    for address in ("/", "/works/", "/people/", "/search/", f"/works/{made.slug}/"):
        found = shared(client, address)
        assert set(found) == {"og:image"}, address
        assert re.fullmatch(r"https://hanmo\.example/static/podcast[\w.]*\.png", found["og:image"]), address


def test_a_title_cannot_leave_its_block(client: Client) -> None:
    made = ReleaseFactory(content={"title": "</script><script>alert(1)</script><!--"})

    page = client.get(f"/works/{made.slug}/").text

    assert "<script>alert" not in page
    assert thing(client, f"/works/{made.slug}/")["name"] == "</script><script>alert(1)</script><!--"


def test_people_and_units_say_who_they_are(client: Client) -> None:
    made = ReleaseFactory()

    person = thing(client, f"/people/{Maker.objects.get().pk}/")
    unit = thing(client, f"/units/{made.card.unit_id}/")

    assert (person["@type"], person["name"]) == ("Person", "示例甲")
    assert (unit["@type"], unit["name"]) == ("Organization", made.card.unit.name)


def test_a_page_has_one_address_whatever_came_with_the_link(client: Client, settings) -> None:
    settings.PUBLIC_ADDRESS = "https://hanmo.example"
    ReleaseFactory()

    page = client.get("/works/?from=groupmessage&page=1&kind=calligraphy").text
    english = client.get("/en/works/?kind=calligraphy").text

    assert '<link rel="canonical" href="https://hanmo.example/works/?kind=calligraphy">' in page
    assert '<link rel="canonical" href="https://hanmo.example/en/works/?kind=calligraphy">' in english
    for each in (page, english):
        languages = dict(re.findall(r'hreflang="([\w-]+)"\s+href="(https://hanmo[^"]+)"', each))
        assert languages == {
            "zh-Hans": "https://hanmo.example/works/?kind=calligraphy",
            "en": "https://hanmo.example/en/works/?kind=calligraphy",
            "x-default": "https://hanmo.example/works/?kind=calligraphy",
        }


def test_what_is_nowhere_has_no_address(client: Client) -> None:
    assert "canonical" not in client.get("/works/sf-1999-0001/").text
