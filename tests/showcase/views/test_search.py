import re

import pytest
from django.db import connection

from campaigns.models import Kind
from tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


def data(client, **query):
    response = client.get("/search/", {"format": "json", **query})
    assert response.status_code == 200
    return response.json()


def test_the_answer_as_data(client, public):
    card = public("灯下抄书", text="一笔一画都不敢草率。")

    assert data(client, q="一笔一画") == {
        "total": 1,
        "results": [
            {
                "title": "灯下抄书",
                "url": f"/works/{card.slug}/",
                "kind": "essay",
                "snippet": "一笔一画都不敢草率。",
            }
        ],
    }


@pytest.mark.parametrize(
    "text",
    [
        "",
        '"',
        "%",
        "*",
        "\x00",
        "NEAR(a b)",
        "书" * 10_000,
        "😀",
        "{% url %}",
        "<script>alert(1)</script>",
        "%d",
    ],
)
@pytest.mark.parametrize("form", ["json", "html"])
def test_odd_questions_find_nothing(client, public, text, form):
    public("无关")

    response = client.get("/search/", {"q": text, "format": form})

    assert response.status_code == 200
    assert b"<script>alert" not in response.content
    assert b"\0" not in response.content  # which no page may have
    if form == "json":
        assert response.json() == {"total": 0, "results": []}


@pytest.mark.parametrize(
    "query",
    [
        {"page": "0"},
        {"page": "-1"},
        {"page": "x"},
        {"page": "9" * 30},
        {"page": "²"},
        {"year": "x"},
        {"unit": "9" * 30},
        {"kind": "\x00"},
    ],
)
def test_odd_choices_are_no_error(client, public, query):
    public("清风")

    for form in ("json", "html"):
        response = client.get("/search/", {"q": "清风", "format": form, **query})
        assert response.status_code == 200
        assert b"\0" not in response.content


def test_a_choice_that_is_none_finds_nothing(client, public):
    public("清风")

    assert data(client, q="清风", kind="nothing")["total"] == 0
    assert data(client, q="清风", year="1999")["total"] == 0


def test_a_traditional_passage_says_so(client, public):
    public("觀書有感", kind="calligraphy", text="半畝方塘一鑑開，天光雲影共徘徊。")

    found = client.get("/search/", {"q": "方塘"}).content.decode()

    assert re.search(r'class="label-title"\s+lang="zh-Hant"', found)
    assert re.search(r'class="hit-text"\s+lang="zh-Hant"', found)


def test_pages_follow_each_other(client, public):
    for n in range(30):
        public(f"清风{n}")

    first, second, third = (data(client, q="清风", page=page)["results"] for page in (1, 2, 3))

    assert (len(first), len(second), len(third)) == (24, 6, 0)
    assert len({each["url"] for each in first + second}) == 30


def test_a_page_shows_label_piece_and_filters(client, public):
    other = UnitFactory(name="示例执行局")
    public("灯下抄书", authors=["王芳"], text="一笔一画都不敢草率。")
    public("山行", kind="calligraphy", unit=other, year=2022, text="一笔一画")

    page = client.get("/search/", {"q": "一笔"}).content.decode()

    assert "<mark>一笔</mark>一画都不敢草率。" in re.sub(r"<mark\s+>", "<mark>", page)
    assert "?q=%E4%B8%80%E7%AC%94&amp;kind=calligraphy" in page
    assert f"?q=%E4%B8%80%E7%AC%94&amp;unit={other.pk}" in page
    assert "?q=%E4%B8%80%E7%AC%94&amp;year=2022" in page


def test_a_chosen_filter_is_marked_and_kept(client, public):
    public("清风", year=2021)
    public("清风", year=2022)

    page = client.get("/search/", {"q": "清风", "year": "2021"})

    assert page.context["answer"].total == 1
    assert [choice["chosen"] for choice in page.context["filters"][0]["choices"]] == [False, True]
    assert page.context["filters"][0]["choices"][1]["query"] == "?q=%E6%B8%85%E9%A3%8E"  # takes itself back
    assert '<input type="hidden" name="year" value="2021">' in page.content.decode()


def test_too_many_hits_can_still_be_narrowed_by_kind(client, public, monkeypatch):
    monkeypatch.setattr("zh.index.COUNTED", 1)
    public("清风一")
    public("清风二", kind="calligraphy")

    page = client.get("/search/", {"q": "清风"})
    (kinds,) = page.context["filters"]

    assert kinds["name"] == "kind"
    assert {choice["number"] for choice in kinds["choices"]} == {None}
    assert "找到超过 1 件作品" in page.content.decode()
    assert client.get("/search/", {"q": "清风", "format": "json"}).json()["more"] is True


@pytest.mark.parametrize("path", ["/search/", "/en/search/", "/people/"])
def test_answers_are_no_pages_of_their_own(client, public, settings, path):
    public("清风")

    page = client.get(path, {"q": "清风", "kind": "essay"}).content.decode()

    assert f'<link rel="canonical" href="{settings.PUBLIC_ADDRESS}{path}">' in page
    assert "noindex" not in page


def test_nothing_found_offers_what_sounds_alike(client, public):
    public("走进一线")

    page = client.get("/search/", {"q": "走近一线"})

    assert page.context["meant"]["text"] == "走进一线"
    assert "走进一线</a>" in page.content.decode()


def test_the_page_stands_in_english(client, public):
    unit = UnitFactory(name="示例研究室", name_en="Research Office")
    public("清风", unit=unit)

    page = client.get("/en/search/", {"q": "清风"}).content.decode()

    assert "1 work found" in page
    assert "Research Office" in page
    assert Kind.objects.get(code="essay").name_en in page


def test_a_page_beyond_the_end_is_the_last(client, public):
    public("清风")

    assert len(client.get("/search/", {"q": "清风", "page": "7"}).context["answer"].found) == 1


def test_suggestions_are_titles(client, public):
    public("走进一线")

    assert client.get("/search/suggest/", {"q": "zouj"}).json() == {"suggestions": ["走进一线"]}


@pytest.mark.parametrize("number", [1, 3])
def test_any_number_of_hits_costs_the_same_queries(client, public, django_assert_max_num_queries, number):
    for _ in range(number):
        public("清风")

    with django_assert_max_num_queries(11 if connection.vendor == "sqlite" else 15):
        client.get("/search/", {"q": "清风"})
