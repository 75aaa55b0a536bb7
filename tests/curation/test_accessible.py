"""Nobody is shut out of what is public: pictures say what they show, recordings can be read."""

import pytest

from curation.accessible import alternative_of
from curation.drafting import draft
from curation.errors import NotPossible
from curation.reviewing import open_review
from submissions.models import Submission
from tests.curation.conftest import film, picture


def save(page, **changes) -> None:
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision()


def test_a_picture_without_a_word_for_those_who_do_not_see_it_is_named(accepted: Submission, court):
    page = draft(accepted, by=court.curator)
    page.media.update(alt="", caption="")
    save(page)

    with pytest.raises(NotPossible, match="晨光"):
        open_review(page, by=court.curator)


def test_a_recording_needs_captions_or_a_transcript(accepted: Submission, court):
    page = draft(accepted, by=court.curator)
    page.media.update(asset=film(court.contributor))
    save(page, text="")

    with pytest.raises(NotPossible, match="字幕"):
        open_review(page, by=court.curator)

    save(page, text="各位同事好。")
    assert open_review(page, by=court.curator).cycle == 1


@pytest.mark.parametrize(
    ("caption", "text", "number", "alternative"),
    [
        ("清晨的台阶", "半亩方塘一鉴开，\n天光云影共徘徊。", 1, "清晨的台阶"),
        ("", "半亩方塘一鉴开，\n天光云影共徘徊。", 1, "《观书》：半亩方塘一鉴开， 天光云影共徘徊。"),
        ("", "半亩方塘一鉴开，\n天光云影共徘徊。", 2, "《观书》（2）"),
        ("", "", 1, "观书"),
        ("", "字" * 400, 1, "《观书》：" + "字" * 295),
    ],
)
def test_what_is_written_stands_for_the_picture_until_an_editor_writes_better(
    accepted: Submission, court, caption: str, text: str, number: int, alternative: str
):
    accepted.title, accepted.text = "观书", text
    file = accepted.files.get()
    file.caption = caption

    assert alternative_of(accepted, file, number) == alternative


def test_a_second_picture_is_told_apart(accepted: Submission, court):
    accepted.files.update(caption="")
    accepted.files.create(asset=picture(court.contributor, "背面.jpg"), position=1)

    page = draft(accepted, by=court.curator)

    assert [each.alt for each in page.media.all()] == ["晨光里的法庭", "《晨光里的法庭》（2）"]
