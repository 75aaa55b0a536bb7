import numpy as np
import pytest

from config.demo import paper
from config.demo.fields import random


@pytest.mark.parametrize("kind", [paper.RAW, paper.OLD, paper.GOLD, paper.RED, paper.INDIGO, paper.SILK])
def test_a_sheet_has_the_colour_of_its_paper(kind):
    made = paper.sheet(kind, 240, 320, random(1, "sheet"))

    middle = np.asarray(made.crop((60, 80, 180, 240))).reshape(-1, 3)
    assert made.size == (240, 320)
    assert np.abs(np.median(middle, axis=0) - np.array(kind.colour)).max() < 12


def test_the_same_seed_gives_the_same_sheet():
    first, again = (paper.sheet(paper.GOLD, 200, 200, random(3, "a")).tobytes() for _ in range(2))

    assert first == again
