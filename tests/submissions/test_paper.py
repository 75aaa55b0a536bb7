"""Paper sizes are told from the measures, either way round, within two centimetres."""

import pytest

from submissions.paper import named, orientation


@pytest.mark.parametrize(
    ("height", "width", "name", "way"),
    [
        (138, 69, "四尺整张", "竖式"),
        (67.5, 136.2, "四尺整张", "横式"),
        (140, 71, "四尺整张", "竖式"),
        (140.5, 69, "", "竖式"),
        (69, 69, "四尺斗方", "方形"),
        (69, 68, "四尺斗方", "方形"),
        (180, 97, "六尺整张", "竖式"),
        (180, 69, "小六尺", "竖式"),
        (35, 34, "四尺八开", "方形"),
        (367, 144, "丈二", "竖式"),
        (20, 20, "", "方形"),
    ],
)
def test_size_and_orientation(height: float, width: float, name: str, way: str) -> None:
    assert (named(height, width), orientation(height, width)) == (name, way)
