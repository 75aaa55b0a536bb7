import numpy as np
import pytest
from PIL import Image

from config.demo import seals
from config.demo.fields import random


def pressed(text: str, **more) -> Image.Image:
    sheet = Image.new("RGB", (200, 200), "white")
    seals.press(sheet, text, (100, 100), 90, random(1, text), **more)
    return sheet


def redness(sheet: Image.Image) -> float:
    values = np.asarray(sheet, dtype=float)
    return float((values[..., 0] - values[..., 2]).mean())


@pytest.mark.parametrize("text", ["印", "砚秋", "听松斋", "示例之印"])
def test_seals_of_one_to_four_characters_leave_red(text):
    assert redness(pressed(text)) > 3


def test_a_sunk_seal_is_redder_than_a_raised_one():
    assert redness(pressed("砚秋", sunk=True)) > redness(pressed("砚秋")) * 1.3


def test_a_seal_that_does_not_fit_is_refused():
    sheet = Image.new("RGB", (200, 200), "white")

    with pytest.raises(ValueError, match="falls off"):
        seals.press(sheet, "砚秋", (190, 100), 90, random(1))
