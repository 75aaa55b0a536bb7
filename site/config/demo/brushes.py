"""The brush fonts of the demonstration. They come by npm from the lock file (SIL Open Font License 1.1)."""

from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

from config import ROOT

PACKAGES = {
    "regular": "ma-shan-zheng",  # 楷书
    "running": "zhi-mang-xing",  # 行书
    "cursive": "liu-jian-mao-cao",  # 草书
}
NAMES = {"regular": "楷书", "running": "行书", "cursive": "草书"}


class FontMissing(RuntimeError):
    """The fonts have not been fetched; the message says how."""


def file(brush: str) -> Path:
    """The font file of a brush. Raises FontMissing where ``npm ci`` has not run."""
    package = PACKAGES[brush]
    name = f"{package}-chinese-simplified-400-normal.woff2"
    path = ROOT / "node_modules" / "@fontsource" / package / "files" / name
    if not path.exists():
        raise FontMissing(f"The brush font {package} is missing: run `make install` (npm ci) first.")
    return path


@lru_cache(maxsize=64)
def brush(name: str, size: int) -> ImageFont.FreeTypeFont:
    """The brush at a size in pixels. Raises FontMissing like ``file``."""
    return ImageFont.truetype(file(name), size)


def can_write(name: str, text: str) -> str:
    """The characters of ``text`` that the brush has no glyph for (an empty string where it has all)."""
    font = brush(name, 48)
    absent = bytes(font.getmask("\U0002fffe"))
    return "".join(char for char in dict.fromkeys(text) if bytes(font.getmask(char)) == absent)
