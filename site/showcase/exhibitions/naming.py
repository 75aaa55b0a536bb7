"""The address of an exhibition: its title as it sounds."""

import re
from collections.abc import Callable

from zh.pinyin import syllables

LONGEST = 40


def slug_for(title: str, is_free: Callable[[str], bool]) -> str:
    """清晨 is ``qing-chen``, and ``qing-chen-2`` where that is taken."""
    sounds = (re.sub(r"[^a-z0-9]+", "", sound.lower()) for sound in syllables(title))
    base = ""
    for sound in filter(None, sounds):
        longer = f"{base}-{sound}" if base else sound[:LONGEST]
        if len(longer) > LONGEST:
            break
        base = longer
    base = base or "exhibition"
    number = 1
    while not is_free(slug := base if number == 1 else f"{base}-{number}"):
        number += 1
    return slug
