"""Papers as PDF, set by typst with the Chinese fonts that the machine has."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import gettext as _

from submissions.prints import Paper

#: What is asked for, in this order; one of them is on every Windows, macOS or Linux desktop that reads Chinese.
FONTS = (
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "Noto Sans CJK SC",
    "Songti SC",
    "SimSun",
    "FangSong",
    "Microsoft YaHei",
)
_HERE = Path(__file__).parent


class NoChineseFont(Exception):
    """The machine has no font in which Chinese could be set; the sentence offers the Word file."""


@cache
def fonts() -> list[str]:
    """Which of the fonts this machine has."""
    here = {name.lower() for name in typst.Fonts().families()}
    return [name for name in FONTS if name.lower() in here]


def as_pdf(paper: Paper) -> bytes:
    """A paper of labels and texts. Raises NoChineseFont as ``compiled`` does."""
    return compiled("sheet.typ", {"title": paper.title, "rows": paper.rows})


def compiled(source: str, facts: dict[str, Any]) -> bytes:
    """What a source beside this file makes of the facts. Raises NoChineseFont rather than print a sheet of empty
    boxes."""
    if not fonts():
        raise NoChineseFont(
            _(
                "This server has no Chinese font, so the PDF would be unreadable. "
                "Please take the Word file, or ask the administrator to install Noto Serif CJK."
            )
        )
    # Whatever is left out of the first is looked for in the others, rare characters last.
    paper = json.dumps({**facts, "fonts": [*fonts(), "Libertinus Serif"]}, ensure_ascii=False)
    made = typst.compile(str(_HERE / source), format="pdf", sys_inputs={"paper": paper})
    if not isinstance(made, bytes):
        raise TypeError("typst made no single document")
    return made
