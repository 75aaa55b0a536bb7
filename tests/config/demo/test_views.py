import numpy as np

from config.demo import photographs, views
from config.demo.fields import random


def brightness(image, top: float, bottom: float) -> float:
    rows = np.asarray(image.convert("L"))
    return float(rows[int(len(rows) * top) : int(len(rows) * bottom)].mean())


def test_mountains_are_dark_below_a_light_sky():
    view = views.mountains(photographs.NOON, random(1, "noon"), layers=3)

    assert view.size == (views.WIDTH, views.HEIGHT)
    assert brightness(view, 0.25, 0.4) > brightness(view, 0.9, 1.0) + 60


def test_the_water_mirrors_the_far_bank():
    view = views.river(photographs.MIST, random(1, "river"), reeds=False)

    above, below = brightness(view, 0.47, 0.515), brightness(view, 0.525, 0.57)
    assert abs(above - below) < 25
    assert brightness(view, 0.9, 1.0) > below
