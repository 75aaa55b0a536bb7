"""Items are changed on the wall itself, without scripts."""

from dataclasses import replace

import pytest
from django.urls import reverse

from campaigns.models import Item
from campaigns.reshaping import begun, edit
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ten(items) -> Item:
    return items["10"]


def send(client, item, **form):
    return client.post(reverse("plan_item", args=[item.pk]), form)


def test_the_form_opens_on_the_wall_and_saves(as_curator, plan, ten) -> None:
    page = as_curator.get(f"/admin/plan/?campaign={plan.pk}&edit={ten.pk}").content.decode()
    answer = send(as_curator, ten, title="书法征集\x00")

    assert page.count('class="hm-entry hm-item"') == 1
    assert answer["Location"] == f"/admin/plan/?campaign={plan.pk}#item-{ten.pk}"
    assert Item.objects.get(pk=ten.pk).title == "书法征集"


def test_a_mistake_shows_the_form_again_with_what_was_typed(as_curator, ten) -> None:
    answer = send(as_curator, ten, title="", text="新的正文。", act="split", **{"new-title": "乙"})

    assert answer.status_code == 422
    assert "新的正文。" in answer.content.decode()
    assert Item.objects.get(pk=ten.pk).text == ten.text


def test_a_split_that_is_refused_leaves_the_words_too(as_curator, ten) -> None:
    answer = send(as_curator, ten, title="改名", act="split", **{"new-title": ""})

    assert answer.status_code == 422
    assert Item.objects.get(pk=ten.pk).title == ten.title


def test_who_saves_second_reads_what_a_colleague_wrote_and_nothing_typed_is_lost(
    as_curator, plan, ten
) -> None:
    as_curator.get(f"/admin/plan/?campaign={plan.pk}&edit={ten.pk}")
    seen = begun(ten).seen
    colleague = UserFactory(curator=True)
    edit(ten, replace(begun(ten), title="同事的题目"), colleague)
    typed = {"title": "我的题目", "seen": seen, "act": "split", "new-title": "第二部分"}

    answer = send(as_curator, ten, **typed)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert all(words in page for words in (str(colleague), "同事的题目", "我的题目", "第二部分"))
    assert Item.objects.get(pk=ten.pk).title == "同事的题目"
    send(as_curator, ten, title="我的题目", seen=answer.context["words"].seen)
    assert Item.objects.get(pk=ten.pk).title == "我的题目"


def test_a_form_that_was_not_touched_undoes_nothing(as_curator, ten) -> None:
    before = begun(ten)
    edit(ten, replace(before, title="同事的题目"), UserFactory(curator=True))

    send(as_curator, ten, title=before.title, text=before.text, seen=before.seen)

    assert Item.objects.get(pk=ten.pk).title == "同事的题目"


def test_split_and_merge(as_curator, ten, items) -> None:
    send(
        as_curator,
        ten,
        act="split",
        moved="开展书法、文章等作品征集和展示展播活动。",
        **{"new-title": "征集"},
    )
    new = Item.objects.get(label="10b")

    answer = send(as_curator, new, act="merge", into=str(items["9"].pk))

    assert answer["Location"].endswith(f"#item-{items['9'].pk}")
    assert Item.objects.get(pk=new.pk).merged_into == items["9"]
    assert send(as_curator, items["9"], act="merge", into="x").status_code == 422


@pytest.mark.parametrize("edit", ["0", "x", "9" * 30])
def test_an_item_that_is_not_there_opens_nothing(as_curator, plan, edit) -> None:
    assert as_curator.get(f"/admin/plan/?edit={edit}").status_code in (200, 404)


def test_nobody_but_curators(client, ten) -> None:
    for user in (UserFactory(), UserFactory(role="first")):
        client.force_login(user)
        assert send(client, ten, title="x").status_code in (302, 404)
    client.force_login(UserFactory(role="first"))
    page = client.get(f"/admin/plan/?edit={ten.pk}").content.decode()

    assert "hm-item" not in page and "hm-wall__edit" not in page
    assert Item.objects.get(pk=ten.pk).title == ten.title
