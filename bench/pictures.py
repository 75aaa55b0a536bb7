"""A photograph of 24 megapixels to four WebP widths: Wagtail's way, libvips by hand, and ours.

    python bench/pictures.py [runs]

Ratios within one run on one machine; each way takes turns, and the best of its runs counts. "Wagtail" is what its
renditions do: Willow with Pillow opens the source once for each width. "by hand" is one decode in libvips, chained
down with the same options as ours. "whole" is all that ingest does before a picture is ready: identify, read EXIF,
five WebP, two JPEG, fingerprint, placeholder, in a child process with limits.
"""

import platform
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]

import pyvips  # noqa: E402
from django.conf import settings  # noqa: E402

settings.configure()  # Willow asks for settings as it is imported

import willow  # noqa: E402

from media_library.ingest import pictures, sandbox, tiles  # noqa: E402
from media_library.ingest.confine import Limits  # noqa: E402
from media_library.ingest.formats import FORMATS  # noqa: E402

WIDTHS = (640, 1280, 1920, 2880)
# Wagtail's default for WebP.
WAGTAIL_QUALITY = 80


def photograph(path: Path) -> None:
    """6000 × 4000, as rich in detail as a photograph: smooth ground, noise, edges."""
    ground = pyvips.Image.gaussnoise(600, 400, mean=128, sigma=60, seed=1).resize(10, kernel="cubic")
    grain = pyvips.Image.gaussnoise(6000, 4000, mean=0, sigma=6, seed=2)
    channel = (ground + grain).cast("uchar")
    picture = channel.bandjoin([channel.rot180(), channel.fliphor()]).copy(interpretation="srgb")
    picture.jpegsave(str(path), Q=90)


def wagtail(source: Path, folder: Path) -> None:
    """Four renditions as Wagtail makes them."""
    for width in WIDTHS:
        with source.open("rb") as file:
            picture = willow.Image.open(file).auto_orient()
            picture = picture.resize((width, round(width * 4000 / 6000)))
            with (folder / f"wagtail-{width}.webp").open("wb") as output:
                picture.save_as_webp(output, quality=WAGTAIL_QUALITY)


def by_hand(source: Path, folder: Path) -> None:
    """One decode, each width from the next larger one."""
    picture = pyvips.Image.thumbnail(str(source), WIDTHS[-1], height=10_000_000, size="down", fail_on="error")
    picture = picture.copy_memory()
    for width in sorted(WIDTHS, reverse=True):
        if picture.width > width:
            picture = picture.thumbnail_image(width, height=10_000_000, size="down").copy_memory()
        picture.webpsave(str(folder / f"hand-{width}.webp"), Q=82, effort=2, keep="none")


def ours(source: Path, folder: Path) -> None:
    """What ingest calls, with these four widths."""
    picture = pictures.upright_rgb(FORMATS["jpeg"], source, WIDTHS[-1])
    pictures.ladder(picture, folder, webp=WIDTHS, jpeg=())


def ours_and_tiles(source: Path, folder: Path) -> None:
    """The same and the tiles."""
    ours(source, folder)
    target = Path(tempfile.mkdtemp(dir=folder))
    tiles.derive_tiles(FORMATS["jpeg"], source, target, {"orientation": 1})


def whole(source: Path, folder: Path) -> None:
    """All that ingest does before the picture is ready."""
    scratch, made = Path(tempfile.mkdtemp(dir=folder)), Path(tempfile.mkdtemp(dir=folder))
    sandbox.run("show", source, made, scratch=scratch, limits=Limits(), name="photograph.jpg")


def main(runs: int) -> None:
    """Take turns, print the best of each and the ratios."""
    ways: list[Callable[[Path, Path], None]] = [wagtail, by_hand, ours, ours_and_tiles, whole]
    best = dict.fromkeys((way.__name__ for way in ways), float("inf"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "photograph.jpg"
        photograph(source)
        print(
            f"{platform.machine()}, {platform.python_version()}, libvips {pyvips.version(0)}.{pyvips.version(1)}"
        )
        print(f"source {source.stat().st_size / 1e6:.1f} MB, best of {runs} runs each, in turns")
        for _run in range(runs):
            for way in ways:
                began = time.perf_counter()
                way(source, folder)
                best[way.__name__] = min(best[way.__name__], time.perf_counter() - began)
    for way, seconds in best.items():
        print(f"{way:15} {seconds:6.2f} s")
    print(f"ours against Wagtail            {best['wagtail'] / best['ours']:5.2f} × (goal 2.5)")
    print(f"ours against libvips by hand    {best['by_hand'] / best['ours']:5.2f} × (goal 0.9)")
    print(f"ours with tiles against Wagtail {best['wagtail'] / best['ours_and_tiles']:5.2f} × (goal > 1)")
    print(f"the whole step against Wagtail  {best['wagtail'] / best['whole']:5.2f} ×")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
