import pytest
from django.test import Client

from media_library.models import Rendition
from tests.factories import AssetFactory

pytestmark = pytest.mark.django_db


def state_of(asset, prefix: str = "") -> dict:
    client = Client()
    client.force_login(asset.owner)
    answer = client.get(f"{prefix}/private/assets/{asset.uid}/state.json")
    assert answer["Cache-Control"] == "private, no-store"
    return answer.json()


def test_a_file_that_is_ready_has_its_thumbnail():
    asset = AssetFactory(name="兰亭.jpg")
    asset.renditions.all().delete()
    for width in (640, 320):
        Rendition.objects.create(
            asset=asset, role="web", name=f"web-{width}.webp", media_type="image/webp", width=width, size=1
        )

    state = state_of(asset)

    assert state == {
        "uid": str(asset.uid),
        "name": "兰亭.jpg",
        "size": asset.size,
        "state": "ready",
        "settled": True,
        "progress": asset.progress,
        "sentence": state["sentence"],
        "thumbnail": f"/private/renditions/{asset.uid}/web-320.webp",
    }


@pytest.mark.parametrize(
    ("trait", "settled"),
    [({"checking": True}, False), ({"failed": True}, True), ({"state": "waiting"}, False)],
)
def test_it_says_whether_there_is_more_to_wait_for(trait: dict, settled: bool):
    assert state_of(AssetFactory(**trait))["settled"] is settled


def test_why_a_file_is_not_taken_is_said_in_the_language_of_the_address():
    asset = AssetFactory(refused=True, refusal="empty")

    english, chinese = state_of(asset, "/en")["sentence"], state_of(asset)["sentence"]

    assert english == "The file is empty (0 bytes). Check it on your own machine and send it again."
    assert chinese
