"""One character written with a brush: the glyph with a living edge, ink that thins, and streaks of dry brush."""

import numpy as np
from PIL import Image, ImageDraw, ImageFilter
from scipy import ndimage

from config.demo import brushes
from config.demo.fields import Field, Random, cloud

BLACK = (30, 27, 26)
GOLD = (203, 168, 98)


def write(
    sheet: Image.Image,
    char: str,
    centre: tuple[float, float],
    size: int,
    brush: str,
    rng: Random,
    *,
    ink: tuple[int, int, int] = BLACK,
    dry: float = 0.0,
    scale: float = 1.0,
) -> None:
    """Write one character on the sheet, its visible middle at ``centre``, ``size`` × ``scale`` pixels to the em.

    A font is opened once for each ``size``, which takes long; ``scale`` costs nothing.
    ``dry`` runs from 0 (a full brush) to 1 (nearly empty: the paper shows through in streaks).
    Raises ValueError for a character that the brush cannot write, so that no empty box is ever shown.
    """
    cover = _stroke(char, size, brush, rng, dry, scale)
    height, width = cover.shape
    left, top = round(centre[0] - width / 2), round(centre[1] - height / 2)
    box = (max(left, 0), max(top, 0), min(left + width, sheet.width), min(top + height, sheet.height))
    if box[0] >= box[2] or box[1] >= box[3]:
        raise ValueError(f"{char} falls off the sheet")
    cover = cover[box[1] - top : box[3] - top, box[0] - left : box[2] - left]
    pool = 1 + 0.35 * cloud(rng, cover.shape[0], cover.shape[1], size / 4)[..., None]
    under = np.asarray(sheet.crop(box), dtype=np.float32)
    colour = np.asarray(ink, dtype=np.float32) * np.clip(pool, 0.4, 1.7)
    written = under * (1 - cover[..., None]) + colour * cover[..., None]
    sheet.paste(Image.fromarray(np.clip(written, 0, 255).astype(np.uint8)), box[:2])


def _stroke(char: str, size: int, brush: str, rng: Random, dry: float, scale: float) -> Field:
    """How much ink lies where, 0 to 1, in a square that holds the character with its bleeding."""
    if brushes.can_write(brush, char):
        raise ValueError(f"the brush {brush} cannot write {char}")
    font = brushes.brush(brush, size)
    left, top, right, bottom = font.getbbox(char)
    pad = max(4, size // 14)
    glyph = Image.new("L", (int(right - left) + 2 * pad, int(bottom - top) + 2 * pad), 0)
    ImageDraw.Draw(glyph).text((pad - left, pad - top), char, fill=255, font=font)
    if scale != 1:
        glyph = glyph.resize(
            (round(glyph.width * scale), round(glyph.height * scale)), Image.Resampling.BICUBIC
        )
    glyph = glyph.rotate(rng.normal(0, 1.1), Image.Resampling.BICUBIC)
    shape = (glyph.height, glyph.width)
    soft = np.asarray(glyph.filter(ImageFilter.GaussianBlur(max(0.6, size / 210))), dtype=np.float32) / 255
    rough = cloud(rng, *shape, max(2.0, size / 60)) * 0.05 + cloud(rng, *shape, max(1.5, size / 160)) * 0.04
    sharp = np.clip((soft + rough - 0.5) * max(3.0, size / 60) + 0.5, 0, 1)
    bleed = np.asarray(glyph.filter(ImageFilter.GaussianBlur(max(1.0, size / 60))), dtype=np.float32) / 255
    cover = np.maximum(sharp * (0.95 - 0.1 * dry), bleed * 0.14)
    if dry > 0.05:
        cover *= _streaks(sharp, size, rng, dry)
    return cover.astype(np.float32)


def _streaks(sharp: Field, size: int, rng: Random, dry: float) -> Field:
    """Where a thirsty brush leaves paper bare: hairs along the stroke's fall, most in the stroke's middle."""
    height, width = sharp.shape
    side = int(np.hypot(height, width)) + 4
    hairs = cloud(rng, side, side, (max(1.4, size / 130), size / 2.2))
    hairs += 0.6 * cloud(rng, side, side, (max(1.2, size / 220), size / 5))
    turned = ndimage.rotate(hairs, rng.uniform(25, 65), reshape=False, order=1, mode="reflect")
    top, left = (side - height) // 2, (side - width) // 2
    turned = turned[top : top + height, left : left + width]
    where = cloud(rng, height, width, size / 2.5)
    bare = 1 / (1 + np.exp(-(turned * 2.2 + where * 1.6 - 5.2 + 4.6 * dry)))
    return 1 - bare * (0.35 + 0.6 * dry)
