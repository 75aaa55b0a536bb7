"""Calligraphy as a scanner would see it: columns from the right on a sheet, a signature, seals.

What is written is type, not handwriting, and says so in the margin (字体渲染示例).
"""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from config.demo import brushes, ink, paper, seals
from config.demo.fields import Random

MARK = "字体渲染示例"
DPI = 300


@dataclass(frozen=True)
class Piece:
    """One sheet. ``size`` in pixels; ``columns`` from right to left; ``margins`` top, sides, bottom as shares.

    ``signature`` stands smaller to the left of the text, begins at ``signature_from`` (share of the height) and
    ends with the seals. ``round_fan`` cuts the sheet to a circle lying on a mount.
    """

    size: tuple[int, int]
    columns: tuple[str, ...]
    brush: str
    on: paper.Paper
    signature: str = ""
    signature_from: float = 0.35
    stamps: tuple[tuple[str, bool], ...] = ()
    corner_stamp: str = ""
    stamp_colour: tuple[int, int, int] = seals.CINNABAR
    margins: tuple[float, float, float] = (0.07, 0.09, 0.07)
    ink_colour: tuple[int, int, int] = ink.BLACK
    dry: float = 0.55
    sway: float = 0.02
    fill: float = 0.98
    round_fan: bool = False
    starts: tuple[float, ...] = field(default=())


def draw(piece: Piece, rng: Random) -> Image.Image:
    """The whole sheet as an RGB picture."""
    width, height = piece.size
    sheet = paper.sheet(piece.on, width, height, rng)
    top, side, bottom = height * piece.margins[0], width * piece.margins[1], height * piece.margins[2]
    tallest = max(len(column) for column in piece.columns)
    row = (height - top - bottom) / tallest
    count = len(piece.columns)
    # A signature asks for rather more than half a column.
    column_width = (width - 2 * side) / (count + (0.62 if piece.signature and count > 1 else 0))
    size = round(min(row, column_width) * piece.fill)
    written = 0
    for index, text in enumerate(piece.columns):
        x = width - side - (index + 0.5) * column_width
        start = top + (piece.starts[index] * row if piece.starts else 0)
        for at, char in enumerate(text):
            wander = rng.normal(0, piece.sway * size, 2)
            scale = float(np.clip(rng.normal(1, piece.sway * 2), 0.86, 1.12))
            thirst = piece.dry * ((written % 8) / 7) ** 2
            place = (x + wander[0], start + (at + 0.5) * row + wander[1] * 0.6)
            ink.write(
                sheet, char, place, size, piece.brush, rng, ink=piece.ink_colour, dry=thirst, scale=scale
            )
            written += 1
    _sign(sheet, piece, size, rng, x=side + column_width * 0.26 if count > 1 else side * 0.72)
    if piece.corner_stamp:
        mark = round(size * 0.34)
        beside = max(top - mark * 0.55, mark * 0.9)
        seals.press(sheet, piece.corner_stamp, (width - side * 0.5, beside), mark, rng)
    if piece.round_fan:
        sheet = _cut_fan(sheet, rng)
    _mark(sheet, piece)
    return sheet


def _sign(sheet: Image.Image, piece: Piece, size: int, rng: Random, *, x: float) -> None:
    """The signature downwards from its start, then the seals below one another."""
    small = round(size * (0.3 if len(piece.columns) > 1 else 0.22))
    y = sheet.height * piece.signature_from
    for char in piece.signature:
        if char != " ":
            ink.write(
                sheet,
                char,
                (x + rng.normal(0, small * 0.03), y),
                small,
                piece.brush,
                rng,
                ink=piece.ink_colour,
            )
        y += small * (0.6 if char == " " else 1.04)
    side = round(small * 1.2)
    y += side * 0.35
    for text, sunk in piece.stamps:
        seals.press(sheet, text, (x, y + side * 0.4), side, rng, sunk=sunk, colour=piece.stamp_colour)
        y += side * 1.28


def _mark(sheet: Image.Image, piece: Piece) -> None:
    """Say in the margin, small, that this is type."""
    size = max(22, min(sheet.size) // 90)
    colour = tuple(round(a * 0.6 + b * 0.4) for a, b in zip(piece.on.colour, piece.ink_colour, strict=True))
    font = brushes.brush("regular", size)
    place = (size * 1.2, sheet.height - size * 2.2)
    ImageDraw.Draw(sheet).text(place, MARK, fill=colour, font=font)


def _cut_fan(sheet: Image.Image, rng: Random) -> Image.Image:
    """Cut the sheet to a round fan with a dark rim, lying on a light mount."""
    side = min(sheet.size)
    mount = paper.sheet(paper.RAW, sheet.width, sheet.height, rng)
    inset = round(side * 0.045)
    circle = Image.new("L", sheet.size, 0)
    ImageDraw.Draw(circle).ellipse((inset, inset, side - inset, side - inset), fill=255)
    shadow = circle.filter(ImageFilter.GaussianBlur(side / 110))
    mount.paste((178, 170, 152), (side // 260, side // 140), shadow.point(lambda value: value // 2))
    mount.paste(sheet, (0, 0), circle)
    rim = ImageDraw.Draw(mount)
    rim.ellipse((inset, inset, side - inset, side - inset), outline=(74, 58, 44), width=max(3, side // 240))
    return mount


def save(image: Image.Image, path: Path) -> Path:
    """Write a scan as JPEG at 300 dpi and return its path."""
    image.save(path, "JPEG", quality=90, dpi=(DPI, DPI), subsampling=0)
    return path
