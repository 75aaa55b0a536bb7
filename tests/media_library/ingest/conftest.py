"""Files of the corpus, shown: in a child process, as the pipeline does it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from media_library.ingest import sandbox
from media_library.ingest.confine import Limits
from tests.media_library.corpus_pictures import Maker


@dataclass(frozen=True)
class Shown:
    """What came of a file: its facts, what was made, and the folder in which that stands."""

    format: str
    facts: dict[str, Any]
    made: list[dict[str, Any]]
    folder: Path
    source: Path

    def names(self, role: str) -> list[str]:
        """The files of a role, in order."""
        return sorted(each["name"] for each in self.made if each["role"] == role)

    def picture(self, name: str) -> Image.Image:
        """One of the pictures that were made."""
        return Image.open(self.folder / name)

    def text(self) -> str:
        """The HTML of a document."""
        return (self.folder / "text.html").read_text(encoding="utf-8")


@pytest.fixture
def show(tmp_path: Path) -> Callable[..., Shown]:
    """Make a file by ``maker``, call it ``name`` and show it. Raises Refused."""

    def run(name: str, maker: Maker, **limits: Any) -> Shown:
        number = len(list(tmp_path.glob("in*")))
        source, scratch, made = (tmp_path / f"{each}{number}" for each in ("in", "scratch", "made"))
        for each in (source, scratch, made):
            each.mkdir()
        maker(source / name)
        result = sandbox.run("show", source / name, made, scratch=scratch, limits=Limits(**limits), name=name)
        return Shown(result["format"], result["facts"], result["made"], made, source / name)

    return run
