"""Views without people: mountains in mist, a river at dawn, one tree through the year. Pictures are RGB."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from config.demo.fields import Field, Random, cloud, enlarged, picture, ridge

Colour = tuple[int, int, int]
WIDTH, HEIGHT = 3000, 2000


@dataclass(frozen=True)
class Weather:
    """The light of a view: sky from above to the horizon, the far and the near mountains, the sun's colour.

    ``sun`` is where it stands, as shares of width and height; None for an overcast day.
    """

    zenith: Colour
    horizon: Colour
    far: Colour
    near: Colour
    glow: Colour = (255, 226, 180)
    sun: tuple[float, float] | None = None
    mist: float = 0.6
    stars: bool = False


def mountains(
    weather: Weather,
    rng: Random,
    *,
    layers: int = 6,
    horizon: float = 0.42,
    steep: float = 0.26,
    pines: bool = True,
    birds: int = 0,
) -> Image.Image:
    """Ridges behind ridges, each darker and nearer, with mist lying in the valleys."""
    view = _sky(weather, rng, horizon)
    rows = np.arange(HEIGHT, dtype=np.float32)[:, None]
    for layer in range(layers):
        near = layer / max(layers - 1, 1)
        base = HEIGHT * (horizon + (1.02 - horizon) * near**1.25)
        height = HEIGHT * steep * (0.55 + 0.7 * near)
        line = base - height * ridge(rng, WIDTH, 0.46 + 0.06 * near) ** 1.25
        tops = _treetops(rng, size=26 + 60 * (near - 0.7)) if pines and near > 0.7 else None
        _lay_ridge(view, rows, line.astype(np.float32), tops, weather, near)
    image = _grade(view, rng)
    if birds:
        _fly(image, rng, birds)
    return image


def river(
    weather: Weather, rng: Random, *, shore: float = 0.52, reeds: bool = True, boat: bool = False
) -> Image.Image:
    """Hills on the far bank and their reflection, broken by ripples; reeds in front."""
    view = _sky(weather, rng, shore)
    rows = np.arange(HEIGHT, dtype=np.float32)[:, None]
    edge = int(HEIGHT * shore)
    for layer in range(3):
        near = layer / 2
        line = edge - HEIGHT * (0.2 - 0.055 * layer) * ridge(rng, WIDTH, 0.5) ** 1.4 - 4
        tops = _treetops(rng, size=26) * 0.7 if near > 0.9 else None
        _lay_ridge(view[:edge], rows[:edge], line.astype(np.float32), tops, weather, near)
    _reflect(view, edge, rng, weather)
    image = _grade(view, rng)
    if boat:
        _moor(image, rng, edge)
    if reeds:
        _grow_reeds(image, rng, weather.near)
    return image


def _between(first: Sequence[float], second: Sequence[float], share: float) -> Field:
    """The colour at a share of the way from the first to the second."""
    return np.asarray(first, dtype=np.float32) * (1 - share) + np.asarray(second, dtype=np.float32) * share


def _sky(weather: Weather, rng: Random, horizon: float) -> Field:
    """The sky down to the horizon and on, with the sun's halo and thin clouds; shape (height, width, 3)."""
    down = np.clip(np.arange(HEIGHT, dtype=np.float32) / (HEIGHT * max(horizon, 0.05)), 0, 1)[:, None]
    sky = (
        _between(weather.zenith, weather.horizon, 0) * (1 - down**1.1)
        + np.asarray(weather.horizon) * down**1.1
    )
    view = np.repeat(sky[:, None, :].astype(np.float32), WIDTH, axis=1)
    thin = cloud(rng, HEIGHT, WIDTH, (70, 620)) * 0.6 + cloud(rng, HEIGHT, WIDTH, (34, 260)) * 0.4
    veil = np.clip(thin - 0.35, 0, 1.4)[..., None] * 0.16
    view += (np.asarray(weather.glow, dtype=np.float32) - view) * veil
    if weather.stars:
        _light_stars(view, rng, horizon)
    if weather.sun:
        _hang_sun(view, weather.sun[0] * WIDTH, weather.sun[1] * HEIGHT, weather.glow)
    return view


def _hang_sun(view: Field, x: float, y: float, glow: Colour) -> None:
    """The sun or the moon with its halo; the halo is smooth enough to be worked out on an eighth of the points."""
    across = np.arange(0, WIDTH, 8, dtype=np.float32)[None, :] - x
    down = (np.arange(0, HEIGHT, 8, dtype=np.float32)[:, None] - y) * 1.15
    away = np.hypot(across, down)
    halo = enlarged(
        (0.62 * np.exp(-away / 520) + 0.3 * np.exp(-away / 1500)).astype(np.float32), HEIGHT, WIDTH
    )
    view += (np.asarray(glow, dtype=np.float32) - view) * halo[..., None]
    top, left = max(int(y) - 70, 0), max(int(x) - 70, 0)
    part = view[top : int(y) + 70, left : int(x) + 70]
    rows, columns = np.indices(part.shape[:2], dtype=np.float32)
    disc = np.clip((62 - np.hypot(columns + left - x, rows + top - y)) / 3, 0, 1)[..., None]
    part += (np.asarray((255, 250, 238), dtype=np.float32) - part) * disc


def _light_stars(view: Field, rng: Random, horizon: float) -> None:
    """A few hundred small stars, fewer near the horizon."""
    for _ in range(420):
        x, y = int(rng.integers(2, WIDTH - 2)), int(HEIGHT * horizon * rng.uniform(0, 0.85) ** 1.3)
        view[y : y + 2, x : x + 2] += rng.uniform(20, 120)


def _lay_ridge(
    view: Field, rows: Field, line: Field, tops: Field | None, weather: Weather, near: float
) -> None:
    """Paint all below the line (with ``tops`` on it); mist thickens downwards, so that the next ridge stands out."""
    skyline = line if tops is None else line - tops
    top = max(int(skyline.min()) - 1, 0)
    part = view[top:]
    solid = np.clip(rows[top:] - skyline[None, :] + 0.5, 0, 1)[..., None]
    thick = weather.mist * (1 - 0.75 * near)
    fog = np.clip((rows[top:] - line[None, :]) / (HEIGHT * 0.2), 0, 1)[..., None] ** 0.8 * thick
    colour = _between(weather.far, weather.near, near)
    lit = np.asarray(weather.horizon, dtype=np.float32) * 0.94
    part += (colour + (lit - colour) * fog - part) * solid


def _treetops(rng: Random, size: float) -> Field:
    """A jagged edge of firs: triangles of many heights, in pixels above the ridge."""
    tops = np.zeros(WIDTH, dtype=np.float32)
    x = np.arange(WIDTH, dtype=np.float32)
    for _ in range(int(WIDTH / size * 3.2)):
        at, tall = rng.uniform(0, WIDTH), size * rng.gamma(4, 0.28)
        half = tall * rng.uniform(0.2, 0.32)
        low, high = max(int(at - half), 0), min(int(at + half) + 1, WIDTH)
        reach = np.abs(x[low:high] - at) / half
        ragged = 1 - reach + 0.07 * np.sin(reach * 24)
        np.maximum(tops[low:high], tall * ragged, out=tops[low:high])
    return tops


def _reflect(view: Field, edge: int, rng: Random, weather: Weather) -> None:
    """Mirror what stands above the edge into the water, shifted sideways by ripples, darker and bluer."""
    depth = HEIGHT - edge
    distance = np.arange(depth, dtype=np.float32)[:, None]
    ripple = cloud(rng, depth, WIDTH, (7, 190)) * (1.0 + distance / depth * 16)
    ripple += cloud(rng, depth, WIDTH, (22, 420)) * (distance / depth * 18)
    source = np.clip(edge - 1 - distance * (edge / depth) * 0.96 + ripple, 0, edge - 1).astype(np.int32)
    sideways = np.clip(np.arange(WIDTH)[None, :] + ripple * 0.6, 0, WIDTH - 1).astype(np.int32)
    water = view[source, sideways] * 0.9
    tint = np.asarray(weather.zenith, dtype=np.float32)
    view[edge:] = water + (tint - water) * (0.08 + 0.2 * distance / depth)[..., None]
    bank = np.exp(-np.abs(np.arange(HEIGHT, dtype=np.float32) - edge) / 5)[:, None, None]
    view += (np.asarray(weather.horizon, dtype=np.float32) - view) * bank * 0.55
    if weather.sun:
        across = np.arange(WIDTH, dtype=np.float32)[None, :] - weather.sun[0] * WIDTH
        track = np.exp(-((across / (46 + distance * 0.22)) ** 2))
        sparks = np.clip(cloud(rng, depth, WIDTH, (5, 60)) - 0.9 + 0.5 * track, 0, 1) * track
        view[edge:] += (np.asarray(weather.glow, dtype=np.float32) - view[edge:]) * np.clip(
            sparks * 1.5, 0, 0.95
        )[..., None]


def _grade(view: Field, rng: Random) -> Image.Image:
    """Darken the corners a little, add the grain of a sensor, and round to a picture."""
    down = np.linspace(-1, 1, HEIGHT, dtype=np.float32)[:, None] ** 2
    across = np.linspace(-1, 1, WIDTH, dtype=np.float32)[None, :] ** 2
    view *= (1 - 0.13 * (down + across) / 2)[..., None]
    tile = rng.standard_normal((500, 500)).astype(np.float32) * 2.2
    view += np.tile(tile, (HEIGHT // 500, WIDTH // 500))[..., None]
    return picture(view)


def _fly(image: Image.Image, rng: Random, count: int) -> None:
    """A loose flock, far away."""
    pen = ImageDraw.Draw(image)
    x0, y0 = rng.uniform(0.3, 0.6) * WIDTH, rng.uniform(0.14, 0.24) * HEIGHT
    for _ in range(count):
        x, y, wing = x0 + rng.normal(0, 210), y0 + rng.normal(0, 70), rng.uniform(10, 20)
        lift = wing * rng.uniform(0.25, 0.5)
        pen.line([(x - wing, y - lift), (x - wing * 0.4, y - lift * 1.1), (x, y)], fill=(60, 58, 62), width=3)
        pen.line(
            [(x, y), (x + wing * 0.4, y - lift * 1.1), (x + wing, y - lift * 0.9)], fill=(60, 58, 62), width=3
        )


def _moor(image: Image.Image, rng: Random, edge: int) -> None:
    """A small empty boat with its shadow in the water."""
    x, y, half = rng.uniform(0.3, 0.42) * WIDTH, edge + (HEIGHT - edge) * 0.36, 170
    hull = [
        (x - half, y - 26),
        (x - half * 0.7, y + 20),
        (x + half * 0.65, y + 20),
        (x + half * 1.05, y - 34),
    ]
    hull += [(x + half * 0.7, y - 16), (x - half * 0.6, y - 14)]
    layer = Image.new("L", image.size, 0)
    ImageDraw.Draw(layer).polygon([(a, 2 * y + 34 - b) for a, b in hull], fill=120)
    image.paste((34, 34, 38), (0, 0), layer.filter(ImageFilter.GaussianBlur(9)))
    pen = ImageDraw.Draw(image)
    pen.polygon(hull, fill=(40, 34, 32))
    pen.line(
        [(x - half, y - 26), (x - half * 0.6, y - 14), (x + half * 0.7, y - 16), (x + half * 1.05, y - 34)],
        fill=(96, 80, 68),
        width=6,
    )


def _grow_reeds(image: Image.Image, rng: Random, colour: Colour) -> None:
    """Reeds in the lower corners, slightly out of focus, darker than all else."""
    layer = Image.new("L", image.size, 0)
    pen = ImageDraw.Draw(layer)
    for _ in range(95):
        side = rng.choice((-1, 1), p=(0.62, 0.38))
        x = WIDTH * (0.0 if side < 0 else 1.0) - side * abs(rng.normal(0, 230))
        tall, lean = (
            rng.uniform(260, 820) * np.exp(-abs(x - (0 if side < 0 else WIDTH)) / 900),
            rng.normal(0.12, 0.16),
        )
        points = [(x + lean * tall * t**2, HEIGHT + 10 - tall * t) for t in np.linspace(0, 1, 14)]
        pen.line(points, fill=235, width=int(rng.integers(4, 9)))
        if rng.uniform() < 0.35:
            px, py = points[-1]
            pen.ellipse((px - 9, py - 62, px + 9, py + 30), fill=235)
    dark = tuple(int(value * 0.55) for value in colour)
    image.paste(dark, (0, 0), layer.filter(ImageFilter.GaussianBlur(2.2)))
