"""What a card says of a release."""

import pytest

from showcase.cards import clock
from tests.showcase.factories import ReleaseFactory, document, picture, recording

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "chinese", "english"),
    [
        (
            "calligraphy",
            "行书　条幅　138\u00a0×\u00a034\u00a0cm　2021",
            "Running script　Hanging scroll　138\u00a0×\u00a034\u00a0cm　2021",
        ),
        ("essay", "散文　2021", "Prose　2021"),
        ("lecture", "12:34　2021", "12:34　2021"),
        ("photograph", "示例县　3 幅　2021", "示例县　3 pictures　2021"),
    ],
)
def test_label_says_what_the_work_is_in_both_languages(kind: str, chinese: str, english: str) -> None:
    card = ReleaseFactory(kind=kind).card

    assert (card.facts, card.facts_en) == (chinese, english)


def test_essay_shows_its_opening_and_other_works_their_summary() -> None:
    essay = ReleaseFactory(essay=True, content={"summary": "写一位老庭长。", "text": "清早。\n\n还没有人。"})
    lecture = ReleaseFactory(lecture=True, content={"summary": "四步读一首诗。"})

    assert essay.card.excerpt == "清早。 还没有人。"
    assert lecture.card.excerpt == "四步读一首诗。"


def test_essay_that_came_as_a_document_shows_its_opening_too() -> None:
    release = ReleaseFactory(
        essay=True, content={"text": ""}, media=[document("<p>清早的<b>审判庭</b>。</p>")]
    )

    assert release.card.excerpt == "清早的审判庭。"


def test_couplet_is_covered_by_both_its_panels() -> None:
    release = ReleaseFactory(
        details={"script": "楷书", "form": "对联"}, pictures=[(100, 500), (100, 500), (300, 300)]
    )

    assert release.card.cover["src"] == "p1.jpg"
    assert [panel["src"] for panel in release.card.cover["beside"]] == ["p2.jpg"]


def test_recording_is_covered_by_its_poster_or_by_nothing() -> None:
    with_poster = recording() | {"poster": "poster.webp", "width": 1920, "height": 1080}

    assert ReleaseFactory(lecture=True, media=[with_poster]).card.cover["src"] == "poster.webp"
    assert ReleaseFactory(lecture=True).card.cover == {}


def test_script_beside_a_work_never_covers_it() -> None:
    token = "0" * 32
    script = picture(token, "script", (10, 10)) | {"role": "script"}

    release = ReleaseFactory(token=token, media=[script, picture(token, "work", (10, 30))])

    assert release.card.cover["src"] == "work.jpg"


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0.4, "0:00"), (59.6, "1:00"), (754.2, "12:34"), (3725, "1:02:05")]
)
def test_clock(seconds: float, shown: str) -> None:
    assert clock(seconds) == shown
