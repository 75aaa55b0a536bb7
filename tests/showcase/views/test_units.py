"""Units as visitors find them: only through what is public."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from campaigns.models import Kind
from showcase.lists import OfUnit
from tests.factories import UnitFactory
from tests.showcase.factories import ReleaseFactory
from tests.showcase.views.test_works import slugs

pytestmark = pytest.mark.django_db


def test_the_tree_shows_units_with_works_and_those_above_them(client: Client) -> None:
    court = UnitFactory(name="示例法院")
    office = UnitFactory(name="研究室", parent=court)
    UnitFactory(name="空庭", parent=court)
    ReleaseFactory(unit=office)

    response = client.get("/units/")

    (root,) = response.context["branches"]
    assert (root.unit, root.works, [(each.unit, each.works) for each in root.below]) == (
        court,
        0,
        [(office, 1)],
    )
    assert f'href="/units/{office.pk}/"' in response.text
    assert f'href="/units/{court.pk}/"' not in response.text
    assert "空庭" not in response.text


def test_units_stand_by_their_sound_and_number(client: Client) -> None:
    for name in ("第七法庭", "第十二法庭", "研究室", "办公室", "第二法庭"):
        ReleaseFactory(unit=UnitFactory(name=name))

    branches = client.get("/units/").context["branches"]

    assert [each.unit.name for each in branches] == ["办公室", "第二法庭", "第七法庭", "第十二法庭", "研究室"]


def test_a_unit_shows_its_works_and_counts_its_own_kinds(client: Client) -> None:
    unit, other = UnitFactory(), UnitFactory()
    mine = ReleaseFactory(unit=unit)
    essay = ReleaseFactory(unit=unit, essay=True)
    ReleaseFactory(unit=other, lecture=True)

    response = client.get(f"/units/{unit.pk}/")

    assert set(slugs(response)) == {mine.slug, essay.slug}
    (kinds, *_more) = OfUnit(QueryDict(), unit).filters()
    assert [(choice.label, choice.number, choice.query) for choice in kinds.choices] == [
        (Kind.objects.get(code="calligraphy").label, 1, "?kind=calligraphy"),
        (Kind.objects.get(code="essay").label, 1, "?kind=essay"),
    ]
    narrowed = client.get(f"/units/{unit.pk}/?kind=essay")
    assert slugs(narrowed) == [essay.slug]


def test_the_address_alone_says_which_unit(client: Client) -> None:
    unit, other = UnitFactory(), UnitFactory()
    mine = ReleaseFactory(unit=unit)
    ReleaseFactory(unit=other)

    response = client.get(f"/units/{unit.pk}/?unit={other.pk}")

    assert slugs(response) == [mine.slug]


def test_a_unit_without_a_public_work_has_no_page(client: Client) -> None:
    assert client.get(f"/units/{UnitFactory().pk}/").status_code == 404
    assert client.get("/units/99999999999999999999/").status_code == 404


def test_queries_do_not_grow(client: Client) -> None:
    unit = UnitFactory()
    numbers = []
    for many in (1, 10):
        for _each in range(many):
            ReleaseFactory(unit=unit)
            ReleaseFactory(unit=UnitFactory(parent=unit))
        for address in ("/units/", f"/units/{unit.pk}/"):
            caches["pages"].clear()
            caches["pieces"].clear()
            with CaptureQueriesContext(connection) as captured:
                client.get(address)
            numbers.append(len(captured))

    assert numbers[:2] == numbers[2:]
    assert max(numbers) <= 11
