"""Every file of the corpus ends as it must: taken with its facts, or refused with its reason."""

import json
from pathlib import Path
from typing import Any

import pytest

from media_library.ingest import sandbox
from media_library.ingest.confine import Limits
from media_library.ingest.identify import identify
from media_library.ingest.refusals import explain
from media_library.ingest.refused import Refusal, Refused
from tests.media_library import corpus_documents, corpus_pictures, corpus_recordings

GOOD = corpus_pictures.GOOD | corpus_recordings.GOOD | corpus_documents.GOOD
BAD = corpus_pictures.BAD | corpus_recordings.BAD | corpus_documents.BAD


def show(folder: Path, name: str, maker: corpus_pictures.Maker) -> dict[str, Any] | Refusal:
    """What comes of the file, as the pipeline would see it."""
    source, scratch, made = folder / "in" / name, folder / "scratch", folder / "made"
    for each in (source.parent, scratch, made):
        each.mkdir()
    maker(source)
    found = identify(source, name)
    if isinstance(found, Refusal):
        return found  # Told from the bytes alone: no child is needed, here or in the pipeline.
    try:
        return sandbox.run("show", source, made, scratch=scratch, limits=Limits(), name=name)
    except Refused as refused:
        return refused.refusal


@pytest.mark.parametrize("name", sorted(GOOD))
def test_a_good_file_is_taken(name: str, tmp_path: Path) -> None:
    outcome = show(tmp_path, name, GOOD[name])

    assert isinstance(outcome, dict), outcome
    assert outcome["made"] or outcome["facts"]["later"] == ["encode"]


@pytest.mark.parametrize("name", sorted(BAD))
def test_a_bad_file_is_refused_with_its_reason(name: str, tmp_path: Path) -> None:
    maker, code = BAD[name]

    outcome = show(tmp_path, name, maker)

    assert isinstance(outcome, Refusal), json.dumps(outcome["facts"])
    assert outcome.code == code, outcome
    assert explain(outcome)
