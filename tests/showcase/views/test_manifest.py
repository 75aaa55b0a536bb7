"""The IIIF manifest: what the Presentation API 3 requires, of what is live and of nothing else."""

from typing import Any

import pytest
from django.test import Client

from showcase.models import House
from tests.showcase.factories import ReleaseFactory

pytestmark = pytest.mark.django_db


def got(client: Client, slug: str) -> dict[str, Any]:
    response = client.get(f"/works/{slug}/manifest.json")
    assert response.status_code == 200
    return response.json()


def resources(node: Any) -> list[dict[str, Any]]:
    """Everything in the manifest that has a type."""
    if isinstance(node, list):
        return [each for item in node for each in resources(item)]
    if not isinstance(node, dict):
        return []
    own = [node] if "type" in node else []
    return own + [each for value in node.values() for each in resources(value)]


@pytest.mark.parametrize("kind", ["calligraphy", "photograph"])
def test_everything_has_what_the_presentation_api_requires(client: Client, kind: str) -> None:
    work = ReleaseFactory(kind=kind)

    found = got(client, work.slug)

    assert found["@context"] == "http://iiif.io/api/presentation/3/context.json"
    assert found["type"] == "Manifest"
    assert found["id"].endswith(f"/works/{work.slug}/manifest.json")
    assert found["label"] == {"zh-Hans": [work.content["title"]]}
    assert found["items"]
    everything = resources(found)
    for each in everything:
        if each["type"] != "TextualBody":
            assert each["id"].startswith("http")
    ids = [each["id"] for each in everything if each["type"] in ("Canvas", "AnnotationPage", "Annotation")]
    assert len(ids) == len(set(ids))
    for canvas in found["items"]:
        assert canvas["type"] == "Canvas"
        assert canvas["width"] > 0
        assert canvas["height"] > 0
        (page,) = canvas["items"]
        (painting,) = page["items"]
        assert (page["type"], painting["type"]) == ("AnnotationPage", "Annotation")
        assert (painting["motivation"], painting["target"]) == ("painting", canvas["id"])
        assert painting["body"]["type"] == "Image"
    assert {"label", "value"} == found["requiredStatement"].keys()
    assert found["rights"].startswith("http://rightsstatements.org/")
    assert found["provider"][0]["type"] == "Agent"


def test_its_pictures_stand_where_it_says(client: Client) -> None:
    work = ReleaseFactory(photographs=True)

    bodies = [each for each in resources(got(client, work.slug)) if each["type"] == "Image"]

    assert {client.get("/" + each["id"].split("/", 3)[3]).status_code for each in bodies} == {200}


def test_other_sites_may_read_it_and_the_pictures(client: Client) -> None:
    work = ReleaseFactory()

    response = client.get(f"/works/{work.slug}/manifest.json")
    picture = client.get("/" + response.json()["thumbnail"][0]["id"].split("/", 3)[3])

    assert response["Access-Control-Allow-Origin"] == picture["Access-Control-Allow-Origin"] == "*"
    assert response["Content-Type"].startswith("application/ld+json")


def test_tiles_are_named_by_their_own_id(client: Client) -> None:
    work = ReleaseFactory()
    work.content["media"][0]["tiles"] = "7/tiles/info.json"
    work.save()

    (body,) = [each for each in resources(got(client, work.slug)) if each.get("service")]

    assert body["service"][0]["id"].endswith(f"/public/{work.token}/7/tiles")
    assert body["service"][0]["profile"] == "level0"


@pytest.mark.parametrize(
    ("form", "pictures", "direction", "behavior"),
    [
        ("手卷", [(1600, 200)], "right-to-left", "individuals"),
        ("对联", [(100, 500), (100, 500)], "right-to-left", "continuous"),
        ("册页", [(300, 400)] * 3, "right-to-left", "paged"),
        ("条幅", [(300, 900)], None, "individuals"),
    ],
)
def test_scrolls_couplets_and_albums_are_read_from_the_right(
    client: Client, form: str, pictures: list, direction: str | None, behavior: str
) -> None:
    work = ReleaseFactory(details={"form": form}, pictures=pictures)

    found = got(client, work.slug)

    assert found.get("viewingDirection") == direction
    assert found["behavior"] == [behavior]
    assert len(found["items"]) == len(pictures)


def test_lines_are_annotations_on_their_place(client: Client) -> None:
    regions = [{"line": 1, "medium": 0, "box": [10, 20, 30, 40]}]
    work = ReleaseFactory(content={"regions": regions})

    (page,) = got(client, work.slug)["items"][0]["annotations"]

    assert page["items"][0]["body"]["value"] == "问渠那得清如许？为有源头活水来。"
    assert page["items"][0]["target"].endswith("/canvas/1#xywh=10,20,30,40")


def test_there_is_none_before_release_after_withdrawal_or_without_pictures(client: Client) -> None:
    states = [ReleaseFactory(preparing=True), ReleaseFactory(withdrawn=True), ReleaseFactory(essay=True)]

    found = [client.get(f"/works/{work.slug}/manifest.json").status_code for work in states]

    assert found == [404, 410, 404]


def test_it_names_the_house(client: Client) -> None:
    House.objects.create(pk=1, name="墨苑", name_en="Ink Garden")

    (provider,) = got(client, ReleaseFactory().slug)["provider"]

    assert provider["label"] == {"zh-Hans": ["墨苑"]}


def test_it_costs_two_queries(client: Client, django_assert_num_queries) -> None:
    work = ReleaseFactory(photographs=True)

    with django_assert_num_queries(2):
        got(client, work.slug)
