from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from config.demo import brushes, journeys, works
from config.demo.journeys import PUBLIC, Journey
from config.management.commands import load_demo
from showcase.models import WorkCard
from submissions.models import Submission

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]

# The whole demonstration takes a minute; these need no pictures.
FEW = (Journey("window", "contributor", PUBLIC), Journey("road", "s0401", ("send",)))


@pytest.fixture(autouse=True)
def _few_works(monkeypatch):
    def make_here(folder, keys):
        return ((key, works.make(key, folder)) for key in keys)

    # Processes of their own take longer to start than these works take to be made.
    monkeypatch.setattr(works, "make_all", make_here)
    monkeypatch.setenv("DEMO_PASSWORD", "a-good-password")
    monkeypatch.setattr(load_demo, "JOURNEYS", FEW)


def loaded() -> str:
    out = StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue()


def test_it_loads_and_says_how_to_sign_in():
    said = loaded()

    assert said.splitlines() == [
        "Making and loading 2 works for the demonstration ...",
        "Demo accounts: contributor, liaison, curator, first, second, final, secrecy, admin, auditor",
        "Their password: a-good-password",
    ]
    assert [card.title for card in WorkCard.objects.all()] == ["窗边读书的人"]


def test_a_second_time_leaves_alone_what_people_did_since():
    loaded()
    Submission.objects.filter(title="去云岭村的路").update(title="改过的题目")

    said = loaded()

    assert "Making" not in said
    assert sorted(Submission.objects.values_list("title", flat=True)) == ["改过的题目", "窗边读书的人"]


def test_a_loading_that_was_killed_is_taken_up_again(monkeypatch):
    def die(journey: Journey) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(journeys, "bring", die)
        loaded()

    loaded()

    assert Submission.objects.count() == 2
    assert WorkCard.objects.count() == 1


def test_a_service_in_use_is_left_alone():
    User.objects.create(username="20210001")

    said = loaded()

    assert said == "This service is in use: the demonstration is not loaded into it.\n"
    assert User.objects.count() == 1


def test_missing_fonts_are_named(monkeypatch, tmp_path):
    def no_fonts(*_arguments):
        raise brushes.FontMissing("The brush font is missing: run npm ci.")

    monkeypatch.setattr(works, "make_all", no_fonts)

    with pytest.raises(CommandError, match="npm ci"):
        loaded()
