"""A file that ingest derived, as it is recorded."""

import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Made:
    """One derived file: ``role`` says what for, ``name`` is where it stands in the folder; sizes in pixels and bytes.

    ``sha256`` is of the bytes; of tiles, which are many files, of the list of their names and hashes.
    """

    role: str
    name: str
    media_type: str
    size: int
    sha256: str
    width: int | None = None
    height: int | None = None

    def as_data(self) -> dict[str, str | int | None]:
        return asdict(self)


def record(
    path: Path,
    role: str,
    media_type: str,
    *,
    width: int | None = None,
    height: int | None = None,
    below: Path | None = None,
) -> Made:
    """Describe the file at ``path``, hashing it; its name is its own, or the way to it from the folder ``below``."""
    name = path.relative_to(below).as_posix() if below else path.name
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return Made(role, name, media_type, path.stat().st_size, sha256, width, height)


def record_tree(folder: Path, role: str, media_type: str, *, width: int, height: int) -> Made:
    """Describe all files under ``folder`` as one, named for its info.json: the sum of their sizes, the hash of their
    names and hashes.
    """
    total, listing = 0, hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        data = path.read_bytes()
        total += len(data)
        listing.update(
            f"{hashlib.sha256(data).hexdigest()}  {path.relative_to(folder).as_posix()}\n".encode()
        )
    return Made(role, f"{folder.name}/info.json", media_type, total, listing.hexdigest(), width, height)
