import numpy as np

from config.demo import tree
from config.demo.fields import random


def test_a_tree_in_autumn_is_gold_before_a_pale_sky():
    image = tree.draw(tree.AUTUMN, random(1, "air"), random(7, "old tree"))

    colours = np.asarray(image, dtype=float)
    crown = colours[500:1000, 1200:2200].reshape(-1, 3).mean(axis=0)
    sky = colours[50:250, 100:600].reshape(-1, 3).mean(axis=0)
    assert image.size == (tree.WIDTH, tree.HEIGHT)
    assert crown[0] - crown[2] > sky[0] - sky[2] + 40
