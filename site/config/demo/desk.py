"""Still lifes of a study: window light on a wall, a cup from above, books and a brush, an open notebook."""

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from config.demo.fields import Field, Random, cloud, picture

Colour = tuple[int, int, int]
WIDTH, HEIGHT = 3000, 2000
SIZE = (WIDTH, HEIGHT)


def window_light(rng: Random) -> Image.Image:
    """Late sun through a lattice on a plain wall, with the shadow of bamboo."""
    wall = _plaster(rng, (214, 202, 182))
    light = Image.new("L", SIZE, 0)
    pen = ImageDraw.Draw(light)
    for column in range(3):
        for row in range(3):
            x, y = 900 + column * 430, 230 + row * 470
            slant = -0.24
            corners = [(x, y), (x + 360, y + 360 * slant), (x + 360, y + 400 + 360 * slant), (x, y + 400)]
            pen.polygon([(a, b + 220) for a, b in corners], fill=255)
    leaves = Image.new("L", SIZE, 0)
    shadow = ImageDraw.Draw(leaves)
    for stem in range(4):
        _bamboo(shadow, rng, 1500 + stem * 300 + rng.normal(0, 40), 2050, lean=rng.normal(-0.16, 0.06))
    soft = np.asarray(light.filter(ImageFilter.GaussianBlur(11)), dtype=np.float32) / 255
    shade = np.asarray(leaves.filter(ImageFilter.GaussianBlur(8)), dtype=np.float32) / 255
    sun = soft * (1 - 0.72 * shade) * (1 + 0.05 * cloud(rng, HEIGHT, WIDTH, 500))
    ambient = 0.5 + 0.1 * np.linspace(0, 1, WIDTH, dtype=np.float32)[None, :] - 0.05 * shade
    warm = np.asarray((1.0, 0.9, 0.7), dtype=np.float32)
    cool = np.asarray((0.94, 0.97, 1.0), dtype=np.float32)
    return picture(wall * (ambient[..., None] * cool + 0.62 * sun[..., None] * warm))


def tea(rng: Random) -> Image.Image:
    """A white cup of tea from above on a dark wooden table."""
    table = _wood(rng, (96, 66, 46))
    x, y, radius = 1720.0, 1010.0, 520.0
    table = _shadow(table, lambda pen: pen.ellipse((x - 760, y - 690, x + 860, y + 960), fill=255), 90, 0.62)
    image = picture(table)
    _disc(image, (x, y), 780, (226, 220, 208), (198, 190, 176))
    _disc(image, (x, y), 690, (214, 207, 194), (232, 227, 216))
    rim = _shadow(
        np.asarray(image, dtype=np.float32),
        lambda pen: pen.ellipse((x - 520, y - 480, x + 640, y + 640), fill=255),
        46,
        0.4,
    )
    image = picture(rim)
    _disc(image, (x, y), radius + 26, (252, 249, 242), (232, 227, 216))
    _disc(image, (x, y), radius - 6, (206, 198, 182), (238, 233, 222))
    _disc(image, (x, y), radius - 46, (176, 116, 44), (112, 62, 18))
    glint = Image.new("L", SIZE, 0)
    pen = ImageDraw.Draw(glint)
    pen.arc((x - 430, y - 430, x + 430, y + 430), 196, 262, fill=210, width=26)
    pen.ellipse((x - 190, y - 250, x - 20, y - 170), fill=120)
    image.paste((255, 240, 206), (0, 0), glint.filter(ImageFilter.GaussianBlur(13)))
    leaf = ImageDraw.Draw(image)
    for _ in range(5):
        turn, away = rng.uniform(0, 2 * np.pi), rng.uniform(60, 380)
        _tea_leaf(leaf, x + away * np.cos(turn), y + away * np.sin(turn), rng)
    return _light_from_left(image, rng)


def books(rng: Random) -> Image.Image:
    """A stack of old books on a table against a dim wall; a brush lies across the top."""
    wall = _plaster(rng, (120, 122, 116)) * np.linspace(1.1, 0.62, WIDTH, dtype=np.float32)[None, :, None]
    floor = 1560
    wall[floor:] = (
        _wood(rng, (112, 80, 56))[floor:]
        * np.linspace(0.85, 1.05, HEIGHT - floor, dtype=np.float32)[:, None, None]
    )
    scene = _shadow(
        wall,
        lambda pen: pen.polygon([(900, 1600), (2350, 1600), (2760, 1780), (1080, 1780)], fill=255),
        60,
        0.62,
    )
    image = picture(scene)
    pen = ImageDraw.Draw(image)
    covers: list[Colour] = [
        (42, 58, 82),
        (132, 108, 74),
        (58, 74, 66),
        (96, 52, 44),
        (166, 148, 116),
        (50, 52, 60),
    ]
    bottom = 1600
    for index, cover in enumerate(covers):
        thick, half = int(rng.integers(118, 178)), int(rng.integers(560, 690) - index * 26)
        shift = int(rng.normal(0, 34))
        _book(pen, 1600 + shift, bottom, half, thick, cover, rng)
        bottom -= thick
    _brush(image, 1030, bottom - 24, 2180, bottom - 58)
    return _light_from_left(image, rng)


def notebook(rng: Random) -> Image.Image:
    """An open notebook with ruled lines and a pen, from above; nothing legible is written in it."""
    table = _wood(rng, (176, 138, 98))
    table = _shadow(table, lambda pen: pen.rectangle((520, 330, 2560, 1790), fill=255), 60, 0.5)
    image = picture(table)
    pen = ImageDraw.Draw(image)
    pen.rounded_rectangle((450, 250, 2510, 1720), 24, fill=(66, 54, 48))
    for sheet in range(5):
        pen.rounded_rectangle(
            (478 + sheet * 3, 276 + sheet * 2, 2482 - sheet * 3, 1694 - sheet * 2),
            14,
            fill=(238 - sheet, 231 - sheet, 214 - sheet),
        )
    for line in range(15):
        y = 420 + line * 82
        pen.line([(560, y), (1410, y)], fill=(196, 188, 172), width=3)
        pen.line([(1560, y), (2400, y)], fill=(196, 188, 172), width=3)
        if line < 11:
            _scribble(pen, 575, y - 12, rng, length=int(rng.uniform(0.62, 0.97) * 820) if line != 6 else 300)
    fold = np.exp(-np.abs(np.arange(WIDTH, dtype=np.float32) - 1480) / 60)[None, :, None]
    page = np.asarray(image, dtype=np.float32)
    page[276:1694] *= 1 - 0.3 * fold
    page = _shadow(page, lambda draw: draw.line([(1790, 1500), (2450, 760)], fill=255, width=60), 22, 0.5)
    image = picture(page)
    pen = ImageDraw.Draw(image)
    pen.line([(1760, 1470), (2420, 730)], fill=(34, 34, 38), width=52)
    pen.line([(1748, 1462), (2408, 722)], fill=(98, 98, 104), width=9)
    pen.line([(2010, 1190), (2034, 1163)], fill=(196, 164, 96), width=54)
    pen.polygon([(1738, 1452), (1782, 1490), (1690, 1552)], fill=(196, 164, 96))
    return _light_from_left(image, rng)


def _plaster(rng: Random, colour: Colour) -> Field:
    """A limewashed wall, uneven at three scales; shape (height, width, 3)."""
    relief = (
        cloud(rng, HEIGHT, WIDTH, 500) * 2.6
        + cloud(rng, HEIGHT, WIDTH, 60) * 1.6
        + cloud(rng, HEIGHT, WIDTH, 5) * 2.2
    )
    wall: Field = np.asarray(colour, dtype=np.float32) + relief[..., None]
    return wall


def _wood(rng: Random, colour: Colour) -> Field:
    """Planks with grain that runs across the picture."""
    grain = cloud(rng, HEIGHT, WIDTH, (7, 900)) * 6 + cloud(rng, HEIGHT, WIDTH, (3, 260)) * 4
    waves = np.sin(cloud(rng, HEIGHT, WIDTH, (150, 1500)) * 9) * 4
    wood: Field = np.asarray(colour, dtype=np.float32) + (grain + waves)[..., None] * np.asarray(
        (1, 0.85, 0.7), dtype=np.float32
    )
    for y in (460, 1130, 1720):
        wood[y : y + 5] *= 0.6
    return wood


def _shadow(scene: Field, shape: "object", blur: float, depth: float) -> Field:
    """Darken the scene where the shape falls, softly."""
    mask = Image.new("L", (WIDTH // 4, HEIGHT // 4), 0)
    large = Image.new("L", SIZE, 0)
    shape(ImageDraw.Draw(large))  # type: ignore[operator]
    mask = (
        large.resize(mask.size)
        .filter(ImageFilter.GaussianBlur(blur / 4))
        .resize(SIZE, Image.Resampling.BICUBIC)
    )
    dark: Field = scene * (1 - depth * np.asarray(mask, dtype=np.float32)[..., None] / 255)
    return dark


def _disc(
    image: Image.Image, centre: tuple[float, float], radius: float, inner: Colour, outer: Colour
) -> None:
    """A round surface that shades from the upper left to the lower right, with a smooth edge."""
    x, y = centre
    box = (int(x - radius - 2), int(y - radius - 2), int(x + radius + 2), int(y + radius + 2))
    across = np.arange(box[2] - box[0], dtype=np.float32)[None, :] + box[0] - x
    down = np.arange(box[3] - box[1], dtype=np.float32)[:, None] + box[1] - y
    away = np.hypot(across, down)
    share = np.clip((across * 0.6 + down * 0.8) / radius * 0.5 + 0.5, 0, 1)[..., None]
    colour = np.asarray(inner, dtype=np.float32) * (1 - share) + np.asarray(outer, dtype=np.float32) * share
    cover = Image.fromarray((np.clip(radius - away, 0, 1) * 255).astype(np.uint8))
    image.paste(picture(colour), box[:2], cover)


def _bamboo(pen: ImageDraw.ImageDraw, rng: Random, x: float, y: float, lean: float) -> None:
    """A stem with pointed leaves in bunches, as a flat shadow."""
    points = [(x + lean * 1900 * t, y - 1900 * t) for t in np.linspace(0, 1, 12)]
    pen.line(points, fill=220, width=17)
    for px, py in points[3:]:
        for _ in range(int(rng.integers(3, 7))):
            turn, long = rng.normal(0.9, 0.55), rng.uniform(150, 290)
            side = rng.choice((-1, 1))
            tip = (px + side * long * np.sin(turn), py + long * np.cos(turn) * 0.9)
            middle = ((px * 0.55 + tip[0] * 0.45), (py * 0.55 + tip[1] * 0.45))
            nx, ny = (tip[1] - py) / long * 17, -(tip[0] - px) / long * 17
            pen.polygon(
                [(px, py), (middle[0] + nx, middle[1] + ny), tip, (middle[0] - nx, middle[1] - ny)], fill=255
            )


def _tea_leaf(pen: ImageDraw.ImageDraw, x: float, y: float, rng: Random) -> None:
    """A leaf that has opened in hot water."""
    turn, long = rng.uniform(0, np.pi), rng.uniform(34, 62)
    dx, dy = long * np.cos(turn), long * np.sin(turn)
    pen.polygon(
        [(x - dx, y - dy), (x + dy * 0.26, y - dx * 0.26), (x + dx, y + dy), (x - dy * 0.26, y + dx * 0.26)],
        fill=(64, 56, 22),
    )


def _book(
    pen: ImageDraw.ImageDraw, x: int, bottom: int, half: int, thick: int, cover: Colour, rng: Random
) -> None:
    """A book lying flat, seen from its long side: two boards and the block of pages, lit from the left."""
    top = bottom - thick
    pen.rectangle((x - half + 14, top + 10, x + half - 14, bottom - 10), fill=(222, 210, 184))
    for line in range(top + 14, bottom - 12, 7):
        tone = int(rng.integers(-16, 6))
        pen.line(
            [(x - half + 14, line), (x + half - 14, line)], fill=(214 + tone, 200 + tone, 172 + tone), width=2
        )
    pen.rounded_rectangle(
        (x - half, top, x + half, top + 15), 6, fill=tuple(min(255, value + 22) for value in cover)
    )
    pen.rounded_rectangle((x - half, bottom - 15, x + half, bottom), 6, fill=cover)
    pen.rounded_rectangle(
        (x - half - 8, top, x - half + 30, bottom), 12, fill=tuple(min(255, value + 12) for value in cover)
    )


def _brush(image: Image.Image, x1: int, y1: int, x2: int, y2: int) -> None:
    """A writing brush lying from the left to the right, its tip to the right."""
    pen = ImageDraw.Draw(image)
    pen.line([(x1, y1), (x2, y2)], fill=(126, 92, 52), width=30)
    pen.line([(x1, y1 - 8), (x2, y2 - 8)], fill=(182, 146, 96), width=8)
    pen.line([(x2, y2), (x2 + 54, y2 - 2)], fill=(44, 34, 30), width=38)
    pen.polygon(
        [
            (x2 + 54, y2 - 24),
            (x2 + 130, y2 - 20),
            (x2 + 250, y2 + 2),
            (x2 + 130, y2 + 16),
            (x2 + 54, y2 + 18),
        ],
        fill=(226, 214, 190),
    )
    pen.polygon([(x2 + 150, y2 - 14), (x2 + 250, y2 + 2), (x2 + 150, y2 + 12)], fill=(58, 50, 48))


def _scribble(pen: ImageDraw.ImageDraw, x: int, y: int, rng: Random, *, length: int) -> None:
    """A line that looks like handwriting from afar and says nothing."""
    at = x
    while at < x + length:
        for _ in range(int(rng.integers(3, 6))):
            x1, y1 = at + rng.uniform(0, 34), y - rng.uniform(0, 38)
            turn = rng.choice((0.05, 1.45, 0.8, -0.8))
            long = rng.uniform(10, 26)
            pen.line(
                [(x1, y1), (x1 + long * np.cos(turn), y1 + long * np.sin(turn))], fill=(52, 56, 78), width=4
            )
        at += 44 if rng.uniform() > 0.12 else 66


def _light_from_left(image: Image.Image, rng: Random) -> Image.Image:
    """Soft light that falls off to the right and below, and a sensor's grain."""
    field = np.asarray(image, dtype=np.float32)
    across = np.linspace(1.1, 0.72, WIDTH, dtype=np.float32)[None, :]
    down = np.linspace(1.04, 0.88, HEIGHT, dtype=np.float32)[:, None]
    tile = np.tile(rng.standard_normal((500, 500)).astype(np.float32) * 2.4, (HEIGHT // 500, WIDTH // 500))
    return picture(field * (across * down)[..., None] + tile[..., None])
