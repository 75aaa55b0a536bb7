import pytest

from config.demo import desk
from config.demo.fields import random


@pytest.mark.parametrize("paint", [desk.window_light, desk.tea, desk.books, desk.notebook])
def test_a_still_life_has_lights_and_darks(paint):
    image = paint(random(1, paint.__name__))

    darkest, lightest = image.resize((150, 100)).convert("L").getextrema()
    assert image.size == desk.SIZE
    assert lightest - darkest > 90
