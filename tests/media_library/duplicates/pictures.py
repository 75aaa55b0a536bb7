"""Photographs and sheets of calligraphy, made by code, and what people do to copies of them."""

import io
from collections.abc import Callable

from PIL import Image, ImageDraw, ImageEnhance

from config.demo import calligraphy, fields, paper

TEXTS = (("半亩方塘", "一鉴开天"), ("墙角数枝", "凌寒独开"), ("白日依山", "黄河入海"))


def photograph(seed: int, size: tuple[int, int] = (900, 600)) -> Image.Image:
    """Hills, clouds and some people, each seed another place."""
    rng = fields.random(seed, "photograph")
    width, height = size
    ground = sum(
        fields.cloud(rng, height, width, cell) * weight
        for cell, weight in ((220, 40), (60, 22), (14, 9), (3, 4))
    )
    picture = fields.picture(120 + ground[:, :, None] * rng.uniform(0.6, 1.2, 3))
    draw = ImageDraw.Draw(picture)
    for layer in range(3):
        line = height * (0.4 + 0.18 * layer) - fields.ridge(rng, width, 0.5) * height * 0.2
        shade = tuple(int(each) for each in rng.uniform(20, 120, 3))
        for x in range(0, width, 3):
            draw.line((x, line[x], x, line[x] + height * 0.06), fill=shade, width=3)
    return stand(picture, seed)


def stand(picture: Image.Image, seed: int, people: int = 5) -> Image.Image:
    """People, placed anew for each seed."""
    rng = fields.random(seed, "people")
    draw = ImageDraw.Draw(picture)
    for _ in range(people):
        x, y, tall = (
            rng.uniform(0, picture.width),
            rng.uniform(0.5, 0.9) * picture.height,
            picture.height * 0.12,
        )
        coat = tuple(int(each) for each in rng.uniform(10, 200, 3))
        draw.ellipse((x - tall / 4, y - tall, x + tall / 4, y - tall / 2), fill=(196, 156, 128))
        draw.rectangle((x - tall / 3, y - tall / 2, x + tall / 3, y + tall), fill=coat)
    return picture


def sheet(seed: int, columns: tuple[str, ...]) -> Image.Image:
    """Black on white paper: two columns of four characters."""
    piece = calligraphy.Piece((620, 820), columns, "running", paper.RAW, sway=0.05)
    return calligraphy.draw(piece, fields.random(seed, "sheet")).convert("RGB")


def encoded(picture: Image.Image, format: str = "JPEG", **options: object) -> bytes:
    """The file's bytes."""
    data = io.BytesIO()
    picture.save(data, format, **options)
    return data.getvalue()


def saved(format: str, **options: object) -> Callable[[Image.Image], Image.Image]:
    """Saved in this format and read again."""
    return lambda picture: Image.open(io.BytesIO(encoded(picture, format, **options))).convert("RGB")


def resized(by: float) -> Callable[[Image.Image], Image.Image]:
    """At another size."""
    return lambda picture: picture.resize(
        (round(picture.width * by), round(picture.height * by)), Image.Resampling.LANCZOS
    )


def cropped(left: float, top: float, right: float, bottom: float) -> Callable[[Image.Image], Image.Image]:
    """Without these shares of its sides."""
    return lambda picture: picture.crop(
        (
            round(picture.width * left),
            round(picture.height * top),
            round(picture.width * (1 - right)),
            round(picture.height * (1 - bottom)),
        )
    )


def all_of(*changes: Callable[[Image.Image], Image.Image]) -> Callable[[Image.Image], Image.Image]:
    """One after the other."""

    def change(picture: Image.Image) -> Image.Image:
        for each in changes:
            picture = each(picture)
        return picture

    return change


COPIES: dict[str, Callable[[Image.Image], Image.Image]] = {
    "JPEG 40": saved("JPEG", quality=40),
    "JPEG 95": saved("JPEG", quality=95),
    "WebP": saved("WEBP", quality=75),
    "PNG": saved("PNG"),
    "a tenth of the size": resized(0.1),
    "half the size": resized(0.5),
    "twice the size": resized(2),
    "5 % off all sides": cropped(0.05, 0.05, 0.05, 0.05),
    "10 % off all sides": cropped(0.1, 0.1, 0.1, 0.1),
    "10 % off the left": cropped(0.1, 0, 0, 0),
    "unevenly cropped": cropped(0.1, 0.03, 0.07, 0),
    "brighter": lambda picture: ImageEnhance.Brightness(picture).enhance(1.1),
    "darker": lambda picture: ImageEnhance.Brightness(picture).enhance(0.9),
    "grey": lambda picture: picture.convert("L").convert("RGB"),
    "cropped, small, JPEG 50": all_of(
        cropped(0.08, 0.02, 0.05, 0.1), resized(0.4), saved("JPEG", quality=50)
    ),
}
