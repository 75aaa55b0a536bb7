"""The public store: one folder for each release, nothing else in it."""

import secrets
import shutil
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from media_library import storage
from media_library.tiling import with_id
from showcase.models import Release


def put(token: str, files: Iterable[tuple[str, str]]) -> None:
    """Copy (private path, path within the release) into the public store; what stands already is left."""
    private, public = storages["default"], storages["public"]
    standing = dict(storage.walk(public, token))

    def bring(pair: tuple[str, str]) -> None:
        source, target = pair
        path = f"{token}/{target}"
        if target.endswith("/tiles/info.json"):
            _put_info(source, path)
            return
        if target in standing:
            if standing[target] == private.size(source):
                return
            public.delete(path)
        storage.copy(private, source, public, path)

    storage.each(public, bring, files)


def _put_info(source: str, path: str) -> None:
    """The tiles' own description names the address at which they are released."""
    private, public = storages["default"], storages["public"]
    with private.open(source) as file:
        info = with_id(file.read(), settings.PUBLIC_ADDRESS + public.url(path.removesuffix("/info.json")))
    public.delete(path)
    public.save(path, ContentFile(info))


def clear_dead(page_id: int) -> None:
    """Delete the folders of the page's releases that ended."""
    dead = Release.objects.filter(
        page_id=page_id, state__in=[Release.State.REPLACED, Release.State.WITHDRAWN]
    ).values_list("token", flat=True)
    for token in dead:
        clear(token)


def clear(token: str) -> None:
    """Delete a release's folder with everything in it.

    A local folder is renamed first, to a name that no address has: all of it is gone at once, however many tiles it
    holds, and of two processes that clear at the same moment one finds nothing to do. What a crash leaves under the
    new name is a stranger to ``check``.
    """
    public = storages["public"]
    if storage.is_local(public):
        folder = Path(public.path(token))
        grave = folder.with_name(f".{token.lstrip('.')[:32]}-{secrets.token_hex(4)}")
        try:
            folder.rename(grave)
        except FileNotFoundError:
            return
        shutil.rmtree(grave)
        return
    public.clear(token)  # type: ignore[attr-defined]


def check() -> tuple[list[str], list[str]]:
    """Compare the store with the live releases, both ways: (tokens that should not stand, files that are missing)."""
    public = storages["public"]
    # The folders first, then the rows, in one query: a release has its row before its folder, so that one that is
    # begun, or goes live, while we look is never taken for a stranger.
    try:
        standing = set(public.listdir("")[0])
    except FileNotFoundError:
        standing = set()
    owned = Release.objects.filter(state__in=[Release.State.PREPARING, Release.State.LIVE])
    tokens = {each.token: each for each in owned}
    # Some object stores name a folder for a while after its last file is gone: that is nobody's stranger.
    strangers = [each for each in sorted(standing - set(tokens)) if any(storage.walk(public, each))]
    live = [each for each in tokens.values() if each.state == Release.State.LIVE]
    missing = [
        f"{each.slug}: {path}"
        for each in live
        for path in _paths(each.content)
        if not public.exists(f"{each.token}/{path}")
    ]
    return strangers, missing


def _paths(content: dict) -> Iterable[str]:
    for medium in [*content.get("media", []), *content.get("closeups", [])]:
        for source in [*medium.get("avif", []), *medium["webp"], *medium["jpeg"], *medium["pages"]]:
            yield source["src"]
        play = medium["play"] and medium["play"]["src"]
        alone = [medium.get(name) for name in ("tiles", "poster", "opus", "hls", "sprites", "captions")]
        handout = medium["handout"]["src"] if "handout" in medium else None
        for path in [play, *alone, handout]:
            if path:
                yield path
