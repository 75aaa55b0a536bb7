"""What will go is counted where it stands."""

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from curation.vanishing import vanishing
from showcase.models import Release


def test_the_preview_counts_what_stands_in_the_store(public_work):
    release = Release.objects.get()
    for path in ("7/tiles/1/0_0.webp", "7/tiles/info.json", "7/hls/1.m4s", "7/captions.vtt"):
        storages["public"].save(f"{release.token}/{path}", ContentFile(b"x"))

    gone = vanishing(public_work)

    assert (gone.tiles, gone.segments, gone.captions, gone.others) == (2, 1, 1, 1)
    assert gone.address.endswith(f"/works/{public_work.slug}/")
