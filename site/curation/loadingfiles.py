"""The files of an existing work: kept as originals, checked and derived at once, before its page is made."""

import shutil
import tempfile
import uuid
from pathlib import Path

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from curation.lines import BadLine, Line
from jobs import queue
from jobs.models import State as JobState
from media_library.ingest import pipeline
from media_library.ingest.words import describe_progress
from media_library.models import Asset, State
from media_library.originals import keep_original


def take_files(line: Line, operator: str) -> list[Asset]:
    """The line's files as assets that are ready to show, in order.

    Raises BadLine for a file that is refused or cannot be processed, and where no account can own the files. A second
    call takes up what the first one kept: an asset's key comes of the line's and the file's place.
    """
    owner = _owner(operator)
    return [
        _taken(path, uuid.uuid5(uuid.NAMESPACE_OID, f"{line.key}/{n}"), owner)
        for n, path in enumerate(line.files)
    ]


def _taken(path: Path, uid: uuid.UUID, owner: User) -> Asset:
    scratch = settings.VAR / "tmp"
    scratch.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=scratch, prefix="load-") as folder:
        copy = Path(folder) / "file"
        shutil.copyfile(path, copy)  # the operator's own file stays where it is
        asset = keep_original(copy, path.name, owner, uid=uid)
    if asset.state == State.FAILED:
        pipeline.begin(asset)
    steps = ["show"]
    while steps:
        # A release copies what stands, so the later steps (tiles, a smaller film) are waited for as well.
        job = queue.settle(f"ingest.{steps.pop(0)}", str(uid))
        asset.refresh_from_db()
        if job.state == JobState.WAITING or asset.state == State.FAILED:
            why = job.error.strip().rpartition("\n")[2]
            raise BadLine(
                _("“%(name)s” could not be processed: %(why)s") % {"name": path.name, "why": why[:300]}
            )
        if job.name == "ingest.show":
            steps += [step for step in asset.facts.get("later", []) if step not in pipeline.EXTRAS]
    if asset.state != State.READY:
        raise BadLine(_("“%(name)s”: %(why)s") % {"name": path.name, "why": describe_progress(asset)})
    return asset


def _owner(operator: str) -> User:
    """The account by the operator's staff number or name, else the first administrator."""
    users = User.objects.filter(is_active=True)
    found = (
        users.filter(Q(username=operator) | Q(name=operator)).order_by("pk").first() if operator else None
    ) or users.filter(is_superuser=True).order_by("pk").first()
    if found is None:
        raise BadLine(
            _("No account can own the files: make an administrator first (manage.py createsuperuser).")
        )
    return found
