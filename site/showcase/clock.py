"""Places in a recording as people write them: 3:20, 1:02:05, 3:20.5, also with the wide signs of a Chinese keyboard."""

import re
import unicodedata

_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,4}):(\d{1,2})(?:\.(\d{1,3}))?", re.ASCII)


def read(text: str) -> float | None:
    """The seconds, in tenths; None where this is no place in a recording."""
    found = _CLOCK.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if not found or int(found[3]) > 59 or (found[1] and int(found[2]) > 59):
        return None
    whole = int(found[1] or 0) * 3600 + int(found[2]) * 60 + int(found[3])
    return round(whole + float(f"0.{found[4] or 0}"), 1)


def write(seconds: float) -> str:
    """3725 → 1:02:05; tenths only where there are some: 62.5 → 1:02.5."""
    tenths = round(seconds * 10)
    whole = tenths // 10
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    text = f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
    return f"{text}.{tenths % 10}" if tenths % 10 else text
