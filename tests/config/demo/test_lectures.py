import pytest

from config.demo import brushes, lectures


@pytest.mark.parametrize("slides", [lectures.HOW_TO_READ, lectures.CUP_OF_TEA])
def test_lectures_last_forty_to_sixty_seconds_and_can_be_drawn(slides):
    shown = "".join(slide.heading + "".join(slide.lines) for slide in slides).replace(" ", "")
    verse = "".join("".join(slide.verse) for slide in slides)

    assert 40 <= sum(slide.seconds for slide in slides) <= 60
    assert brushes.can_write("regular", shown) == ""
    assert brushes.can_write("running", verse) == ""
