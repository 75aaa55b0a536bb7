"""An asset as uploads leave it: its bytes in the private store, its row waiting, ingest asked for."""

import hashlib
import tempfile
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from accounts.models import User
from media_library.ingest import pipeline
from media_library.models import Asset
from tests.media_library.corpus_pictures import Maker


def arrive(name: str, maker: Maker) -> Asset:
    """Make a file by ``maker`` and keep it as an original called ``name``."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"made{Path(name).suffix}"
        maker(path)
        data = path.read_bytes()
    owner, _new = User.objects.get_or_create(username="9001")
    sha256 = hashlib.sha256(data).hexdigest()
    asset = Asset.objects.create(owner=owner, name=name, size=len(data), sha256=sha256)
    storages["default"].save(asset.original_path, ContentFile(data))
    pipeline.begin(asset)
    return asset
