"""How many works a call expects, and who may say so."""

import pytest
from django.http import Http404

from audit.models import Entry
from campaigns.models import Quota
from campaigns.quotas import Quotas, copy_quotas, set_quotas
from tests.factories import CallFactory, UnitFactory, UserFactory, kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    return CallFactory(kinds=["calligraphy", "essay"], title="示例征集")


def test_a_unit_has_its_own_number_or_that_of_every_unit(call) -> None:
    essay, unit, other = kind("essay").pk, UnitFactory(), UnitFactory()
    set_quotas(call, {(essay, None): 2, (essay, unit.pk): 5}, binding=False, by=UserFactory(curator=True))
    quotas = Quotas([call])

    assert quotas.of(call.pk, essay, unit.pk) == 5
    assert quotas.of(call.pk, essay, other.pk) == 2
    assert quotas.own(call.pk, essay, other.pk) is None
    assert quotas.of(call.pk, kind("calligraphy").pk, unit.pk) is None
    assert quotas.units(call.pk) == {unit.pk}


def test_nought_is_a_number_and_nothing_takes_it_away(call) -> None:
    essay, unit, curator = kind("essay").pk, UnitFactory(), UserFactory(curator=True)
    set_quotas(call, {(essay, None): 2, (essay, unit.pk): 0}, binding=False, by=curator)
    assert Quotas([call]).of(call.pk, essay, unit.pk) == 0

    set_quotas(call, {(essay, unit.pk): None}, binding=False, by=curator)
    assert Quotas([call]).of(call.pk, essay, unit.pk) == 2


def test_what_changed_is_in_the_trail_and_only_that(call) -> None:
    essay, unit, curator = kind("essay").pk, UnitFactory(name="研究室"), UserFactory(curator=True)
    set_quotas(call, {(essay, None): 2, (essay, unit.pk): 1}, binding=False, by=curator)
    set_quotas(call, {(essay, None): 2, (essay, unit.pk): 3}, binding=True, by=curator)
    set_quotas(call, {(essay, None): 2}, binding=True, by=curator)

    first, second = Entry.objects.filter(action="call.quotas").order_by("pk")
    assert first.detail["after"] == {"文章 / *": 2, "文章 / 研究室": 1}
    assert (second.detail["before"], second.detail["after"]) == ({"文章 / 研究室": 1}, {"文章 / 研究室": 3})
    assert second.detail["binding"] is True
    call.refresh_from_db()
    assert call.quota_binding is True


def test_only_a_curator_sets_them(call) -> None:
    with pytest.raises(Http404):
        set_quotas(
            call, {(kind("essay").pk, None): 2}, binding=True, by=UserFactory(liaison_of=UnitFactory())
        )

    assert not Quota.objects.exists()
    call.refresh_from_db()
    assert call.quota_binding is False


def test_a_copied_call_expects_as_much(call) -> None:
    essay, unit = kind("essay").pk, UnitFactory()
    set_quotas(call, {(essay, None): 2, (essay, unit.pk): 5}, binding=True, by=UserFactory(curator=True))
    other = CallFactory(kinds=["essay"])
    copy_quotas(call, other)

    assert Quotas([other]).of(other.pk, essay, unit.pk) == 5
    assert Quotas([other]).of(other.pk, essay, None) == 2
