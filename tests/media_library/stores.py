"""A store on another machine, in memory."""

from django.core.files.base import ContentFile
from django.core.files.storage import Storage


class ObjectStore(Storage):
    """Objects by name: no paths, and signed addresses as django-storages makes them."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}

    def _save(self, name: str, content) -> str:
        self.objects[name] = b"".join(content.chunks())
        return name

    def _open(self, name: str, mode: str = "rb") -> ContentFile:
        return ContentFile(self.objects[name])

    def exists(self, name: str) -> bool:
        return name in self.objects

    def size(self, name: str) -> int:
        return len(self.objects[name])

    def url(self, name: str, parameters: dict[str, str] | None = None, expire: int | None = None) -> str:
        return f"https://objects.example/{name}?for={expire}&type={(parameters or {}).get('ResponseContentType')}"
