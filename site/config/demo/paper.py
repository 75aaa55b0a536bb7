"""Paper to write on: raw xuan, old xuan, gold-flecked, indigo. Pictures are RGB."""

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from config.demo.fields import Field, Random, cloud, enlarged, tiled


@dataclass(frozen=True)
class Paper:
    """A kind of paper: its colour, how strong its fibres and clouds are, the share of gold flecks."""

    name: str
    colour: tuple[int, int, int]
    fibre: float = 1.0
    cloud: float = 1.0
    flecks: float = 0.0


RAW = Paper("生宣", (243, 238, 226))
OLD = Paper("仿古宣", (226, 208, 172), fibre=1.3, cloud=1.8)
GOLD = Paper("洒金宣", (236, 221, 186), flecks=1.0)
RED = Paper("洒金红宣", (176, 58, 44), fibre=0.7, cloud=1.2, flecks=1.2)
INDIGO = Paper("瓷青笺", (36, 46, 66), fibre=0.6, cloud=1.0, flecks=0.35)
SILK = Paper("熟绢", (222, 206, 172), fibre=0.2, cloud=1.0)
TILE = 1024
COARSE = 8


def sheet(paper: Paper, width: int, height: int, rng: Random) -> Image.Image:
    """A sheet of the paper, ``width`` × ``height`` pixels, with fibres, clouds, age at the edges, flecks."""
    small = (height // COARSE, width // COARSE)
    edge = 0.05 * min(small)
    light = cloud(rng, *small, max(small) / 6) * 1.6 * paper.cloud
    light += cloud(rng, *small, 90 / COARSE) * 0.9 * paper.cloud
    down = np.minimum(np.arange(small[0]), np.arange(small[0])[::-1])[:, None] / edge
    across = np.minimum(np.arange(small[1]), np.arange(small[1])[::-1])[None, :] / edge
    light -= (np.exp(-down) + np.exp(-across)).astype(np.float32) * 4.5
    light = enlarged(light, height, width) + tiled(_grain(paper, rng), height, width)
    warmth = enlarged(cloud(rng, *small, max(small) / 4) * 1.2 * paper.cloud, height, width)
    coloured = np.empty((height, width, 3), dtype=np.uint8)
    for channel, (value, share) in enumerate(zip(paper.colour, (0.3, 0, -0.9), strict=True)):
        coloured[..., channel] = np.clip(light + warmth * share + value, 0, 255)
    made = Image.fromarray(coloured)
    if paper.flecks:
        _sprinkle(made, paper, rng)
    return made


def _grain(paper: Paper, rng: Random) -> Field:
    """One tile of fine grain and fibres (silk: a weave), as differences in lightness."""
    grain = rng.standard_normal((TILE, TILE)).astype(np.float32) * 1.3
    if paper is SILK:
        wave = np.sin(np.arange(TILE) * 2 * np.pi / 8)
        return grain + (wave[:, None] + wave[None, :]).astype(np.float32) * 2.2
    fibres = Image.new("L", (TILE, TILE), 128)
    pen = ImageDraw.Draw(fibres)
    for _ in range(520):
        x, y, turn, bend = (
            rng.uniform(0, TILE),
            rng.uniform(0, TILE),
            rng.uniform(0, np.pi),
            rng.normal(0, 0.25),
        )
        tone = 128 + int(rng.choice((-1, 1)) * rng.uniform(8, 26) * paper.fibre)
        points = []
        for _step in range(int(rng.integers(4, 11))):
            points.append((x, y))
            x, y, turn = x + 9 * np.cos(turn), y + 9 * np.sin(turn), turn + bend * 0.5
        pen.line(points, fill=tone, width=int(rng.integers(1, 3)))
    soft = np.asarray(fibres.filter(ImageFilter.GaussianBlur(0.8)), dtype=np.float32) - 128
    return grain + soft * 0.55


def _sprinkle(made: Image.Image, paper: Paper, rng: Random) -> None:
    """Scatter gold leaf: many specks, a few torn flakes."""
    pen = ImageDraw.Draw(made)
    area = made.width * made.height / 1_000_000
    for _ in range(int(area * 70 * paper.flecks)):
        x, y = rng.uniform(0, made.width), rng.uniform(0, made.height)
        size = rng.gamma(1.6, 2.6) + 1.2
        shade = int(rng.integers(-22, 23))
        colour = (201 + shade, 164 + shade, 88 + shade)
        corners = [
            (x + size * rng.uniform(0.5, 1.2) * np.cos(turn), y + size * rng.uniform(0.5, 1.2) * np.sin(turn))
            for turn in np.sort(rng.uniform(0, 2 * np.pi, 6))
        ]
        pen.polygon(corners, fill=colour)
