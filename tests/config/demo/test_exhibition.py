"""The demonstration's exhibition names works that end public, and keeps the measures of the hall."""

import pytest

from config.demo import exhibition
from config.demo.journeys import JOURNEYS, PUBLIC
from showcase.exhibitions.blocks import GROUNDS, IN_ROWS
from showcase.exhibitions.hall import VERTICAL
from showcase.models import ExhibitionPage


def test_it_names_each_work_once_and_only_such_as_end_public():
    named = [key for *_words, anchor, works in exhibition.ROOMS for key in (anchor, *works)]
    public = {journey.key for journey in JOURNEYS if journey.steps == PUBLIC}

    assert len(named) == len(set(named))
    assert {*named, exhibition.COVER} <= public


def test_its_words_keep_the_measures():
    assert len(exhibition.PREFACE) <= VERTICAL
    for title, text, ground, _anchor, works in exhibition.ROOMS:
        assert len(title) == 2
        assert len(text) <= 80
        assert ground in dict(GROUNDS)
        assert len(works) <= IN_ROWS


@pytest.mark.django_db
def test_without_its_works_there_is_no_exhibition():
    exhibition.settle()

    assert not ExhibitionPage.objects.exists()
