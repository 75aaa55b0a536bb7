"""Numbers of pages, as ``components/numbers.html`` takes them."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator


def numbers_of(
    paginator: Paginator, number: int, query: Callable[[int], str] = "?page={}".format
) -> dict[str, Any]:
    """``numbers``, ``previous`` and ``next``; ``query`` gives a page's query string. All empty for a single page."""
    last = paginator.num_pages
    numbers = [
        {"number": n, "query": query(n) if isinstance(n, int) else "", "here": n == number}
        for n in paginator.get_elided_page_range(number, on_each_side=1, on_ends=1)
    ]
    return {
        "numbers": numbers if last > 1 else [],
        "previous": query(number - 1) if number > 1 else "",
        "next": query(number + 1) if number < last else "",
    }
