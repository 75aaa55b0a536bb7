"""A drill: a real worker is killed at any moment, and nothing is lost, doubled or left behind."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from jobs import queue
from jobs.models import Job
from jobs.models import State as JobState
from media_library import fixity
from media_library.models import Asset, Rendition, State
from tests.media_library.arriving import arrive
from tests.media_library.corpus_documents import GOOD as DOCUMENTS
from tests.media_library.corpus_pictures import encoded, painting, save
from tests.media_library.corpus_recordings import GOOD as RECORDINGS
from tests.media_library.corpus_recordings import LONG_LECTURE

ROOT = Path(__file__).resolve().parents[3]
KILLS = int(os.environ.get("KILLS", "200"))


def children_of(pid: int) -> list[int]:
    """Processes in the system whose parent is ``pid``."""
    path = Path(f"/proc/{pid}/task")
    return [int(child) for each in path.glob("*/children") for child in each.read_text().split()]


def outliving(pids: list[int]) -> list[int]:
    """Those of them that are still there in five seconds: the kernel ends them at once, but not always soon."""
    until = time.monotonic() + 5
    while (left := [pid for pid in pids if Path(f"/proc/{pid}").exists()]) and time.monotonic() < until:
        time.sleep(0.1)
    return left


@pytest.mark.drill
@pytest.mark.timeout(3600)
@pytest.mark.django_db(transaction=True)
def test_a_worker_may_be_killed_at_any_moment(service_environment: dict[str, str]) -> None:
    assets = [arrive(f"{number}.jpg", save(encoded(painting(2200, 1400), "JPEG"))) for number in range(10)]
    assets += [arrive("hevc.mov", RECORDINGS["hevc.mov"]), arrive("half.jpg", save(b"\xff\xd8\xff\xe0half"))]
    assets += [arrive("lecture.mp4", LONG_LECTURE), arrive("speech.wav", RECORDINGS["speech.wav"])]
    assets += [arrive(name, DOCUMENTS[name]) for name in ("essay.txt", "printed.pdf", "reviewed.docx")]
    random.seed(os.environ.get("SEED", "1"))
    orphans: list[int] = []

    for _kill in range(KILLS):
        worker = subprocess.Popen([sys.executable, "manage.py", "work"], cwd=ROOT, env=service_environment)
        time.sleep(2.0 + random.random() * 4)
        started = children_of(worker.pid)
        worker.kill()
        worker.wait()
        orphans += outliving(started)
        # Let the leases end now instead of in a minute. Attempts are not counted here: the kills are ours.
        Job.objects.filter(state=JobState.RUNNING).update(lease_until=timezone.now(), attempts=0)
        if not Job.objects.filter(state__in=[JobState.RUNNING, JobState.WAITING]).exists():
            fixity.rebuild()  # all of it once more, so that there is something to kill
    queue.work_off()

    assert orphans == []
    states = {asset.name: Asset.objects.get(pk=asset.pk).state for asset in assets}
    assert states == {
        asset.name: State.REFUSED if asset.name == "half.jpg" else State.READY for asset in assets
    }
    made = {
        role: Rendition.objects.filter(role=role).count()
        for role in ("tiles", "avif", "hls", "sprites", "opus")
    }
    assert made == {"tiles": 10, "avif": 40, "hls": 7, "sprites": 2, "opus": 1}
    assert list(fixity.verify_renditions()) == []
    assert list(fixity.verify_originals()) == []
    assert Job.objects.exclude(state=JobState.DONE).count() == 0
    assert list((settings.VAR / "tmp").glob("ingest-*")) == []
