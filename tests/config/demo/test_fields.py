import numpy as np

from config.demo import fields


def test_the_same_names_give_the_same_numbers():
    first = fields.random(1, "tower", "1").integers(0, 1000, 8)
    again = fields.random(1, "tower", "1").integers(0, 1000, 8)
    other = fields.random(1, "tower", "2").integers(0, 1000, 8)

    assert first.tolist() == again.tolist()
    assert first.tolist() != other.tolist()


def test_clouds_have_their_shape_and_measure():
    field = fields.cloud(fields.random(1), 60, 90, 12)

    assert field.shape == (60, 90)
    assert abs(float(field.mean())) < 1e-4
    assert abs(float(field.std()) - 1) < 1e-4


def test_a_skyline_runs_from_nought_to_one():
    line = fields.ridge(fields.random(1), 500, 0.5)

    assert (line.shape, line.min(), line.max()) == ((500,), 0, 1)


def test_tiles_cover_what_is_no_multiple_of_them():
    tile = np.arange(4, dtype=np.float32).reshape(2, 2)

    assert fields.tiled(tile, 3, 3).tolist() == [[0, 1, 0], [2, 3, 2], [0, 1, 0]]


def test_values_outside_the_range_are_cut():
    image = fields.picture(np.array([[[-20.0, 128.0, 999.0]]]))

    assert image.getpixel((0, 0)) == (0, 128, 255)
