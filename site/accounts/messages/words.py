"""The sentences of messages: each app registers those of its own news, by kind."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

_sentences: dict[str, Any] = {}


def register(sentences: Mapping[str, Any]) -> None:
    """Lazy translations by kind; a sentence names its facts as ``%(title)s``."""
    _sentences.update(sentences)


def say(kind: str, facts: Mapping[str, Any]) -> str:
    """The sentence of a kind in the language that is active. A fact may have an English form beside it (``stage_en``);
    ``day`` is a date."""
    sentence = _sentences.get(kind)
    if sentence is None:  # a kind that is told no more: its old messages can still be opened
        return _("News")
    said = dict(facts)
    if (get_language() or "").startswith("en"):
        said |= {name: facts[f"{name}_en"] for name in facts if facts.get(f"{name}_en")}
    if "day" in facts:
        said["day"] = date_format(dt.date.fromisoformat(facts["day"]), "DATE_FORMAT")
    return str(sentence) % said
