"""Are two pictures the same one? Lay one over the other and look, block by block, whether they agree.

A re-saved, resized or cropped copy differs from its source by a stretch, a shift and a little noise: once it lies
right, every part of it agrees. Two photographs of one scene, or two sheets of the same hand, agree in some parts only.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage

Grey = NDArray[np.float32]

#: Pixels of a picture that is compared, whatever its shape: what is left of it at every size in which people send it.
AREA = 320 * 320
_COARSE_AREA = 72 * 72
#: A crop of a tenth on each side leaves 0.8 of a width, which is then laid out 1.25 times as large.
_STRETCHES = np.geomspace(0.74, 1.35, 22)
_LEAST_OVERLAP = 0.55
_BLOCK = 20
#: Below this deviation (of 255) a block is plain paper or sky, which agrees with any other.
_PLAIN = 2.5
#: A block agrees from this correlation on.
_AGREES = 0.7
#: So many of the blocks that show something agree in copies; in the most alike of different pictures, nine in ten do
#: (measured: tests/media_library/duplicates/test_recall.py).
SAME_FROM = 0.95

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Likeness:
    """How well they agree (0 to 1), and which part of each shows the same: left, top, right, bottom as shares."""

    agreement: float
    of_a: Box
    of_b: Box

    @property
    def same(self) -> bool:
        """Whether they are likely the same picture."""
        return self.agreement >= SAME_FROM


def grey(picture: Image.Image, area: int = AREA) -> Grey:
    """The picture in grey, with ``area`` pixels or so."""
    stretch = (area / (picture.width * picture.height)) ** 0.5
    size = (max(8, round(picture.width * stretch)), max(8, round(picture.height * stretch)))
    return np.asarray(picture.convert("L").resize(size, Image.Resampling.BICUBIC), np.float32)


def compare(a: Grey, b: Grey) -> Likeness | None:
    """Lay ``b`` over ``a`` where they agree best; None where they nowhere do."""
    placed = _search(_smaller(a, _COARSE_AREA), _smaller(b, _COARSE_AREA), a.shape, b.shape)
    if placed is None:
        return None
    for blur in (3.0, 1.2):
        placed = _settle(a, b, placed, blur)
        if placed is None:
            return None
    return _judge(a, b, placed)


def _smaller(picture: Grey, area: int) -> Grey:
    return grey(Image.fromarray(picture), area) if picture.size > area else picture


def _search(a: Grey, b: Grey, of_a: tuple[int, ...], of_b: tuple[int, ...]) -> Grey | None:
    """Where a small ``b`` fits on a small ``a``, by correlation over stretches and shifts.

    The place is (stretch x, stretch y, x, y): a point (u, v) of the large ``b`` lies at (sx·u + x, sy·v + y) of the
    large ``a``.
    """
    a = _sharp(a, 4)
    best, place = 0.25, None
    for stretch in _STRETCHES:
        size = (max(8, round(b.shape[1] * stretch)), max(8, round(b.shape[0] * stretch)))
        laid = _sharp(np.asarray(Image.fromarray(b).resize(size, Image.Resampling.BILINEAR)), 4)
        shape = [n + m for n, m in zip(a.shape, laid.shape, strict=True)]
        fa, fb = np.fft.rfft2(a, shape), np.conj(np.fft.rfft2(laid, shape))
        fa2, fb2 = np.fft.rfft2(a * a, shape), np.conj(np.fft.rfft2(laid * laid, shape))
        ma = np.fft.rfft2(np.ones_like(a), shape)
        mb = np.conj(np.fft.rfft2(np.ones_like(laid), shape))
        both, ea, eb, common = (np.fft.irfft2(each, shape) for each in (fa * fb, fa2 * mb, ma * fb2, ma * mb))
        score = both / np.sqrt(np.maximum(ea * eb, 1e-3))
        score[common < _LEAST_OVERLAP * max(a.size, laid.size)] = 0
        y, x = np.unravel_index(int(score.argmax()), score.shape)
        if score[y, x] > best:
            best = float(score[y, x])
            # A shift to the left or upwards stands at the far end.
            right = int(x) - shape[1] if x > a.shape[1] else int(x)
            down = int(y) - shape[0] if y > a.shape[0] else int(y)
            ratio = (of_a[1] / a.shape[1], of_a[0] / a.shape[0])
            sx, sy = size[0] / of_b[1] * ratio[0], size[1] / of_b[0] * ratio[1]
            place = np.array([sx, sy, right * ratio[0], down * ratio[1]], np.float32)
    return place


def _sharp(picture: Grey, radius: float) -> Grey:
    """Without what changes slowly, the brightness of the whole."""
    return (picture - ndimage.gaussian_filter(picture, radius)).astype(np.float32)


def _settle(a: Grey, b: Grey, placed: Grey, blur: float) -> Grey | None:
    """Move and stretch ``b`` by parts of a pixel until it lies best (Lucas and Kanade's steps)."""
    a, b = ndimage.gaussian_filter(a, blur), ndimage.gaussian_filter(b, blur)
    for _step in range(12):
        laid, inside, v, u = _lay(a, b, placed)
        if inside.sum() < 400:
            return None
        dy, dx = np.gradient(laid)
        gain = float(a[inside].std() / (laid[inside].std() + 1e-3))
        wrong = (a - a[inside].mean()) - gain * (laid - laid[inside].mean())
        # How the picture changes with each of the four numbers, and with its brightness.
        steps = np.stack([-dx * u, -dy * v, -dx, -dy, np.ones_like(dx)])[:, inside] * gain
        change, *_rest = np.linalg.lstsq(
            steps @ steps.T + np.eye(5) * 1e-2, steps @ wrong[inside], rcond=None
        )
        placed = placed + change[:4].astype(np.float32) * np.float32(1)
        if not (0.5 < placed[0] < 2 and 0.5 < placed[1] < 2):
            return None
        if abs(change[2]) < 0.01 and abs(change[0]) * b.shape[1] < 0.01:
            break
    return placed


def _lay(a: Grey, b: Grey, placed: Grey) -> tuple[Grey, NDArray[np.bool_], Grey, Grey]:
    """``b`` as it lies on ``a``, where it does, and for each pixel of ``a`` the point of ``b``."""
    sx, sy, x, y = placed
    v = (np.arange(a.shape[0], dtype=np.float32)[:, None] - y) / sy
    u = (np.arange(a.shape[1], dtype=np.float32)[None, :] - x) / sx
    v, u = np.broadcast_to(v, a.shape), np.broadcast_to(u, a.shape)
    inside = (v >= 0) & (v <= b.shape[0] - 1) & (u >= 0) & (u <= b.shape[1] - 1)
    return ndimage.map_coordinates(b, [v, u], order=1, mode="nearest"), inside, v, u


def _judge(a: Grey, b: Grey, placed: Grey) -> Likeness | None:
    a, b = ndimage.gaussian_filter(a, 1.0), ndimage.gaussian_filter(b, 1.0)
    laid, inside, _v, _u = _lay(a, b, placed)
    rows, columns = np.flatnonzero(inside.any(1)), np.flatnonzero(inside.any(0))
    if len(rows) < 3 * _BLOCK or len(columns) < 3 * _BLOCK:
        return None
    top, bottom, left, right = rows[0], rows[-1] + 1, columns[0], columns[-1] + 1
    of_a, on_a = a[top:bottom, left:right], laid[top:bottom, left:right]
    one, two = _blocks(of_a), _blocks(on_a)
    showing = np.maximum(one.std(1), two.std(1)) > _PLAIN
    if showing.sum() < 6:
        showing = np.ones(len(one), bool)
    one, two = one[showing], two[showing]
    one, two = one - one.mean(1, keepdims=True), two - two.mean(1, keepdims=True)
    alike = (one * two).sum(1) / np.sqrt((one * one).sum(1) * (two * two).sum(1) + 1e-3)
    agreement = float((alike > _AGREES).mean())
    sx, sy, x, y = map(float, placed)
    height, width = a.shape
    box = (left / width, top / height, right / width, bottom / height)
    other = (
        (left - x) / sx / b.shape[1],
        (top - y) / sy / b.shape[0],
        (right - x) / sx / b.shape[1],
        (bottom - y) / sy / b.shape[0],
    )
    return Likeness(agreement, _within(box), _within(other))


def _blocks(picture: Grey) -> Grey:
    """The picture cut into squares, one to a row; what is left over at the right and below is left out."""
    height, width = (n // _BLOCK * _BLOCK for n in picture.shape)
    cut = picture[:height, :width].reshape(height // _BLOCK, _BLOCK, width // _BLOCK, _BLOCK)
    return cut.swapaxes(1, 2).reshape(-1, _BLOCK * _BLOCK)


def _within(box: tuple[float, ...]) -> Box:
    left, top, right, bottom = (min(1.0, max(0.0, round(float(each), 3))) for each in box)
    return left, top, right, bottom
