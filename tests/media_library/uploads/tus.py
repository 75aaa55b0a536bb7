"""A tus client of the plainest kind."""

import base64
from dataclasses import dataclass
from typing import Any

from django.test import Client

OCTETS = "application/offset+octet-stream"


@dataclass
class Tus:
    """Speaks tus through Django's test client: headers as keywords, ``Upload_Offset=3``."""

    client: Client

    def send(self, method: str, path: str, body: bytes = b"", content_type: str = "", **headers: Any) -> Any:
        told = {"Tus-Resumable": "1.0.0"} | {
            name.replace("_", "-"): str(value) for name, value in headers.items()
        }
        told = {name: value for name, value in told.items() if value != "None"}
        return self.client.generic(method, path, body, headers=told, CONTENT_TYPE=content_type)

    def create(self, length: int | None = None, name: str = "扫描.jpg", **headers: Any) -> str:
        """The address of a new upload."""
        announced = {"Upload_Defer_Length": 1} if length is None else {"Upload_Length": length}
        encoded = base64.b64encode(name.encode()).decode()
        answer = self.send("POST", "/uploads/", Upload_Metadata=f"filename {encoded}", **announced, **headers)
        assert answer.status_code == 201, answer.content.decode()
        return answer["Location"].removeprefix("http://testserver")

    def patch(self, path: str, offset: int, body: bytes, **headers: Any) -> Any:
        return self.send("PATCH", path, body, OCTETS, Upload_Offset=offset, **headers)

    def head(self, path: str) -> Any:
        return self.send("HEAD", path)
