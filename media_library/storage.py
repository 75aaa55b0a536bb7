"""What the private and the public store have in common, whether a folder of this machine or buckets of another."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.core.files.storage import FileSystemStorage

BLOCK = 1 << 20


class StoreAway(Exception):
    """The store on the other machine cannot be reached, or refuses us. Nothing is lost: try again later."""


def is_local(store: Any) -> bool:
    """Whether the store's files have paths on this machine."""
    return isinstance(store, FileSystemStorage)


def walk(store: Any, folder: str) -> Iterator[tuple[str, int]]:
    """(path below the folder, bytes) of every file under it, however deep; nothing where the folder is missing."""
    if not is_local(store):
        yield from store.walk(folder)
        return
    try:
        folders, names = store.listdir(folder)
    except FileNotFoundError:
        return
    yield from ((name, store.size(f"{folder}/{name}")) for name in sorted(names))
    for inner in sorted(folders):
        yield from ((f"{inner}/{path}", size) for path, size in walk(store, f"{folder}/{inner}"))


def blocks(store: Any, name: str) -> Iterator[bytes]:
    """The file's bytes, a megabyte at a time and never all of them at once. Raises FileNotFoundError, StoreAway."""
    if not is_local(store):
        yield from store.blocks(name)
        return
    with store.open(name, "rb") as file:
        while block := file.read(BLOCK):
            yield block


def each(store: Any, do: Callable[[Any], None], subjects: Iterable[Any]) -> None:
    """Do it on each, in turn on a disk, several at once where each waits for the network."""
    if not is_local(store):
        store.many(do, subjects)
        return
    for subject in subjects:
        do(subject)


def copy(source: Any, name: str, target: Any, new_name: str) -> None:
    """Copy a file from store to store; between two buckets of one machine the bytes do not come by here."""
    if not is_local(source) and not is_local(target):
        target.copy_from(source, name, new_name)
        return
    with source.open(name) as file:
        target.save(new_name, file)
