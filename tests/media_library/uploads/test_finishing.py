from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from jobs.models import Job
from media_library.models import Asset, Upload
from media_library.uploads import arriving
from media_library.uploads.finishing import finish, finish_again, is_whole, receive
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def whole() -> Upload:
    """An upload of which every byte has come, and whose process died then."""
    upload = arriving.begin(UserFactory(), name="兰亭.jpg", length=3)
    with arriving.held(upload) as descriptor:
        arriving.append(upload, descriptor, [b"ink"])
    return upload


def originals() -> list[bytes]:
    return [path.read_bytes() for path in (Path(settings.MEDIA_ROOT) / "originals").iterdir()]


def test_an_upload_is_whole_with_its_last_announced_byte(whole: Upload):
    assert is_whole(whole)
    assert not is_whole(Upload(length=None, offset=3))
    assert not is_whole(Upload(length=4, offset=3))


def test_the_asset_has_the_upload_s_own_uid(whole: Upload):
    asset = finish(whole)

    assert (asset.uid, asset.name, asset.owner) == (whole.uid, "兰亭.jpg", whole.owner)
    assert Upload.objects.get().asset == asset
    assert originals() == [b"ink"]


def test_what_a_dead_process_began_is_ended_once(whole: Upload):
    assets = [finish_again(Upload.objects.get()) for _ in range(3)]

    assert assets == [Asset.objects.get()] * 3
    assert Job.objects.count() == 1


def test_it_ends_also_where_the_file_was_moved_already(whole: Upload):
    target = Path(settings.MEDIA_ROOT) / f"originals/{whole.uid}"
    target.parent.mkdir(parents=True, exist_ok=True)
    arriving.path_of(whole.uid).replace(target)

    asset = finish_again(whole)

    assert (asset.size, originals()) == (3, [b"ink"])


def test_it_does_not_meddle_while_the_process_is_alive(whole: Upload):
    with arriving.held(whole), pytest.raises(arriving.Busy):
        finish_again(Upload.objects.get())

    assert Asset.objects.count() == 0


def test_bytes_that_are_nowhere_end_the_upload(whole: Upload):
    arriving.path_of(whole.uid).unlink()

    with pytest.raises(arriving.Gone):
        finish_again(whole)


def test_a_plain_form_field_makes_an_asset_too():
    owner = UserFactory()

    asset = receive(SimpleUploadedFile("../扫描 1.jpg", b"ink" * 100_000), owner)

    assert (asset.name, asset.size, asset.owner) == ("扫描 1.jpg", 300_000, owner)
    assert originals() == [b"ink" * 100_000]
    assert list(arriving.folder().iterdir()) == []


def test_a_form_field_is_held_to_the_same_size(settings):
    settings.MAX_UPLOAD_BYTES = 10

    with pytest.raises(arriving.TooLarge):
        receive(SimpleUploadedFile("long.txt", b"x" * 11), UserFactory())

    assert (Upload.objects.count(), Asset.objects.count()) == (0, 0)
