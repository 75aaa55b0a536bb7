"""Tiles of a large picture, as IIIF Image API 3 at level 0: static files, so that one can come close to a stroke."""

import shutil
from pathlib import Path
from typing import Any

from media_library.ingest import pictures
from media_library.ingest.formats import Format
from media_library.ingest.made import Made, record_tree

TILE_SIZE = 512
#: Stands in info.json as the id until a release writes its own address over it.
UNRELEASED_ID = "https://unreleased.invalid/tiles"


def derive_tiles(format: Format, source: Path, folder: Path, facts: dict[str, Any]) -> list[Made]:
    """``folder/tiles`` with info.json and the tiles as JPEG. The picture was decoded once before, so errors here are
    ours (a full disk) and not the file's.
    """
    image = pictures.full_rgb(format, source, facts)
    target = folder / "tiles"
    image.dzsave(
        str(target),
        layout="iiif3",
        tile_size=TILE_SIZE,
        suffix=".jpg[Q=84]",
        id=UNRELEASED_ID.removesuffix("/tiles"),
        keep="none",
    )
    shutil.rmtree(folder / "vips-properties", ignore_errors=True)
    return [record_tree(target, "tiles", "application/ld+json", width=image.width, height=image.height)]
