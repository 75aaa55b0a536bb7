"""What can be filled in without asking anybody: from the camera, and from the measures of the paper."""

import pytest
from django.utils import translation

from submissions.intake.asked import asked, from_files, size_in_words, with_paper
from tests.factories import AssetFactory, CallFactory, SubmissionFactory

pytestmark = pytest.mark.django_db

FACTS = {"taken": "2021-07-01 09:30:00", "camera": "Example 5"}


def test_camera_fills_in_what_is_empty_once() -> None:
    details = {"taken_on": "", "place": "示例村"}
    work = SubmissionFactory(kind="photograph", details=details, assets=[AssetFactory(facts=FACTS)])

    assert from_files(work) == {"taken_on": "2021-07-01", "camera": "Example 5"}
    work.refresh_from_db()
    assert work.details == {"taken_on": "2021-07-01", "place": "示例村", "camera": "Example 5"}

    work.details = {"place": "示例村"}
    assert from_files(work) == {}


def test_camera_takes_nothing_away_and_waits_for_the_check() -> None:
    files = [AssetFactory(facts=FACTS, checking=True)]
    work = SubmissionFactory(kind="photograph", details={"taken_on": "2020-01-01"}, assets=files)

    assert from_files(work) == {}
    files[0].state = "ready"
    files[0].save()
    assert from_files(work) == {"camera": "Example 5"}
    work.refresh_from_db()
    assert work.details["taken_on"] == "2020-01-01"


def test_paper_is_named_unless_somebody_chose() -> None:
    measured = {"height_cm": "137.5", "width_cm": "68"}
    work = SubmissionFactory(kind="calligraphy", details=measured)

    assert with_paper(work) == {**measured, "spec": "四尺整张", "orientation": "竖式"}
    assert size_in_words(work) == "四尺整张、竖式"
    with translation.override("en"):
        assert size_in_words(work) == "四尺整张 (138 × 69 cm), Upright"
    work.details = {**measured, "spec": "其他", "orientation": "横式"}
    assert with_paper(work) == work.details
    work.details = {"height_cm": "20", "width_cm": "abc"}
    assert with_paper(work) == work.details
    assert size_in_words(work) == ""


def test_what_a_call_insists_on_is_not_hidden() -> None:
    call = CallFactory(limits={"calligraphy": {"required": {"material": True}}})
    work = SubmissionFactory(kind="calligraphy", call=call)

    material = next(entry for entry in asked(work).fields if entry["name"] == "material")
    assert (material["required"], material["more"]) == (True, False)
    assert next(entry for entry in work.kind.fields if entry["name"] == "material")["more"]
