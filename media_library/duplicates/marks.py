"""What an index can find a picture by, though it was saved anew, resized or cropped.

Each of a picture's most striking points, found at a size of its own, gives one word of 32 bits: the signs of the
slowest waves in its surroundings. A copy has many of the same points, wherever its edges are, so that it shares words
with its source, and a different picture shares next to none. A point may fall on the other side of zero in a wave that
is nearly flat there; so we look for the word as it is and with its least certain bits turned.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from media_library.duplicates.comparing import Grey

POINTS = 100
BITS = 32
_TURNED = 3
_SIGMAS = 2.0 * 2 ** (np.arange(11) / 4)
#: How far around a point is looked, in its own size, and in how many steps.
_REACH = 5.0
_SIDE = 16
#: Below this difference in brightness (of 255) a point is the noise of a lossy format.
_FAINT = 0.35
#: A ratio of curvatures above this is an edge, along which a point slides.
_EDGE = 12

_AT = np.arange(_SIDE)
_WAVES = np.cos(np.pi * (2 * _AT[None] + 1) * _AT[:, None] / (2 * _SIDE))
_SLOWEST = sorted(
    ((u, v) for u in range(8) for v in range(8) if u + v), key=lambda uv: uv[0] ** 2 + uv[1] ** 2
)


def words_of(picture: Grey) -> set[int]:
    """The words to keep."""
    waves = _waves(picture)
    return set(_read(waves > 0))


def words_to_look_for(picture: Grey) -> set[int]:
    """The words of ``words_of`` and those that a copy may have in their place."""
    return {word for waves in _waves(picture) for word in _with_doubts(waves)}


def _with_doubts(waves: NDArray) -> Iterator[int]:
    doubtful = [1 << int(bit) for bit in np.argsort(np.abs(waves))[:_TURNED]]
    word = int(_read(waves[None] > 0)[0])
    for choice in range(1 << _TURNED):
        turned = word
        for place, bit in enumerate(doubtful):
            if choice >> place & 1:
                turned ^= bit
        yield turned


def _read(bits: NDArray) -> list[int]:
    read: list[int] = (bits.astype(np.int64) << np.arange(BITS)).sum(1).tolist()
    return read


def _waves(picture: Grey) -> NDArray:
    """For the picture as a whole, and then for each point, a row with the strength of the slowest waves."""
    levels = np.stack([ndimage.gaussian_filter(picture, sigma) for sigma in _SIGMAS])
    points = _points(levels)
    patches = [_whole(picture)[None], *([_around(levels, *points)] if len(points[0]) else [])]
    waves = _WAVES @ np.concatenate(patches) @ _WAVES.T
    chosen: NDArray = np.stack([waves[:, u, v] for u, v in _SLOWEST[:BITS]], axis=1)
    return chosen


def _points(levels: Grey) -> tuple[NDArray, NDArray, NDArray, NDArray]:
    """Where something stands out from its surroundings in place and size: level, y, x, and its size in pixels."""
    steps = np.diff(levels, axis=0)
    height = np.abs(steps)
    peaks = (height == ndimage.maximum_filter(height, size=3)) & (height > _FAINT)
    inner = np.zeros_like(peaks)
    inner[1:-1, 3:-3, 3:-3] = True
    level, y, x = np.nonzero(peaks & inner)
    xx = steps[level, y, x + 1] + steps[level, y, x - 1] - 2 * steps[level, y, x]
    yy = steps[level, y + 1, x] + steps[level, y - 1, x] - 2 * steps[level, y, x]
    xy = (
        steps[level, y + 1, x + 1]
        - steps[level, y + 1, x - 1]
        - steps[level, y - 1, x + 1]
        + steps[level, y - 1, x - 1]
    ) / 4
    round_ones = (xx * yy > xy**2) & ((xx + yy) ** 2 < _EDGE * (xx * yy - xy**2))
    level, y, x = level[round_ones], y[round_ones], x[round_ones]
    highest = np.argsort(-height[level, y, x], kind="stable")[:POINTS]
    level, y, x = level[highest], y[highest], x[highest]
    # Between two sizes the peak lies where a parabola through three of them has its own.
    below, at, above = (height[level + step, y, x] for step in (-1, 0, 1))
    between = np.clip((above - below) / (2 * (2 * at - above - below) + 1e-6), -0.5, 0.5)
    return level, y, x, _SIGMAS[0] * 2 ** ((level + between) / 4)


def _around(levels: Grey, level: NDArray, y: NDArray, x: NDArray, size: NDArray) -> NDArray:
    """The surroundings of each point, all to one side length."""
    at = (np.arange(_SIDE) + 0.5) / _SIDE * 2 - 1
    rows = y[:, None, None] + _REACH * size[:, None, None] * at[None, :, None]
    columns = x[:, None, None] + _REACH * size[:, None, None] * at[None, None, :]
    depth = np.maximum(level - 2, 0)[:, None, None]
    return ndimage.map_coordinates(levels, np.broadcast_arrays(depth, rows, columns), order=1, mode="nearest")


def _whole(picture: Grey) -> NDArray:
    """The picture in as few pixels as a point's surroundings."""
    rows = (np.arange(_SIDE) + 0.5) / _SIDE * picture.shape[0] - 0.5
    columns = (np.arange(_SIDE) + 0.5) / _SIDE * picture.shape[1] - 0.5
    soft = ndimage.gaussian_filter(picture, [n / _SIDE / 2 for n in picture.shape])
    return ndimage.map_coordinates(soft, np.meshgrid(rows, columns, indexing="ij"), order=1, mode="nearest")
