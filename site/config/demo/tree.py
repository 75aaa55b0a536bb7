"""One old tree on a rise, drawn in the four seasons: the same branches, other leaves and another light."""

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from config.demo.fields import Random, cloud, picture, ridge

Colour = tuple[int, int, int]
WIDTH, HEIGHT = 3000, 2000


@dataclass(frozen=True)
class Season:
    """The sky above and below, the ground, the leaves' colours, how full the crown is, what lies or falls."""

    sky: tuple[Colour, Colour]
    ground: tuple[Colour, Colour]
    leaves: tuple[Colour, ...]
    fullness: float
    falling: int = 0
    fallen: int = 0
    snow: bool = False


SPRING = Season(
    ((176, 206, 222), (240, 236, 222)),
    ((150, 176, 118), (96, 128, 80)),
    ((176, 196, 104), (200, 214, 130), (146, 176, 88), (236, 224, 196)),
    0.55,
)
SUMMER = Season(
    ((112, 168, 208), (226, 236, 228)),
    ((92, 142, 86), (50, 96, 62)),
    ((58, 112, 62), (80, 136, 72), (42, 88, 54), (112, 160, 84)),
    1.0,
)
AUTUMN = Season(
    ((196, 206, 210), (246, 232, 202)),
    ((190, 166, 104), (138, 112, 66)),
    ((228, 178, 48), (240, 200, 84), (206, 148, 36), (214, 160, 62)),
    0.85,
    46,
    1500,
)
WINTER = Season(((186, 196, 206), (232, 234, 236)), ((240, 242, 244), (206, 214, 222)), (), 0.0, 420, 0, True)


def draw(season: Season, rng: Random, shape: Random) -> Image.Image:
    """The tree in the season. ``shape`` grows the branches: give it the same seed for every season of a set."""
    scene = _air(season, rng)
    pen = ImageDraw.Draw(scene)
    branches: list[tuple[float, float, float, float, float]] = []
    _grow(branches, shape, WIDTH * 0.56, HEIGHT * 0.85, 352.0, -np.pi / 2 + 0.03, 82.0)
    tips = [(x2, y2) for _x1, _y1, x2, y2, thick in branches if thick < 11]
    if season.fullness:
        _leaf(scene, season, rng, tips, share=0.45, dim=0.74)
    for x1, y1, x2, y2, thick in branches:
        wood = (74, 62, 54) if thick > 20 else (88, 76, 68)
        pen.line([(x1, y1), (x2, y2)], fill=wood, width=max(2, round(thick)))
        pen.ellipse((x2 - thick / 2.1, y2 - thick / 2.1, x2 + thick / 2.1, y2 + thick / 2.1), fill=wood)
        if season.snow and thick > 3 and abs(x2 - x1) > abs(y2 - y1) * 0.45:
            lift = thick / 2
            pen.line(
                [(x1, y1 - lift), (x2, y2 - lift)], fill=(246, 248, 250), width=max(2, round(thick * 0.42))
            )
    if season.fullness:
        _leaf(scene, season, rng, tips, share=0.55, dim=1.0)
    _scatter(scene, season, rng)
    return scene


def _air(season: Season, rng: Random) -> Image.Image:
    """Sky, two far ridges, the rise that the tree stands on."""
    down = np.linspace(0, 1, HEIGHT, dtype=np.float32)[:, None, None]
    above, below = (np.asarray(colour, dtype=np.float32) for colour in season.sky)
    view = np.repeat(above + (below - above) * np.clip(down * 1.35, 0, 1), WIDTH, axis=1)
    veil = np.clip(cloud(rng, HEIGHT, WIDTH, (120, 560)), 0, 2)[..., None] * 0.1
    view += (255 - view) * veil
    rows = np.arange(HEIGHT, dtype=np.float32)[:, None]
    near, far = (np.asarray(colour, dtype=np.float32) for colour in season.ground)
    for share, height in ((0.72, 0.14), (0.78, 0.07)):
        line = HEIGHT * share - HEIGHT * height * ridge(rng, WIDTH, 0.44)
        hill = (far * 0.5 + below * 0.5) if height > 0.1 else (far * 0.75 + below * 0.25)
        view += (hill - view) * np.clip(rows - line[None, :], 0, 1)[..., None]
    rise = HEIGHT * (0.86 - 0.05 * np.exp(-(((np.arange(WIDTH) / WIDTH - 0.56) / 0.4) ** 2)))
    below_rise = np.clip(rows - rise[None, :].astype(np.float32), 0, None)
    slope = np.clip(below_rise / (HEIGHT * 0.2), 0, 1)[..., None]
    texture = cloud(rng, HEIGHT, WIDTH, (5, 16))[..., None] * (2.5 if season.snow else 7)
    view += (near + (far - near) * slope + texture - view) * np.clip(below_rise, 0, 1)[..., None]
    shade = np.exp(
        -(((np.arange(WIDTH)[None, :] / WIDTH - 0.6) / 0.17) ** 2) - ((rows / HEIGHT - 0.868) / 0.028) ** 2
    )
    view *= (1 - 0.3 * shade)[..., None]
    view += rng.standard_normal((HEIGHT, WIDTH, 1)).astype(np.float32) * 1.8
    return picture(view)


def _grow(
    branches: list[tuple[float, float, float, float, float]],
    rng: Random,
    x: float,
    y: float,
    length: float,
    turn: float,
    thick: float,
) -> None:
    """Add this branch, in short bent pieces, then the two or three that spring from its end."""
    pieces = 5
    for _piece in range(pieces):
        turn += rng.normal(0, 0.07)
        x2, y2 = x + length / pieces * np.cos(turn), y + length / pieces * np.sin(turn)
        branches.append((x, y, x2, y2, thick))
        x, y, thick = x2, y2, thick * 0.94
    if length < 40 or thick < 2.2:
        return
    forks = 3 if rng.uniform() < 0.38 else 2
    for fork in range(forks):
        spread = (fork - (forks - 1) / 2) * rng.uniform(0.5, 0.85) + rng.normal(0, 0.12)
        # Branches strive upwards again, the thin ones less.
        lift = 0.1 * np.sin(-np.pi / 2 - (turn + spread))
        share = rng.uniform(0.7, 0.84)
        _grow(branches, rng, x, y, length * share, turn + spread + lift, thick * rng.uniform(0.62, 0.74))


def _leaf(
    scene: Image.Image,
    season: Season,
    rng: Random,
    tips: list[tuple[float, float]],
    *,
    share: float,
    dim: float,
) -> None:
    """Leaves around the tips; the lit ones up and to the left are brighter. ``dim`` darkens those behind."""
    pen = ImageDraw.Draw(scene)
    places = np.asarray(tips)
    top, bottom = places[:, 1].min(), places[:, 1].max()
    count = int(len(places) * 9 * season.fullness * share)
    chosen = places[rng.integers(0, len(places), count)] + rng.normal(0, 26, (count, 2))
    for x, y in chosen[np.argsort(-chosen[:, 1])]:
        base = season.leaves[int(rng.integers(len(season.leaves)))]
        light = dim * (1.1 - 0.26 * (y - top) / max(bottom - top, 1)) * rng.uniform(0.88, 1.1)
        colour = tuple(min(255, int(value * light)) for value in base)
        size = rng.uniform(6, 13)
        turn = rng.uniform(0, np.pi)
        dx, dy = size * np.cos(turn), size * np.sin(turn)
        pen.polygon(
            [(x - dx, y - dy), (x + dy * 0.5, y - dx * 0.5), (x + dx, y + dy), (x - dy * 0.5, y + dx * 0.5)],
            fill=colour,
        )


def _scatter(scene: Image.Image, season: Season, rng: Random) -> None:
    """Leaves or snow in the air, leaves on the ground."""
    pen = ImageDraw.Draw(scene)
    for _ in range(season.fallen):
        x, y = rng.normal(0.56, 0.15) * WIDTH, HEIGHT * rng.uniform(0.832, 0.99)
        size = 5 + 9 * (y / HEIGHT - 0.82) / 0.17
        base = season.leaves[int(rng.integers(len(season.leaves)))]
        pen.ellipse((x - size, y - size * 0.4, x + size, y + size * 0.4), fill=base)
    soft = Image.new("L", scene.size, 0)
    flakes = ImageDraw.Draw(soft)
    for _ in range(season.falling):
        x, y = rng.uniform(0, WIDTH), rng.uniform(0, HEIGHT * 0.97)
        if season.snow:
            size = rng.gamma(2, 2.4) + 2
            flakes.ellipse((x - size, y - size, x + size, y + size), fill=220)
        else:
            x = rng.normal(0.56, 0.2) * WIDTH
            base = season.leaves[int(rng.integers(len(season.leaves)))]
            pen.ellipse((x - 11, y - 5, x + 11, y + 5), fill=base)
    scene.paste((250, 251, 253), (0, 0), soft.filter(ImageFilter.GaussianBlur(2.4)))
