"""What becomes of an album: the layers above say which works were made of it, and where one is made."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from media_library.models import Album
from media_library.usage import Use


@dataclass(frozen=True)
class Onward:
    """``made``: the works; ``url``: where another is made of what is picked."""

    made: list[Use] = field(default_factory=list)
    url: str = ""


Answer = Callable[[Any, Album], Onward]
_answers: list[Answer] = []


def register(answer: Answer) -> Answer:
    """Let an upper layer answer for what it makes of albums: ``answer(user, album)``. Call it in ``AppConfig.ready``."""
    _answers.append(answer)
    return answer


def onwards(user: Any, album: Album) -> list[Onward]:
    """What each layer says."""
    return [answer(user, album) for answer in _answers]
