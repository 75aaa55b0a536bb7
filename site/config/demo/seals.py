"""Red seals of our own invention, cut in stone that has chipped."""

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from config.demo import brushes
from config.demo.fields import Random, cloud

CINNABAR = (176, 40, 30)


def press(
    sheet: Image.Image,
    text: str,
    centre: tuple[float, float],
    side: int,
    rng: Random,
    *,
    sunk: bool = False,
    colour: tuple[int, int, int] = CINNABAR,
) -> None:
    """Press a seal of one to four characters, read from the right; ``sunk`` leaves the characters white.

    Raises ValueError where the seal would not lie on the sheet as a whole.
    """
    stone = _stone(text, side, sunk=sunk)
    stone = stone.rotate(rng.normal(0, 1.2), Image.Resampling.BICUBIC, expand=True)
    shape = (stone.height, stone.width)
    soft = np.asarray(stone.filter(ImageFilter.GaussianBlur(side / 150)), dtype=np.float32) / 255
    chipped = soft + cloud(rng, *shape, side / 30) * 0.09 + cloud(rng, *shape, side / 90) * 0.08
    print_ = np.clip((chipped - 0.5) * 7 + 0.5, 0, 1) * np.clip(
        0.9 + 0.12 * cloud(rng, *shape, side / 6), 0.45, 1
    )
    left, top = round(centre[0] - stone.width / 2), round(centre[1] - stone.height / 2)
    if left < 0 or top < 0 or left + stone.width > sheet.width or top + stone.height > sheet.height:
        raise ValueError(f"the seal {text} falls off the sheet")
    cover = Image.fromarray((print_ * 235).astype(np.uint8))
    sheet.paste(Image.new("RGB", stone.size, colour), (left, top), cover)


def _stone(text: str, side: int, *, sunk: bool) -> Image.Image:
    """The face of the stone: 255 where it takes paste. One character stands alone, two stack, four make a square."""
    tall = len(text) in {2, 3}
    width, height = (round(side * 0.62), side) if tall else (side, side)
    face = Image.new("L", (width + side // 6, height + side // 6), 0)
    pen = ImageDraw.Draw(face)
    edge = side // 12
    box = (edge, edge, edge + width, edge + height)
    if sunk:
        pen.rounded_rectangle(box, side // 22, fill=255)
    else:
        pen.rounded_rectangle(box, side // 22, outline=255, width=max(2, side // 24))
    columns = [text] if tall else [text[: (len(text) + 1) // 2], text[(len(text) + 1) // 2 :]]
    columns = [column for column in columns if column]
    for at, column in enumerate(columns):
        cell = (width * 0.88 / len(columns), height * 0.88 / len(column))
        for row, char in enumerate(column):
            x = edge + width * 0.94 - (at + 0.5) * cell[0]
            y = edge + height * 0.06 + (row + 0.5) * cell[1]
            glyph = _carved(char, (round(cell[0] * 0.96), round(cell[1] * 0.96)))
            shade = 0 if sunk else 255
            face.paste(shade, (round(x - glyph.width / 2), round(y - glyph.height / 2)), glyph)
    return face


def _carved(char: str, size: tuple[int, int]) -> Image.Image:
    """The character stretched to fill its cell, as seal cutters do."""
    font = brushes.brush("regular", 160)
    left, top, right, bottom = font.getbbox(char)
    glyph = Image.new("L", (int(right - left) + 2, int(bottom - top) + 2), 0)
    ImageDraw.Draw(glyph).text((1 - left, 1 - top), char, fill=255, font=font)
    return glyph.resize((max(size[0], 1), max(size[1], 1)), Image.Resampling.LANCZOS)
