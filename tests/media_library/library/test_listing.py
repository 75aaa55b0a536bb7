import pytest
from django.http import QueryDict

from media_library.library.finding import FilterForm
from media_library.library.listing import cells, chips, question
from media_library.models import Rendition
from tests.factories import AssetFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_cell_leads_to_its_file_at_its_place_in_the_list():
    first, second = AssetFactory(), AssetFactory(video=True, failed=True)
    Rendition.objects.create(
        asset=second, role="poster", name="p.jpg", media_type="image/jpeg", width=9, size=1
    )

    made = cells([second.pk, 0, first.pk], "family=video", 48)

    assert [cell.address for cell in made] == [
        f"/admin/library/{second.uid}/?family=video&at=48",
        f"/admin/library/{first.uid}/?family=video&at=49",
    ]
    assert (made[0].duration, made[0].picture.name, made[0].may_retry) == ("1:00", "p.jpg", True)
    assert (made[1].duration, made[1].picture, made[1].may_retry) == ("", None, False)


def test_the_question_has_no_empty_filters_and_no_place():
    asked = QueryDict("q=&family=video&p=3&at=9&since= ")

    assert question(asked) == "family=video"
    assert question(asked, leave_out="family") == ""


def test_a_chip_says_what_narrows_and_leads_to_the_list_without_it():
    li = UserFactory(name="李明", username="s7")
    AssetFactory(owner=li)
    asked = QueryDict(f"q=兰亭&owner={li.pk}&since=2021-06-18&family=nonsense&sort=name")
    form = FilterForm(asked)
    form.is_valid()

    made = list(chips(form, asked))

    assert [(chip.label, chip.value) for chip in made] == [
        ("检索", "兰亭"),
        ("上传人", "李明 s7"),
        ("上传自", "2021年6月18日"),
    ]
    assert "owner" not in made[1].without
    assert "since=2021-06-18" in made[1].without
