import json

import pytest

from accounts.roles import Role
from media_library.library import arranging
from media_library.models import Rendition
from tests.factories import AssetFactory, UserFactory
from tests.media_library.library.at_hand import signed_in

pytestmark = pytest.mark.django_db

ADDRESSES = ["", "results/", "chosen/1/", "chosen-multiple/?id=1", "create/"]


def test_only_what_is_ready_can_be_chosen():
    ready = AssetFactory(name="好.jpg")
    Rendition.objects.create(
        asset=ready, role="web", name="web-320.webp", media_type="image/webp", width=320, size=1
    )
    checking = AssetFactory(name="在查.jpg", checking=True)
    client = signed_in(curator=True)

    listed = json.loads(client.get("/admin/library/choose/").content)["html"]
    chosen = json.loads(client.get(f"/admin/library/choose/chosen/{ready.pk}/").content)["result"]

    assert ("好.jpg" in listed, "在查.jpg" in listed) == (True, False)
    assert f"/private/renditions/{ready.uid}/web-320.webp" in listed
    assert chosen == {"id": str(ready.pk), "title": "好.jpg", "edit_url": f"/admin/library/{ready.uid}/"}
    assert client.get(f"/admin/library/choose/chosen/{checking.pk}/").status_code == 404
    assert client.get("/admin/library/choose/chosen/x/").status_code == 404


def test_several_at_once_are_those_that_are_ready():
    ready, refused = AssetFactory(), AssetFactory(refused=True)

    answer = signed_in(curator=True).get(
        f"/admin/library/choose/chosen-multiple/?id={ready.pk}&id={refused.pk}&id=x"
    )

    assert [each["id"] for each in json.loads(answer.content)["result"]] == [str(ready.pk)]


def test_it_is_searched_by_name_and_kind():
    AssetFactory(name="兰亭.jpg")
    AssetFactory(name="讲座.mp4", video=True)
    client = signed_in(curator=True)

    by_name = client.get("/admin/library/choose/results/?q=兰亭").content.decode()
    by_kind = client.get("/admin/library/choose/results/?family=video").content.decode()

    assert ("兰亭.jpg" in by_name, "讲座.mp4" in by_name) == (True, False)
    assert ("兰亭.jpg" in by_kind, "讲座.mp4" in by_kind) == (False, True)


@pytest.mark.parametrize("path", ADDRESSES)
def test_nobody_but_curators_chooses_not_even_by_the_side_doors(path: str):
    AssetFactory(pk=1)

    answer = signed_in(role=Role.FIRST).get(f"/admin/library/choose/{path}")

    assert answer.status_code == 404


def test_nothing_is_made_by_the_chooser():
    client = signed_in(is_superuser=True)

    assert [
        client.get("/admin/library/choose/create/").status_code,
        client.post("/admin/library/choose/create/").status_code,
    ] == [404, 404]


def test_several_are_ticked_in_one_go_and_a_wrong_filter_takes_no_other_away():
    wanted = AssetFactory(name="兰亭.jpg")
    AssetFactory(name="山居.jpg")
    client = signed_in(curator=True)

    several = client.get("/admin/library/choose/results/?multiple=1&q=lanting&tag=999").content.decode()

    assert several.count("data-multiple-choice-select") == 1
    assert f'value="{wanted.pk}"' in several


def test_it_is_searched_in_albums_by_sound():
    asset = AssetFactory(name="a.jpg")
    album = arranging.make_album("巡回审判", by=UserFactory(curator=True))
    arranging.move([asset], album, by=album.created_by)
    AssetFactory(name="b.jpg")

    listed = signed_in(curator=True).get("/admin/library/choose/results/?q=xunhui").content.decode()

    assert ("a.jpg" in listed, "b.jpg" in listed) == (True, False)
