"""The list of works."""

import re
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from campaigns.models import Kind
from showcase.lists import Asked
from showcase.models import WorkCard
from tests.factories import ItemFactory, UnitFactory
from tests.showcase.factories import ReleaseFactory

pytestmark = pytest.mark.django_db


def slugs(response: Any) -> list[str]:
    """The works of a list in their order."""
    return re.findall(r'<a href="/works/([\w-]+)/"', response.text)


def found(client: Client, query: str = "") -> set[str]:
    return set(slugs(client.get(f"/works/{query}")))


def test_facets_narrow_down_one_by_one_and_together(client: Client) -> None:
    unit, item = UnitFactory(), ItemFactory()
    a = ReleaseFactory(unit=unit, slug="a")
    b = ReleaseFactory(unit=unit, item=item, essay=True, slug="b", content={"year": 2020})
    c = ReleaseFactory(essay=True, slug="c")

    assert found(client) == {"a", "b", "c"}
    assert found(client, "?kind=essay") == {"b", "c"}
    assert found(client, f"?unit={unit.pk}") == {"a", "b"}
    assert found(client, "?year=2020") == {"b"}
    assert found(client, f"?item={item.pk}") == {"b"}
    assert found(client, f"?kind=essay&unit={c.card.unit_id}") == {"c"}
    assert found(client, f"?unit={unit.pk}&year=2021") == {a.slug}
    assert b.card.year == 2020


@pytest.mark.parametrize(
    "query",
    ["?kind=nothing", "?unit=0", "?unit=x", "?year=-1", "?item=99999999999999999999", "?unit=٣", "?year=1e3"],
)
def test_odd_values_lead_to_an_empty_list_with_a_way_out(client: Client, query: str) -> None:
    ReleaseFactory()

    response = client.get(f"/works/{query}")

    assert response.status_code == 200
    assert "没有同时符合这些条件的作品。" in response.text


def test_filters_count_what_choosing_them_would_show(client: Client) -> None:
    unit = UnitFactory()
    ReleaseFactory(unit=unit)
    ReleaseFactory(unit=unit, essay=True)
    ReleaseFactory(essay=True)

    filters = Asked(QueryDict("kind=essay")).filters()

    kinds = next(each for each in filters if each.name == "kind")
    units = next(each for each in filters if each.name == "unit")
    assert {(choice.label, choice.number, choice.chosen) for choice in kinds.choices} == {
        ("书法", 1, False),
        ("文章", 2, True),
    }
    assert {choice.number for choice in units.choices} == {1}
    for each in [kinds, units]:
        for choice in each.choices:
            assert len(found(client, choice.query)) == choice.number


def test_what_is_chosen_is_taken_back_by_itself_also_where_nothing_answers(client: Client) -> None:
    essays = ReleaseFactory(essay=True, unit=UnitFactory(name="研究室"))
    ReleaseFactory(unit=UnitFactory(name="立案庭"))

    response = client.get(f"/works/?kind=calligraphy&unit={essays.card.unit_id}")

    units = next(each for each in response.context["filters"] if each.name == "unit")
    assert [(choice.label, choice.query) for choice in units.choices if choice.chosen] == [
        ("研究室", "?kind=calligraphy")
    ]
    first_line = response.text.split('<ul class="filter">')[1].split("</ul>")[0]
    assert "研究室" in first_line
    assert "立案庭" not in first_line


def test_items_are_offered_in_the_order_of_the_plan(client: Client) -> None:
    items = [ItemFactory(), ItemFactory(), ItemFactory()]
    for item in (items[2], items[0], items[2], items[1]):
        ReleaseFactory(item=item)

    filters = client.get("/works/").context["filters"]

    offered = next(each for each in filters if each.name == "item").choices
    assert [choice.query for choice in offered] == [f"?item={item.pk}" for item in items]


def test_a_handscroll_has_a_row_for_itself(client: Client) -> None:
    ReleaseFactory(pictures=[(2000, 100)])
    ReleaseFactory(pictures=[(400, 100)])

    assert client.get("/works/").text.count("card-long") == 1


def test_a_list_with_nothing_to_choose_has_no_column_for_choices(client: Client) -> None:
    ReleaseFactory()
    alone = client.get("/works/").text
    ReleaseFactory(essay=True)
    mixed = client.get("/works/").text

    assert '<div class="container">' in alone
    assert '<div class="container browse">' not in alone
    assert '<div class="container browse">' in mixed


def test_number_is_left_out_where_it_is_not_kept(client: Client) -> None:
    release = ReleaseFactory(content={"year": 2021})
    ReleaseFactory(content={"year": 2020})

    filters = Asked(QueryDict(f"unit={release.card.unit_id}")).filters()

    years = next(each for each in filters if each.name == "year")
    assert {choice.number for choice in years.choices} == {None}


def test_24_a_page_with_numbers(client: Client) -> None:
    for _ in range(25):
        ReleaseFactory(essay=True)

    first, second = client.get("/works/"), client.get("/works/?kind=essay&page=2")

    assert (len(slugs(first)), len(slugs(second))) == (24, 1)
    assert slugs(first) + slugs(client.get("/works/?page=2")) == list(
        WorkCard.objects.values_list("slug", flat=True)
    )
    assert first.context["next"] == "?page=2"
    assert second.context["previous"] == "?kind=essay&page=1"


@pytest.mark.parametrize("page", ["2", "0", "-1", "x", "99999999999999999999", ""])
def test_page_beyond_the_end_is_a_friendly_404(client: Client, page: str) -> None:
    response = client.get(f"/works/?page={page}")

    assert response.status_code == 404
    assert "这个地址上没有内容。" in response.text


def test_queries_do_not_grow_with_the_works(client: Client, django_assert_max_num_queries) -> None:
    numbers = []
    for more in (1, 2, 27):
        for _ in range(more):
            ReleaseFactory(essay=True)
        for query in ("", "?kind=essay"):
            with django_assert_max_num_queries(8) as queries:
                client.get(f"/works/{query}")
            numbers.append(len(queries))

    assert numbers[2:4] == numbers[4:6]


def test_names_are_in_the_readers_language(client: Client) -> None:
    ReleaseFactory(unit=UnitFactory(name="政治部", name_en="Political Department"))
    ReleaseFactory(essay=True)

    page = client.get("/en/works/").text

    assert "Political Department" in page
    assert Kind.objects.get(code="calligraphy").name_en in page


def test_a_choice_of_many_is_said_of_many(client: Client) -> None:
    for kind in ({}, {"essay": True}, {"lecture": True}):
        ReleaseFactory(**kind)

    choices = client.get("/en/works/").text
    doors = [door["kind"].many for door in client.get("/en/").context["doors"]]

    assert re.search(r">Essays&ensp;", choices) and re.search(r">Lectures&ensp;", choices)
    assert doors == ["Calligraphy", "Essays", "Lectures"]


def test_a_title_carries_its_own_characters_wherever_it_stands(client: Client) -> None:
    made = ReleaseFactory(content={"title": "登飛來峰", "text": "飛來山上千尋塔"})

    for address in ("/", "/works/", "/search/?q=登飞来峰", f"/works/{made.slug}/"):
        page = client.get(address).text
        tags = re.findall(r'<(?:span|h1)[^>]*lang="([^"]*)"[^>]*>\s*(?:<mark\s*>)?登飛來峰', page)
        assert tags and set(tags) == {"zh-Hant"}, address
