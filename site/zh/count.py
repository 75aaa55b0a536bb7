"""How long a text is, by the rule that calls for works publish."""

import re

from zh.fold import CJK

_WESTERN = r"[^\W_" + CJK + r"\u3000-\u303f\uff00-\uffef]"
_COUNTED = re.compile(rf"{_WESTERN}+(?:[.,'’\-]{_WESTERN}+)*|\S")


def count_characters(text: str) -> int:
    """Chinese characters and punctuation marks count one each; a run of Latin letters or digits counts one.

    A point, comma, apostrophe or hyphen inside such a run belongs to it: 3.5 and don't count one.
    """
    return sum(1 for _ in _COUNTED.finditer(text))


def reading_minutes(text: str) -> int:
    """Minutes to read the text, at 400 characters a minute, at least one."""
    return max(1, round(count_characters(text) / 400))
