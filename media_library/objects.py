"""Files on another machine that speaks S3: closed to everybody but us, and to whom we sign an address for minutes."""

import datetime as dt
import functools
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from storages.backends.s3 import S3Storage

from media_library.storage import BLOCK, StoreAway

#: At once, where there are thousands of small files: each waits for the network and for little else.
HANDS = 8
#: As many names as one request may list, and may delete.
_PAGE = 1000
# Somebody waits for an answer: an hour of the library's defaults would hold every thread of the web server.
_PATIENCE = {"connect_timeout": 3, "read_timeout": 10, "retries": {"mode": "standard", "max_attempts": 2}}


class Facts(NamedTuple):
    """What the store says of an object: bytes, its ETag without quotation marks, seconds since 1970."""

    size: int
    etag: str
    modified: int


def _reached(method: Callable) -> Callable:
    """Have the method raise FileNotFoundError where there is no such object, StoreAway for all else that went wrong."""

    @functools.wraps(method)
    def call(*args: Any, **kwargs: Any) -> Any:
        try:
            return method(*args, **kwargs)
        except ClientError as error:
            status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode")
            if status == 404 and error.response.get("Error", {}).get("Code") != "NoSuchBucket":
                raise FileNotFoundError(str(error)) from error
            raise StoreAway(str(error)) from error
        except (BotoCoreError, Boto3Error) as error:
            raise StoreAway(str(error)) from error

    return call


class Objects(S3Storage):
    """A bucket. Names are paths as on a disk; what is written to a name replaces what stood there."""

    _save = _reached(S3Storage._save)
    _open = _reached(S3Storage._open)
    delete = _reached(S3Storage.delete)
    exists = _reached(S3Storage.exists)
    listdir = _reached(S3Storage.listdir)
    size = _reached(S3Storage.size)

    def get_default_settings(self) -> dict[str, Any]:
        """Nothing is taken from Django's settings or the environment: all is said where the store is named."""
        return super().get_default_settings() | {
            "client_config": Config(signature_version="s3v4", s3={"addressing_style": "path"}, **_PATIENCE),
            "transfer_config": TransferConfig(max_concurrency=4),
            "security_token": None,
            "session_profile": None,
            "max_memory_size": 8 * BLOCK,  # beyond it a file that is opened stands on disk meanwhile
        }

    @property
    def client(self) -> Any:
        """The connection; unlike the rest of boto3 it may be used by several threads."""
        return self.bucket.meta.client

    @_reached
    def facts(self, name: str) -> Facts:
        """Raises FileNotFoundError, StoreAway."""
        head = self.client.head_object(Bucket=self.bucket_name, Key=name)
        return Facts(head["ContentLength"], head["ETag"].strip('"'), int(head["LastModified"].timestamp()))

    @_reached
    def blocks(self, name: str, first: int = 0, last: int | None = None) -> Iterator[bytes]:
        """The object's bytes from ``first`` to ``last``, asked for at once, read as they are wanted."""
        part = {"Range": f"bytes={first}-{'' if last is None else last}"} if first or last is not None else {}
        found = self.client.get_object(Bucket=self.bucket_name, Key=name, **part)
        return self._read(found["Body"])

    def _read(self, body: Any) -> Iterator[bytes]:
        try:
            while block := body.read(BLOCK):
                yield block
        except BotoCoreError as error:  # it broke off
            raise StoreAway(str(error)) from error
        finally:
            body.close()

    def answers(self) -> bool:
        """Whether the bucket is there at this moment."""
        try:
            self.client.head_bucket(Bucket=self.bucket_name)
        except (BotoCoreError, ClientError):
            return False
        return True

    @_reached
    def take(self, path: Path, name: str) -> None:
        """Put the file at ``path``; nothing of it is held in memory. Whole or not at all."""
        self.client.upload_file(str(path), self.bucket_name, name, Config=self.transfer_config)

    def take_tree(self, folder: Path, name: str) -> None:
        """Put every file under the folder."""
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        self.many(lambda path: self.take(path, f"{name}/{path.relative_to(folder).as_posix()}"), files)

    @_reached
    def copy_from(self, source: "Objects", name: str, new_name: str) -> None:
        """Have the other machine copy an object of another bucket of its own."""
        found = {"Bucket": source.bucket_name, "Key": name}
        self.client.copy(found, self.bucket_name, new_name, Config=TransferConfig(use_threads=False))

    @_reached
    def walk(self, folder: str) -> Iterator[tuple[str, int]]:
        """(path below the folder, bytes) of every object under it."""
        prefix = f"{folder}/" if folder else ""
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket_name, Prefix=prefix)
        found = [each for page in pages for each in page.get("Contents", ())]
        return iter([(each["Key"].removeprefix(prefix), each["Size"]) for each in found])

    @_reached
    def clear(self, folder: str) -> None:
        """Delete every object under the folder, a thousand at a time."""
        names = [f"{folder}/{path}" for path, _size in self.walk(folder)]
        for at in range(0, len(names), _PAGE):
            keys = [{"Key": name} for name in names[at : at + _PAGE]]
            answer = self.client.delete_objects(
                Bucket=self.bucket_name, Delete={"Objects": keys, "Quiet": True}
            )
            if errors := answer.get("Errors"):
                raise StoreAway(f"{len(errors)} objects could not be deleted, the first: {errors[0]}")

    @_reached
    def end_abandoned(self, before: dt.datetime) -> int:
        """Have the store drop the parts of objects that somebody began to put before then and never ended; they cost
        room and stand in no list. Returns how many there were."""
        pages = self.client.get_paginator("list_multipart_uploads").paginate(Bucket=self.bucket_name)
        begun = [each for page in pages for each in page.get("Uploads", ()) if each["Initiated"] < before]
        for each in begun:
            self.client.abort_multipart_upload(
                Bucket=self.bucket_name, Key=each["Key"], UploadId=each["UploadId"]
            )
        return len(begun)

    def many(self, do: Callable[[Any], Any], subjects: Iterable[Any]) -> None:
        """Do it on each, several at once. Raises what the first of them raised."""
        _made_here_and_not_by_eight_threads_at_once = self.client
        with ThreadPoolExecutor(HANDS) as hands:
            for _done in hands.map(do, subjects):
                pass


class ReleasedObjects(Objects):
    """The bucket of what is released. Its objects have our own addresses: who asks, asks us."""

    def url(
        self, name: str, parameters: Any = None, expire: int | None = None, http_method: str | None = None
    ) -> str:
        """The address at which ``media_library.serving.public`` shows the file."""
        return f"/public/{quote(name)}"
