"""An exhibition's address is its title as it sounds."""

import pytest

from showcase.exhibitions.naming import LONGEST, slug_for


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("问渠", "wen-qu"),
        ("清晨 2026", "qing-chen-2026"),
        ("Ink & Light", "ink-light"),
        ("……", "exhibition"),
        ("\u3000", "exhibition"),
    ],
)
def test_the_title_becomes_an_address(title, slug):
    assert slug_for(title, lambda _slug: True) == slug


def test_an_address_that_is_taken_gets_a_number():
    taken = {"wen-qu", "wen-qu-2"}

    assert slug_for("问渠", lambda slug: slug not in taken) == "wen-qu-3"


def test_a_long_title_is_cut_between_syllables():
    slug = slug_for("永远" * 40, lambda _slug: True)

    assert len(slug) <= LONGEST
    assert slug.startswith("yong-yuan-")
    assert not slug.endswith("-")
