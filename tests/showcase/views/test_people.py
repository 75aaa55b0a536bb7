"""People as visitors find them: only through what is public."""

import re

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from showcase.models import Maker, Release, WorkCard
from showcase.signals import card_removed
from tests.factories import UnitFactory
from tests.showcase.factories import ReleaseFactory

pytestmark = pytest.mark.django_db


def release(*authors: str, **more: object) -> Release:
    content = {"authors": list(authors), **more.pop("content", {})}
    return ReleaseFactory(content=content, **more)


def names(client: Client, query: str = "") -> list[str]:
    caches["pages"].clear()  # a kept page has no context
    return [maker.name for maker in client.get(f"/people/{query}").context["people"]]


def withdraw(made: Release) -> None:
    Release.objects.filter(pk=made.pk).update(state=Release.State.WITHDRAWN)
    card = WorkCard.objects.get(release=made)
    card_removed.send(WorkCard, card=card)
    card.delete()


def test_names_stand_by_their_sound_and_letters_lead_to_them(client: Client) -> None:
    for name in ("张伟", "王芳", "安然", "王安"):
        release(name)

    assert names(client) == ["安然", "王安", "王芳", "张伟"]
    assert names(client, "?letter=W") == ["王安", "王芳"]
    assert client.get("/people/?letter=Z").context["letters"] == ["A", "W", "Z"]


@pytest.mark.parametrize("asked", ["王芳", "芳", "wangfang", "wf", "王 芳"])
def test_a_name_is_found_by_its_characters_and_by_its_sound(client: Client, asked: str) -> None:
    release("王芳")
    release("李敏")

    assert names(client, f"?q={asked}") == ["王芳"]


@pytest.mark.parametrize("asked", ["%", '"', "🙂", "a" * 5000, "%00"])
def test_odd_words_are_only_a_search_without_hits(client: Client, asked: str) -> None:
    release("王芳")

    assert client.get("/people/", {"q": asked}).status_code in (200, 400)


def test_a_person_has_their_works_the_latest_first_and_a_sentence(client: Client) -> None:
    release("王芳", slug="old", content={"year": 2019})
    release("王芳", slug="new", content={"year": 2021}, essay=True)
    release("李敏")

    response = client.get(f"/people/{Maker.objects.get(name='王芳').pk}/")

    assert [card.slug for card in response.context["cards"]] == ["new", "old"]
    assert "2019 年至 2021 年的 2 件作品：书法\u00a01，文章\u00a01。" in response.text
    assert (
        "1 work of 2021: Calligraphy." in client.get(f"/en/people/{Maker.objects.get(name='李敏').pk}/").text
    )


def test_nobody_without_a_public_work_has_a_page_and_it_vanishes_with_the_last(client: Client) -> None:
    made = release("王芳")
    address = f"/people/{Maker.objects.get().pk}/"
    assert client.get(address).status_code == 200
    assert "王芳" in client.get("/people/").text

    withdraw(made)

    assert client.get(address).status_code == 404
    assert "王芳" not in client.get("/people/").text
    assert "王芳" not in client.get("/people/?q=王芳").content.decode().replace('value="王芳"', "")


def test_names_without_a_sound_come_last_and_have_a_heading_in_words(client: Client) -> None:
    for name in ("9号选手", "张伟"):
        release(name)

    assert names(client) == ["张伟", "9号选手"]
    assert names(client, "?letter=其") == ["9号选手"]
    assert re.search(r'<h2 class="kicker">\s*其他\s*</h2>', client.get("/people/").text)
    assert re.search(r'<h2 class="kicker">\s*Others\s*</h2>', client.get("/en/people/").text)


def test_labels_lead_to_the_people_and_the_unit(client: Client) -> None:
    made = release("王芳", "李敏")
    fang = Maker.objects.get(name="王芳").pk

    for address in ("/works/", f"/works/{made.slug}/"):
        page = client.get(address).text
        assert f'<a href="/people/{fang}/">王芳</a>、<a href=' in page
        assert f'href="/units/{made.card.unit_id}/"' in page


def test_pages_lead_on_without_counting(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("showcase.views.people.NAMES", 2)
    for name in ("王安", "王波", "王芳"):
        release(name)

    assert client.get("/people/?letter=W").context["next"] == "?letter=W&page=2"
    assert names(client, "?letter=W&page=2") == ["王芳"]
    assert client.get("/people/?page=3").status_code == 404
    assert client.get("/people/?page=x").status_code == 404


def test_queries_do_not_grow_with_the_people(client: Client) -> None:
    numbers = []
    for many in (1, 10):
        for n in range(many):
            release(f"王{n}", unit=UnitFactory())
        pk = Maker.objects.last().pk
        for address in ("/people/", f"/people/{pk}/", "/people/?q=王"):
            caches["pages"].clear()
            with CaptureQueriesContext(connection) as captured:
                client.get(address)
            numbers.append(len(captured))

    assert numbers[:3] == numbers[3:]
    # PostgreSQL is told how to plan, in four more.
    assert max(numbers) <= (10 if connection.vendor == "sqlite" else 14)


@pytest.mark.parametrize("letter", ["%00", "w", "WW", "%26page%3D2", "🖌", "W" * 10_000])
def test_a_letter_that_is_none_finds_nobody(client: Client, letter: str) -> None:
    release("王芳")

    assert names(client, f"?letter={letter}") == []


def test_a_unit_that_is_its_own_author_stands_in_a_label_once(client: Client) -> None:
    unit = UnitFactory(name="政治部")
    for author in ("政治部", "王芳"):
        made = release(author, unit=unit)
        for address in ("/", "/works/", f"/works/{made.slug}/", "/search/?q=观书"):
            caches["pages"].clear()
            words = re.sub(r"<[^>]*>|\s", "", client.get(address).text)
            assert (f"{author}政治部" in words) == (author == "王芳"), address
