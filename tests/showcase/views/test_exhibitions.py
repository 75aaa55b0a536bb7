"""The pages of exhibitions."""

import datetime as dt
import json
import re
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.utils import timezone

from showcase import generation
from showcase.models import WorkCard
from tests.showcase.exhibitions.halls import hall, room
from tests.showcase.factories import ReleaseFactory

pytestmark = pytest.mark.django_db
ONE_PAGE = 5  # the generation, the release, its works, what follows with its picture; the house is kept


class Nesting(HTMLParser):
    """What every heading of a page stands in."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.headings: list[list[str]] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(list(self.open))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open.pop() != tag:  # what needs no end
            pass


def test_the_list_shows_what_runs_then_what_is_over_by_year(client: Client) -> None:
    today = timezone.localdate()
    hall("now", room("sf-1"))
    hall("coming", room("sf-1"), opens=today + dt.timedelta(days=1))
    hall("old", room("sf-1"), opens=dt.date(2020, 1, 1), closes="2020-06-01")
    hall("older", room("sf-1"), opens=dt.date(2018, 1, 1), closes="2019-12-31")

    shown = client.get("/exhibitions/").context

    assert [card.slug for card, _cover in shown["running"]] == ["now"]
    assert [(year, [card.slug for card, _cover in rows]) for year, rows in shown["past"]] == [
        (2020, ["old"]),
        (2019, ["older"]),
    ]


@pytest.mark.parametrize("address", ["/", "/exhibitions/", "/exhibitions/now/"])
def test_no_heading_stands_in_a_line_of_words(client: Client, address: str) -> None:
    work = ReleaseFactory()
    hall("now", room(work.slug))
    hall("other", room(work.slug))

    nesting = Nesting()
    nesting.feed(client.get(address).text)

    assert nesting.headings
    assert not [found for found in nesting.headings if "span" in found]


def test_an_empty_list_says_so_in_both_languages(client: Client) -> None:
    assert "目前没有展览" in client.get("/exhibitions/").text
    assert "No exhibition is open" in client.get("/en/exhibitions/").text


def test_a_short_preface_runs_down_with_upright_marks_and_a_long_one_across(client: Client) -> None:
    work = ReleaseFactory().slug
    hall("short", room(work), preface="他说“早”。")
    hall("long", room(work), preface="长" * 121)

    assert "preface-down" in client.get("/exhibitions/short/").text
    assert "他说『早』。" in client.get("/exhibitions/short/").text
    assert "preface-down" not in client.get("/exhibitions/long/").text


def test_machines_learn_its_days_and_its_one_address(client: Client, settings) -> None:
    settings.PUBLIC_ADDRESS = "https://hanmo.example"
    opens = timezone.localdate() - dt.timedelta(days=1)
    hall("now", room(ReleaseFactory().slug), opens=opens, closes="2099-01-31")

    page = client.get("/exhibitions/now/").text
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    said = json.loads(block[1])

    assert page.count('rel="canonical"') == 1
    assert (said["@type"], said["startDate"], said["endDate"]) == (
        "ExhibitionEvent",
        opens.isoformat(),
        "2099-01-31",
    )
    assert said["url"] == said["location"]["url"] == "https://hanmo.example/exhibitions/now/"


def test_the_last_day_is_a_day_of_the_exhibition(client: Client) -> None:
    today = timezone.localdate()
    work = ReleaseFactory().slug
    hall("last-day", room(work), closes=today.isoformat())
    hall(
        "over",
        room(work),
        opens=today - dt.timedelta(days=2),
        closes=(today - dt.timedelta(days=1)).isoformat(),
    )

    assert "闭展" not in client.get("/exhibitions/last-day/").text.split("hall-door")[0]
    assert "闭展" in client.get("/exhibitions/over/").text


def test_a_kept_page_loses_a_withdrawn_work_with_the_next_request(client: Client) -> None:
    first, second = ReleaseFactory(content={"title": "留下"}), ReleaseFactory(content={"title": "撤下"})
    hall("now", room(first.slug, second.slug))
    assert "撤下" in client.get("/exhibitions/now/").text

    WorkCard.objects.get(slug=second.slug).delete()
    generation.advance()  # as every withdrawal does

    assert "撤下" not in client.get("/exhibitions/now/").text
    assert "留下" in client.get("/exhibitions/now/").text


@pytest.mark.parametrize("number", [1, 9])
def test_it_costs_the_same_for_one_work_and_for_many(
    client: Client, django_assert_num_queries, number: int
) -> None:
    works = [ReleaseFactory().slug for _ in range(number)]
    hall("now", *(room(work, title=str(n)) for n, work in enumerate(works)))
    hall("next", room(*works))
    client.get("/exhibitions/next/")

    with django_assert_num_queries(ONE_PAGE):
        client.get("/exhibitions/now/")


@pytest.mark.parametrize("number", [1, 9])
def test_the_list_costs_the_same_for_one_and_for_many(
    client: Client, django_assert_num_queries, number: int
) -> None:
    work = ReleaseFactory().slug
    for n in range(number):
        hall(f"now-{n}", room(work))

    with django_assert_num_queries(4):
        client.get("/exhibitions/")


def test_the_entrance_and_the_works_page_lead_to_it(client: Client) -> None:
    works = [ReleaseFactory().slug for _ in range(3)]
    hall("now", room(*works))

    assert "/exhibitions/now/" in client.get("/").text
    page = client.get(f"/works/{works[0]}/")
    assert [(card.slug, [each.slug for each in cards]) for card, cards in page.context["hangs_in"]] == [
        ("now", works[1:])
    ]
    assert "/exhibitions/now/" in client.get("/sitemap.xml").text


def test_two_handscrolls_are_two_regions(client: Client) -> None:
    scrolls = [ReleaseFactory(details={"form": "手卷"}, pictures=[(1600, 200)]).slug for _ in range(2)]
    hall("now", *(room(slug) for slug in scrolls))

    names = re.findall(r'aria-label="([^"]*手卷[^"]*)"', client.get("/exhibitions/now/").text)

    assert names == ["第 1 单元的手卷，自右向左展开", "第 2 单元的手卷，自右向左展开"]
