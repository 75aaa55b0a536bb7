"""Calls, terms and kinds in the admin."""

import json

import pytest
from django.urls import reverse

from campaigns.forms import suggested_slug
from campaigns.models import Call, Kind, Terms
from tests.factories import CallFactory, ItemFactory, UserFactory, kind

pytestmark = pytest.mark.django_db


def _fields(**more: object) -> dict[str, object]:
    return {
        "item": ItemFactory().pk,
        "title": "书法征集",
        "slug": "shufa-2021",
        "kinds": [kind("calligraphy").pk, kind("essay").pk],
        "closes_on": "2021-06-30",
        "terms": Terms.objects.get().pk,
        "endorsement": "on",
        **more,
    }


def test_a_curator_opens_a_call_with_limits_of_its_own(as_curator, curator):
    response = as_curator.post(reverse("calls:add"), _fields(**{"limit-essay-text_max": "1500"}))

    call = Call.objects.get()
    assert response.status_code == 302
    assert (call.limits, call.edited_by, call.public) == ({"essay": {"text_max": 1500}}, curator, False)
    assert call.limits_for(kind("essay"))["text_max"] == 1500


def test_the_wall_s_link_ticks_the_kinds_that_the_item_names(as_curator, items):
    form = as_curator.get(reverse("calls:add"), {"item": items["10"].pk}).context["form"]

    # 10: 组织展演展播、收听收看……征集书法、文章
    assert form["kinds"].value() == [kind(code).pk for code in ("calligraphy", "essay", "screening")]


def test_a_call_says_by_ticks_what_must_be_filled_in(as_curator):
    ticked = {"needed-calligraphy": ["material", "return"], "spared-calligraphy": ["form"]}

    as_curator.post(reverse("calls:add"), _fields(**ticked, **{"limit-lecture-minutes_min": "15"}))

    call = Call.objects.get()
    required = {"material": True, "return": True, "form": False}
    assert call.limits == {"calligraphy": {"required": required}, "lecture": {"minutes_min": 15}}
    form = as_curator.get(reverse("calls:edit", args=[call.pk])).context["form"]
    assert form["needed-calligraphy"].value() == ["material", "return"]
    assert form["spared-calligraphy"].value() == ["form"]
    assert [kind.code for kind, _rows, opened in form.by_kind if opened] == ["calligraphy", "lecture"]


def test_the_wall_s_link_fills_in_the_item_and_an_address(as_curator, items):
    form = as_curator.get(reverse("calls:add"), {"item": items["9"].pk}).context["form"]

    assert form["item"].value() == items["9"].pk
    assert form["slug"].value().startswith("zhu-zhen-di-xuan-jiang-huo-20")


@pytest.mark.parametrize("item", ["x", "0", "9" * 30])
def test_a_strange_link_opens_an_empty_form(as_curator, item):
    assert as_curator.get(reverse("calls:add"), {"item": item}).status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"opens_on": "2021-07-01"},
        {"slug": "书法"},
        {"limit-essay-files_max": "-1"},
        {"limit-calligraphy-files_min": "20"},
        {"limit-essay-text_max": "x"},
        {"item": "0"},
        {"kinds": []},
        {"closes_on": "昨天"},
    ],
)
def test_a_mistake_is_refused_and_nothing_is_kept(as_curator, wrong):
    response = as_curator.post(reverse("calls:add"), _fields(**wrong))

    assert response.status_code == 200
    assert response.context["form"].errors
    assert not Call.objects.exists()


def test_a_changed_call_waits_for_a_colleague_again(as_curator, curator):
    call = CallFactory(public=True, edited_by=UserFactory(curator=True))

    as_curator.post(reverse("calls:edit", args=[call.pk]), _fields(item=call.item_id, slug=call.slug))

    call.refresh_from_db()
    assert (call.title, call.public, call.edited_by) == ("书法征集", False, curator)
    assert call.waits_since


def test_nothing_is_changed_by_way_of_a_copy(as_curator):
    call, terms = CallFactory(public=True, title="原题"), Terms.objects.get()

    answers = [
        as_curator.post(f"/admin/calls/copy/{call.pk}/", _fields(item=call.item_id, slug=call.slug)),
        as_curator.post(
            f"/admin/terms/copy/{terms.pk}/", {"name": terms.name, "version": terms.version, "text": "改"}
        ),
    ]

    call.refresh_from_db()
    assert [each.status_code for each in answers] == [404, 404]
    assert (call.title, call.public) == ("原题", True)
    assert not Terms.objects.filter(text="改").exists()


def test_the_suggested_address_is_free(db):
    first = suggested_slug("书法征集")
    CallFactory(slug=first)

    assert first.startswith("shu-fa-zheng-ji-")
    assert suggested_slug("书法征集") == f"{first}-2"


def test_terms_are_added_but_never_edited(as_curator):
    terms = Terms.objects.get()

    as_curator.post(reverse("terms:add"), {"name": terms.name, "version": "2", "text": "新的措辞"})
    response = as_curator.post(
        reverse("terms:edit", args=[terms.pk]), {"name": "x", "version": "1", "text": "改"}
    )

    assert response.status_code == 404
    assert set(Terms.objects.values_list("version", flat=True)) == {1, 2}
    assert not Terms.objects.filter(text="改").exists()


def _kind(**more: object) -> dict[str, object]:
    fields = [{"name": "place", "label": "地点", "type": "text"}]
    return {
        "code": "story",
        "prefix": "gs",
        "name": "法院故事",
        "name_en": "Story",
        "family": "text",
        "fields": json.dumps(fields),
        "limits": json.dumps({"files_max": 2, "text_max": 3000}),
        "position": "9",
        **more,
    }


def test_a_new_kind_is_a_row_that_a_person_adds(as_curator):
    response = as_curator.post(reverse("kinds:add"), _kind())

    assert response.status_code == 302
    assert Kind.objects.get(code="story").limits == {"files_max": 2, "text_max": 3000}


@pytest.mark.parametrize(
    "wrong",
    [
        {"fields": "[{}]"},
        {"fields": "{"},
        {"fields": '[{"name": "a", "label": "甲", "type": "magic"}]'},
        {"limits": "[]"},
        {"limits": '{"files_max": -1}'},
        {"limits": '{"formats": "JPEG"}'},
        {"prefix": "sf"},
    ],
)
def test_a_kind_that_no_form_could_show_is_refused(as_curator, wrong):
    response = as_curator.post(reverse("kinds:add"), _kind(**wrong))

    assert response.context["form"].errors
    assert not Kind.objects.filter(code="story").exists()


def test_contributors_open_no_calls(client):
    client.force_login(UserFactory())

    assert client.post(reverse("calls:add"), _fields()).status_code == 404
    assert not Call.objects.exists()


@pytest.mark.parametrize("number", [1, 12])
def test_the_list_of_calls_costs_the_same_for_any_number(as_curator, django_assert_num_queries, number):
    for _each in range(number):
        CallFactory(item=ItemFactory())
    as_curator.get(reverse("calls:index"))

    with django_assert_num_queries(13):
        as_curator.get(reverse("calls:index"))
