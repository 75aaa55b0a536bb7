import numpy as np
from PIL import Image

from config.demo import calligraphy, paper
from config.demo.calligraphy import Piece
from config.demo.fields import random

SMALL = Piece((300, 400), ("白日依", "山尽"), "running", paper.RAW, "砚秋", stamps=(("砚秋", True),))


def test_a_sheet_is_written_from_the_right():
    image = calligraphy.draw(SMALL, random(1, "small"))

    dark = np.asarray(image.convert("L")) < 90
    columns = [dark[:, 185:].sum(), dark[:, 90:185].sum(), dark[:, :90].sum()]
    assert image.size == (300, 400)
    assert columns == sorted(columns, reverse=True)


def test_the_same_seed_gives_the_same_sheet():
    first, again = (calligraphy.draw(SMALL, random(5, "small")).tobytes() for _ in range(2))

    assert first == again


def test_a_fan_is_round_on_its_mount():
    fan = Piece((400, 400), ("梅",), "running", paper.INDIGO, round_fan=True, margins=(0.3, 0.3, 0.3))

    image = calligraphy.draw(fan, random(1, "fan")).convert("L")

    assert image.getpixel((8, 8)) > 200
    assert image.getpixel((200, 60)) < 100


def test_a_scan_is_a_jpeg_of_three_hundred_dots_to_the_inch(tmp_path):
    path = calligraphy.save(calligraphy.draw(SMALL, random(1, "small")), tmp_path / "scan.jpg")

    with Image.open(path) as scan:
        assert (scan.format, scan.size, scan.info["dpi"]) == ("JPEG", (300, 400), (300, 300))
