"""Cards and counts can be written anew, and compared, at any time."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from showcase import rebuilding
from showcase.models import Release, WorkCard, WorkCount
from tests.showcase.factories import ReleaseFactory

pytestmark = pytest.mark.django_db


def test_nothing_differs_after_releases_of_every_kind() -> None:
    for kind in ("calligraphy", "essay", "lecture", "photograph"):
        ReleaseFactory(kind=kind)
    ReleaseFactory(withdrawn=True)

    assert rebuilding.differences() == []


def test_what_is_wrong_is_found_and_mended_and_cards_keep_their_keys() -> None:
    first, second = ReleaseFactory(slug="sf-2021-0001"), ReleaseFactory(slug="sf-2021-0002")
    stray = ReleaseFactory(slug="sf-2021-0003")
    WorkCard.objects.filter(release=first).update(title="错")
    WorkCard.objects.filter(release=second).delete()
    Release.objects.filter(pk=stray.pk).update(state=Release.State.WITHDRAWN)
    WorkCount.objects.filter(facet="all").update(number=7)

    found = rebuilding.differences()
    number = rebuilding.rebuild()

    assert found[:3] == [
        "sf-2021-0001: title differ",
        "sf-2021-0002: the card is missing",
        "sf-2021-0003: a card without a live release",
    ]
    assert "count (0, 'all', 0): 7 kept, 2 true" in found
    assert number == 2
    assert rebuilding.differences() == []
    assert WorkCard.objects.get(release=first).pk == first.card.pk


def test_a_corrected_work_keeps_the_day_of_its_first_release() -> None:
    long_ago = timezone.now() - dt.timedelta(days=400)
    ReleaseFactory(page_id=5, slug="sf-2021-0001", state=Release.State.REPLACED, released_at=long_ago)
    ReleaseFactory(page_id=5, slug="sf-2021-0001")

    rebuilding.rebuild()

    assert WorkCard.objects.get().first_released_at == long_ago


def test_command_rebuilds_and_checks(capsys: pytest.CaptureFixture[str]) -> None:
    ReleaseFactory()
    WorkCard.objects.all().delete()

    with pytest.raises(CommandError, match="differences"):
        call_command("rebuild_cards", check=True)
    call_command("rebuild_cards")
    call_command("rebuild_cards", check=True)

    assert "1 cards written." in capsys.readouterr().out
