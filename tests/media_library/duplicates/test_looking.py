"""After ingest each picture is looked at once, and what it likely repeats is written down."""

from collections.abc import Callable
from functools import cache

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from accounts.models import User
from jobs.models import Job
from media_library import fixity
from media_library.duplicates import looking
from media_library.duplicates.deciding import decide
from media_library.models import Asset, Look, Mark, Resemblance
from tests.factories import AssetFactory, UserFactory
from tests.media_library.arriving import arrive
from tests.media_library.corpus_pictures import save
from tests.media_library.duplicates.pictures import cropped, encoded, photograph

pytestmark = pytest.mark.django_db


@cache
def scene() -> Image.Image:
    return photograph(5)


def bring(name: str, picture: Image.Image, **options) -> Asset:
    return arrive(name, save(encoded(picture, **options)))


@pytest.fixture
def source(work_off: Callable) -> Asset:
    asset = bring("whole.jpg", scene(), quality=92)
    work_off()
    return asset


def test_a_crop_is_a_pair_with_its_source_and_says_which_part_it_is(source: Asset, work_off: Callable):
    crop = bring("crop.jpg", cropped(0.1, 0.05, 0, 0)(scene()), quality=70)
    other = bring("other.jpg", photograph(6))

    work_off()

    pair = Resemblance.objects.get()
    assert (pair.first, pair.second, pair.verdict, pair.by) == (source, crop, "", None)
    assert pair.agreement > 0.95
    assert pair.of_first == pytest.approx([0.1, 0.05, 1, 1], abs=0.01)
    assert pair.of_second == pytest.approx([0, 0, 1, 1], abs=0.01)
    assert set(Look.objects.values_list("asset", flat=True)) == {source.pk, crop.pk, other.pk}


def test_a_copy_turned_by_its_camera_is_found_upright(source: Asset, work_off: Callable):
    exif = Image.Exif()
    exif[0x0112] = 6
    bring("turned.jpg", scene().transpose(Image.Transpose.ROTATE_90), exif=exif, quality=80)

    work_off()

    assert Resemblance.objects.count() == 1


def test_identical_bytes_are_no_pair_and_leave_no_marks(source: Asset, work_off: Callable):
    again = bring("again.jpg", scene(), quality=92)
    assert again.sha256 == source.sha256

    work_off()

    assert Resemblance.objects.count() == 0
    assert not Mark.objects.filter(asset=again).exists()
    assert Look.objects.filter(asset=again).exists()


def test_what_was_decided_is_never_asked_again_though_all_is_made_anew(source: Asset, work_off: Callable):
    bring("small.jpg", scene().resize((450, 300)))
    work_off()
    decide(Resemblance.objects.get(), "different", by=UserFactory(curator=True))

    Look.objects.all().delete()
    fixity.rebuild()
    looking.look_through()
    work_off()

    assert [(each.verdict, bool(each.by)) for each in Resemblance.objects.all()] == [("different", True)]
    assert Look.objects.count() == 2


def test_looking_again_changes_nothing(source: Asset):
    marks = set(Mark.objects.values_list("asset", "word"))

    looking.look(str(source.uid))
    Look.objects.all().delete()
    looking.look(str(source.uid))

    assert set(Mark.objects.values_list("asset", "word")) == marks


def test_what_was_there_before_is_asked_for_by_the_round():
    old = AssetFactory()
    AssetFactory(video=True)
    AssetFactory(checking=True)

    looking.look_through()

    assert list(Job.objects.values_list("name", "subject")) == [("duplicates.look", str(old.uid))]


@pytest.mark.parametrize("count", [3, 30])
def test_candidates_cost_the_same_however_many_pictures_there_are(source: Asset, count: int):
    owner = User.objects.first()
    words = list(Mark.objects.filter(asset=source).values_list("word", flat=True))
    others = AssetFactory.create_batch(count, owner=owner)
    Mark.objects.bulk_create(
        Mark(asset=other, word=word) for at, other in enumerate(others) for word in words[: at + 1]
    )
    picture = looking.small(source)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        found = looking.candidates(source, picture)

    assert len(queries) == 3
    assert found[0] == others[-1]
    assert len(found) <= looking.CANDIDATES
