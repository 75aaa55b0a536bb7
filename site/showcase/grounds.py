"""The colour that a picture's box shows until the picture has come: of 64, the nearest to the picture's commonest.

The content policy allows no style attributes, so each is a class of ``grounds.css``: ``c`` with the tint and the
lightness. Steps in red, green and blue would turn the cream of paper into grey or lemon; these are the tints that ink,
paper, brick, leaves and sky have.
"""

from colorsys import hls_to_rgb
from functools import lru_cache

Colour = tuple[int, int, int]

#: Hue in degrees and saturation: grey, paper, brick, ochre, leaf, water, sky, plum.
TINTS = ((0, 0.0), (42, 0.35), (8, 0.4), (38, 0.65), (100, 0.25), (180, 0.25), (215, 0.4), (300, 0.2))
LIGHTNESSES = (0.08, 0.2, 0.32, 0.44, 0.56, 0.68, 0.8, 0.92)


def _mixed(hue: float, lightness: float, saturation: float) -> Colour:
    red, green, blue = hls_to_rgb(hue / 360, lightness, saturation)
    return round(red * 255), round(green * 255), round(blue * 255)


GROUNDS: dict[str, Colour] = {
    f"c{tint}{step}": _mixed(hue, lightness, saturation)
    for tint, (hue, saturation) in enumerate(TINTS)
    for step, lightness in enumerate(LIGHTNESSES)
}


@lru_cache(maxsize=4096)
def nearest(colour: str) -> str:
    """The class for ``#rrggbb``. A wrong tint is worse than a wrong lightness: white is no lilac."""
    wanted = (int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16))
    return min(GROUNDS, key=lambda name: _distance(GROUNDS[name], wanted))


def _distance(one: Colour, other: Colour) -> int:
    red, green, blue = (a - b for a, b in zip(one, other, strict=True))
    return red**2 + green**2 + blue**2 + 2 * ((red - green) ** 2 + (green - blue) ** 2)


def stylesheet() -> str:
    """What ``grounds.css`` holds; letters (a picture's alternative text) are white or black, as can be read."""
    lines = [
        f".{name} {{ background-color: #{red:02x}{green:02x}{blue:02x}; "
        f"color: {'#fff' if 299 * red + 587 * green + 114 * blue < 128_000 else '#000'}; }}"
        for name, (red, green, blue) in GROUNDS.items()
    ]
    head = "/* Until a picture has come its box shows a colour near its commonest; made by showcase/grounds.py. */"
    return "\n".join([head, "", *lines, ""])
