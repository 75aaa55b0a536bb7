"""The paper that calligraphy is written on: a size by its name, from the real measures."""

# In centimetres, the long side first; what suppliers cut differs by one or two.
SIZES = {
    "三尺整张": (100, 55),
    "三尺对开": (100, 27),
    "三尺斗方": (55, 50),
    "四尺整张": (138, 69),
    "四尺对开": (138, 34),
    "四尺斗方": (69, 69),
    "四尺三开": (69, 46),
    "四尺四开": (69, 34),
    "四尺六开": (46, 34),
    "四尺八开": (35, 34),
    "五尺整张": (153, 84),
    "五尺对开": (153, 42),
    "五尺斗方": (84, 77),
    "小六尺": (180, 69),
    "六尺整张": (180, 97),
    "六尺对开": (180, 49),
    "六尺斗方": (97, 90),
    "六尺三开": (97, 60),
    "七尺": (238, 129),
    "八尺整张": (248, 129),
    "八尺屏": (234, 53),
    "八尺斗方": (124, 124),
    "丈二": (367, 144),
}
NEAR = 2  # centimetres, each way


def named(height: float, width: float) -> str:
    """The size that both measures are within two centimetres of, the nearest of several; empty for none."""
    long, short = max(height, width), min(height, width)
    apart = {name: (abs(long - high), abs(short - low)) for name, (high, low) in SIZES.items()}
    near = [name for name, both in apart.items() if max(both) <= NEAR]
    return min(near, key=lambda name: sum(apart[name]), default="")


def orientation(height: float, width: float) -> str:
    """竖式 where it is higher than wide, 横式 where wider; 方形 within the two centimetres."""
    if abs(height - width) <= NEAR:
        return "方形"
    return "竖式" if height > width else "横式"
