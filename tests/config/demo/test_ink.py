import numpy as np
import pytest
from PIL import Image

from config.demo import ink
from config.demo.fields import random


def darkness(sheet: Image.Image) -> float:
    return 255 - float(np.asarray(sheet.convert("L")).mean())


def written(char: str = "山", **more) -> Image.Image:
    sheet = Image.new("RGB", (200, 200), "white")
    ink.write(sheet, char, (100, 100), 150, "running", random(1, "ink"), **more)
    return sheet


def test_a_character_stands_around_its_centre():
    dark = np.argwhere(np.asarray(written().convert("L")) < 90)

    assert np.abs((dark.min(axis=0) + dark.max(axis=0)) / 2 - 100).max() < 12


def test_a_dry_brush_leaves_paper_bare():
    assert darkness(written(dry=1.0)) < darkness(written(dry=0.0)) * 0.9


def test_scale_makes_it_larger():
    assert darkness(written(scale=1.2)) > darkness(written(scale=0.8)) * 1.5


def test_what_the_brush_cannot_write_is_refused():
    with pytest.raises(ValueError, match="cannot write 𠮷"):
        written("𠮷")


def test_a_character_beyond_the_sheet_is_refused():
    sheet = Image.new("RGB", (100, 100), "white")

    with pytest.raises(ValueError, match="falls off"):
        ink.write(sheet, "山", (900, 50), 60, "running", random(1))
