"""The end of an upload: what arrived becomes an asset. Only records; all looking at it happens later."""

from collections.abc import Iterable

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from accounts.models import User
from media_library.albums.arriving import place
from media_library.models import Asset, Upload
from media_library.names import clean
from media_library.originals import keep_original
from media_library.storage import StoreAway
from media_library.uploads import arriving


def is_whole(upload: Upload) -> bool:
    """Whether all announced bytes have arrived."""
    return upload.length is not None and upload.offset == upload.length


def finish(upload: Upload) -> Asset:
    """Make the asset of a whole upload that is held; it has the upload's own ``uid``: twice is the same as once.

    Raises Gone where the bytes are neither here nor in the store, StoreAway where that does not answer: they stay
    here then, and ``tidying`` tries again for as long as it takes.
    """
    if upload.asset:
        return upload.asset
    try:
        asset = keep_original(arriving.path_of(upload.uid), upload.name, upload.owner, uid=upload.uid)
    except FileNotFoundError as error:
        raise arriving.Gone from error
    place(upload, asset)  # before the upload is done with: whoever dies in between does it again
    Upload.objects.filter(pk=upload.pk).update(asset=asset)
    upload.asset = asset
    return asset


def finish_again(upload: Upload) -> Asset:
    """End what a process that died began. Its file may be here still, or stand in the store already.

    Raises Busy where that process is alive, Gone where the bytes are nowhere.
    """
    try:
        with arriving.held(upload):
            return finish(upload)
    except arriving.Gone:
        upload.refresh_from_db()
        return finish(upload)


def receive_all(files: Iterable[UploadedFile], owner: User) -> tuple[list[Asset], list[str]]:
    """The files of a form's field: what was kept, and a sentence for each that was not."""
    kept, sentences = [], []
    for file in files:
        try:
            kept.append(receive(file, owner))
        except arriving.TooLarge:
            sentences.append(_("“%(name)s” is larger than one file may be.") % {"name": file.name})
        except StoreAway:
            sentences.append(
                _("“%(name)s” could not be kept: the file store does not answer. Please send it again later.")
                % {"name": file.name}
            )
        except arriving.NoRoom:
            sentences.append(
                _("There is no room for “%(name)s” at the moment. Please tell the administrator.")
                % {"name": file.name}
            )
    return kept, sentences


def receive(file: UploadedFile, owner: User) -> Asset:
    """Keep a file that came through a plain form field, for those whose browser runs no script.

    Raises TooLarge, NoRoom (of ``arriving``), StoreAway; the form says so beside its field.
    """
    upload = arriving.begin(owner, name=clean(file.name or ""), length=file.size or 0)
    with arriving.held(upload) as descriptor:
        arriving.append(upload, descriptor, file.chunks(arriving.BLOCK))
        return finish(upload)
