"""Numbers of pages."""

from django.core.paginator import Paginator

from showcase.paging import numbers_of


def test_a_single_page_needs_no_numbers() -> None:
    assert numbers_of(Paginator(range(3), 24), 1) == {"numbers": [], "previous": "", "next": ""}


def test_the_present_page_is_marked_and_gaps_lead_nowhere() -> None:
    shown = numbers_of(Paginator(range(240), 24), 5, lambda n: f"?p={n}")

    assert [each["number"] for each in shown["numbers"] if each["query"]] == [1, 4, 5, 6, 10]
    assert [each["number"] for each in shown["numbers"] if each["here"]] == [5]
    assert (shown["previous"], shown["next"]) == ("?p=4", "?p=6")
