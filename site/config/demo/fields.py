"""Noise of several scales, the ground of paper, ink, mist and water. Arrays are float32, shape (height, width)."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Field = NDArray[np.floating[Any]]
Random = np.random.Generator


def random(seed: int, *names: str) -> Random:
    """A generator that depends on the seed and the names alone, so that works may be made in any order."""
    return np.random.default_rng([seed, *("\n".join(names)).encode()])


def cloud(rng: Random, height: int, width: int, cell: float | tuple[float, float]) -> Field:
    """Smooth noise with mean 0 and deviation 1; ``cell`` is its grain in pixels (down, across)."""
    down, across = cell if isinstance(cell, tuple) else (cell, cell)
    rows, columns = max(3, round(height / down) + 2), max(3, round(width / across) + 2)
    small = Image.fromarray(rng.standard_normal((rows, columns)).astype(np.float32))
    field: Field = np.asarray(small.resize((width, height), Image.Resampling.BICUBIC), dtype=np.float32)
    return (field - field.mean()) / max(float(field.std()), 1e-6)


def enlarged(field: Field, height: int, width: int) -> Field:
    """The field at another size, smoothly."""
    large: Field = np.asarray(Image.fromarray(field).resize((width, height), Image.Resampling.BICUBIC))
    return large


def tiled(tile: Field, height: int, width: int) -> Field:
    """The tile laid again and again until it covers the size: for grain that no eye follows."""
    down, across = -(-height // tile.shape[0]), -(-width // tile.shape[1])
    covered: Field = np.tile(tile, (down, across))[:height, :width]
    return covered


def ridge(rng: Random, width: int, roughness: float, octaves: int = 9) -> NDArray[Any]:
    """A skyline of ``width`` points between 0 and 1: sums of noise, each twice as fine and weaker."""
    x = np.linspace(0, 1, width)
    line = np.zeros(width)
    for octave in range(octaves):
        points = 2 ** (octave + 1) + 2
        knots = rng.standard_normal(points)
        line += np.interp(x * (points - 1), np.arange(points), knots) * roughness**octave
    line -= line.min()
    result: NDArray[Any] = line / line.max()
    return result


def picture(field: NDArray[Any]) -> Image.Image:
    """An RGB picture from an array of shape (height, width, 3) with values 0 to 255."""
    return Image.fromarray(np.clip(field, 0, 255).astype(np.uint8))
