"""Copies that are made after the release join it; a work that is not public gets none."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from curation import completing, publicfiles
from curation.drafting import draft
from curation.reviewing import open_review, sign
from jobs.models import Job
from media_library.models import Asset, Rendition
from media_library.signals import extra_made
from showcase.models import Release, WorkCard
from tests.curation.conftest import withdraw


@pytest.fixture
def signed(accepted, court) -> Release:
    """Being prepared: every signature stands, and no file is copied yet."""
    review = open_review(draft(accepted, by=court.curator), by=court.curator)
    for part in ("first", "second", "final", "secrecy"):
        sign(review, part, by=getattr(court, part))
    return Release.objects.get()


@pytest.fixture
def released(signed, work_off) -> Release:
    work_off()
    signed.refresh_from_db()
    return signed


def make_avif() -> Asset:
    """What the later step leaves."""
    asset = Asset.objects.get()
    facts = {"media_type": "image/avif", "width": 64, "height": 48, "size": 1, "sha256": "0" * 64}
    Rendition.objects.create(asset=asset, role="avif", name="avif/640.avif", **facts)
    storages["default"].save(f"{asset.renditions_path}/avif/640.avif", ContentFile(b"x"))
    extra_made.send(Asset, asset=asset)
    return asset


def test_what_is_made_after_the_release_joins_it(released, work_off):
    before = released.content

    asset = make_avif()
    work_off()

    released.refresh_from_db()
    source = {"src": f"{asset.pk}/avif/640.avif", "width": 64, "height": 48}
    assert released.content["media"][0]["avif"] == [source]
    assert {**released.content, "media": []} == {**before, "media": []}
    assert WorkCard.objects.get().cover["avif"] == [[source["src"], 64]]
    assert storages["public"].exists(f"{released.token}/{source['src']}")
    assert publicfiles.check() == ([], [])


def test_frames_for_the_seek_bar_join_it_too(released, work_off):
    asset = Asset.objects.get()
    for name, media_type in (("sprites.vtt", "text/vtt"), ("sprites.jpg", "image/jpeg")):
        facts = {"media_type": media_type, "size": 1, "sha256": "0" * 64}
        Rendition.objects.create(asset=asset, role="sprites", name=name, **facts)
        storages["default"].save(f"{asset.renditions_path}/{name}", ContentFile(b"x"))
    extra_made.send(Asset, asset=asset)
    work_off()

    released.refresh_from_db()
    assert released.content["media"][0]["sprites"] == f"{asset.pk}/sprites.vtt"
    for name in ("sprites.vtt", "sprites.jpg"):
        assert storages["public"].exists(f"{released.token}/{asset.pk}/{name}")
    assert publicfiles.check() == ([], [])


def test_what_is_made_while_the_files_are_copied_joins_it(signed, work_off, monkeypatch):
    """The extra stands, and another worker has looked for a live release in vain, before the work goes live."""
    put = publicfiles.put

    def put_and_make(token, files):
        put(token, files)
        if not Rendition.objects.filter(role="avif").exists():
            completing.complete(str(make_avif().uid))
            Job.objects.filter(name="curation.complete").delete()

    monkeypatch.setattr(publicfiles, "put", put_and_make)
    work_off()

    signed.refresh_from_db()
    assert signed.state == Release.State.LIVE
    [source] = signed.content["media"][0]["avif"]
    assert storages["public"].exists(f"{signed.token}/{source['src']}")
    assert publicfiles.check() == ([], [])


def test_a_release_that_lacks_nothing_asks_for_nothing(released):
    assert not Job.objects.filter(name="curation.complete").exists()


def test_a_withdrawn_work_gets_nothing(released, court, work_off):
    withdraw(released_page(released), by=court.curator, reason="错字")
    work_off()

    make_avif()
    work_off()

    assert not Job.objects.filter(name="curation.complete").exists()
    assert publicfiles.check() == ([], [])


def released_page(released: Release):
    from showcase.models import WorkPage

    return WorkPage.objects.get(pk=released.page_id)
