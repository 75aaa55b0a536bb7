"""The corpus: files as people really have them, and files as somebody who means harm would make them.

Each module is a family and holds ``CASES``. Nothing binary is kept here: every file is made when it is wanted.
"""

from tests.media_library import corpus_documents, corpus_pictures, corpus_recordings
from tests.media_library.corpus import (
    damage,
    disguises,
    heif,
    jpeg,
    others,
    pdf_files,
    png,
    sound,
    texts,
    tiff,
    video,
    webp_gif,
    word_files,
)
from tests.media_library.corpus.case import Case, bad, good

_FAMILIES = (
    jpeg,
    png,
    tiff,
    webp_gif,
    heif,
    others,
    video,
    sound,
    word_files,
    pdf_files,
    texts,
    disguises,
    damage,
)
_FIRST = (corpus_pictures, corpus_recordings, corpus_documents)
#: Files whose containers say another format than their endings, both of which fit.
_FORMATS = {"telephone.MOV": "mov", "hevc.mov": "mov"}

CASES: dict[str, Case] = {}


def _gather() -> None:
    for family in _FIRST:
        label = family.__name__.rsplit("_", 1)[1]
        for name, make in family.GOOD.items():
            CASES[f"{label}/{name}"] = good(name, make, _FORMATS.get(name, ""))
        for name, (make, code) in family.BAD.items():
            CASES[f"{label}/{name}"] = bad(name, make, code)
    for family in _FAMILIES:
        label = family.__name__.rsplit(".", 1)[1]
        for case in family.CASES:
            key = f"{label}/{case.name}"
            if key in CASES:
                raise ValueError(f"two files are called {key}")
            CASES[key] = case


_gather()
