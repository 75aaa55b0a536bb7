"""The corpus through the real pipeline, later steps and all: every file ends, and nothing is left lying about."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import storages

from jobs.models import Job
from jobs.models import State as JobState
from media_library.ingest.words import describe_progress
from media_library.models import Asset, Rendition, State
from tests.media_library.arriving import arrive
from tests.media_library.corpus import CASES
from tests.media_library.corpus.case import BAD, GOOD

pytestmark = [pytest.mark.django_db, pytest.mark.once]
QUICK = [key for key, case in CASES.items() if not case.slow]
#: Some of every family.
SAMPLE = QUICK[::72]


def test_a_sample_of_the_corpus(work_off: Callable[..., int]) -> None:
    every_file_ends(SAMPLE, work_off)


@pytest.mark.drill
def test_the_whole_corpus(work_off: Callable[..., int]) -> None:
    every_file_ends(QUICK, work_off)


def every_file_ends(keys: list[str], work_off: Callable[..., int]) -> None:
    """Send all of it first, then work it off as one worker would."""
    arrived = {key: arrive(CASES[key].name, CASES[key].make) for key in keys}

    work_off()

    for key, asset in arrived.items():
        asset.refresh_from_db()
        ends = {GOOD: {State.READY}, BAD: {State.REFUSED}}.get(CASES[key].kind, {State.READY, State.REFUSED})
        assert asset.state in ends, (key, asset.state, asset.refusal, asset.refusal_params)
        assert describe_progress(asset)
    assert not Job.objects.exclude(state=JobState.DONE).exists()
    assert list((settings.VAR / "tmp").glob("*")) == []
    root = Path(storages["default"].path(""))
    stored = {each.relative_to(root).as_posix() for each in root.rglob("*") if each.is_file()}
    originals = {asset.original_path for asset in Asset.objects.all()}
    renditions = {each.path for each in Rendition.objects.exclude(role="tiles").select_related("asset")}
    tiles = tuple(
        each.path.rpartition("/")[0]
        for each in Rendition.objects.filter(role="tiles").select_related("asset")
    )
    strangers = [path for path in stored - originals - renditions if not path.startswith(tiles or ("\0",))]
    assert strangers == []
    assert renditions <= stored
