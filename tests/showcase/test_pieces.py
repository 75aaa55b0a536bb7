"""Pieces of pages: kept under a generation, for a language."""

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from accounts.models import Unit
from showcase import generation
from showcase.models import Release, WorkCard
from showcase.pieces import kept, kept_of_each
from showcase.signals import card_removed
from tests.factories import UnitFactory
from tests.showcase.factories import ReleaseFactory

pytestmark = pytest.mark.django_db


def test_a_piece_is_made_once_for_a_generation_and_a_language(rf: RequestFactory) -> None:
    made = []

    def ask() -> str:
        return kept(rf.get("/"), "what", 1, make=lambda: made.append(1) or f"made {len(made)}")

    assert [ask(), ask()] == ["made 1", "made 1"]
    with override("en"):
        assert ask() == "made 2"
    generation.advance()
    assert ask() == "made 3"


def test_of_many_only_those_that_are_not_kept_are_made_and_what_is_gone_is_left_out(
    rf: RequestFactory,
) -> None:
    asked = []

    def make(pks: list[int]) -> dict[int, str]:
        asked.append(pks)
        return {pk: f"<{pk}>" for pk in pks if pk != 9}

    request = rf.get("/")
    assert kept_of_each(request, "card", [2, 1, 9], make) == ["<2>", "<1>"]
    assert kept_of_each(request, "card", [1, 3, 2], make) == ["<1>", "<3>", "<2>"]
    assert asked == [[2, 1, 9], [3]]


def test_a_withdrawn_work_is_on_no_list_though_its_card_was_kept(client: Client) -> None:
    stays, goes = ReleaseFactory(content={"title": "留下"}), ReleaseFactory(content={"title": "撤下"})
    assert "撤下" in client.get("/works/").text

    Release.objects.filter(pk=goes.pk).update(state=Release.State.WITHDRAWN)
    card = WorkCard.objects.get(release=goes)
    card_removed.send(WorkCard, card=card)
    card.delete()

    for address in ("/works/", "/works/?n=1", f"/works/{stays.slug}/", "/"):
        assert "撤下" not in client.get(address).text
    assert "留下" in client.get("/works/?n=2").text


def test_a_filter_as_long_as_an_address_is_only_a_filter(client: Client) -> None:
    ReleaseFactory()

    for value in ("x" * 2000, "%00%0A", "\u5eb5 \u20ac"):
        assert client.get("/works/", {"year": value}).status_code == 200


def test_a_page_of_kept_pieces_costs_four_queries(client: Client) -> None:
    for _ in range(30):
        ReleaseFactory(essay=True, unit=UnitFactory())
    client.get("/works/?n=1")

    with CaptureQueriesContext(connection) as queries:
        page = client.get("/works/?n=2").text

    assert len(queries) == 4
    assert Unit.objects.order_by("-pk")[0].name in page
