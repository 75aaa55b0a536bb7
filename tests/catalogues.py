"""Compile the catalogues that changed: a clone has none, and the tests read both languages."""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parent.parent / "site" / "locale"


def compile_changed() -> None:
    """Write each ``.mo`` that is older than its ``.po``; in one step, since others may be reading it."""
    for source in LOCALE.glob("*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
            continue
        unfinished = compiled.with_name(f"{compiled.name}.{os.getpid()}")
        with source.open("rb") as text, unfinished.open("wb") as binary:
            write_mo(binary, read_po(text))
        unfinished.replace(compiled)
