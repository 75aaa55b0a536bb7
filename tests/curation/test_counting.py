"""The plan's figures can be counted anew, and compared with what is the case."""

import io

import pytest
from django.core.management import CommandError, call_command

from campaigns.models import Tally
from curation.drafting import draft
from curation.reviewing import open_review, sign


@pytest.fixture
def released(accepted, court, work_off) -> None:
    review = open_review(draft(accepted, by=court.curator), by=court.curator)
    for part in ("first", "second", "final", "secrecy"):
        sign(review, part, by=getattr(court, part))
    work_off()


def run(*args: str) -> str:
    out = io.StringIO()
    call_command("rebuild_tallies", *args, stdout=out)
    return out.getvalue()


def test_wrong_figures_are_found_and_mended(released, court) -> None:
    Tally.objects.all().delete()
    Tally.objects.create(item=court.item, unit=court.unit, works_in=7, released=9)

    with pytest.raises(CommandError, match="2 tallies differ"):
        run("--check")
    run()

    tally = Tally.objects.get()
    assert (tally.works_in, tally.released) == (1, 1)
    assert run("--check") == "The tallies agree with the works.\n"


def test_pair_without_works_is_no_difference(court) -> None:
    Tally.objects.create(item=court.item, unit=court.unit)

    assert run("--check") == "The tallies agree with the works.\n"
