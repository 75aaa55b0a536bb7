"""What a notice leaves open: X月, XX市委, ××, ____, 2021年  月  日. Kept as they are, listed, and asked for."""

import re

from .lines import Line
from .tree import Placeholder

_HOLE = re.compile(
    r"(?<![A-Za-z0-9])[XxＸ]{1,6}(?![A-Za-z0-9光射])"
    r"|×{2,}|(?<!\d)×(?=[年月日号省州市县区院])|(?<=第)×|[＿_]{2,}|＿|○{2,}|〇{2,}|□{2,}|△{2,}|(?<!\*)\*{2,3}(?!\*)"
    r"|(?<=年)[ \u3000\u2003]+(?=月)|(?<=月)[ \u3000\u2003]+(?=日)"
)
# A phrase ends at punctuation, and at the small words that join phrases.
_EDGE = re.compile(r"[，。；：、！？,;:!?（）()《》〈〉“”‘’【】\s]|关于|的|等|在|和|与")


def holes_in(line: Line, start_of_text: int = 0) -> list[Placeholder]:
    """Every hole of a line with the phrase around it; several holes may share one phrase (X月至X月底).

    ``start_of_text`` is where the text begins behind a number, which is no part of a phrase.
    """
    holes = list(_HOLE.finditer(line.text))
    if not holes:
        return []
    edges = [(edge.start(), edge.end()) for edge in _EDGE.finditer(line.text)]
    edges = [edge for edge in edges if not any(hole.start() <= edge[0] < hole.end() for hole in holes)]
    found, before, after = [], 0, 0
    for hole in holes:
        while before < len(edges) and edges[before][1] <= hole.start():
            before += 1
        while after < len(edges) and edges[after][0] < hole.end():
            after += 1
        start = edges[before - 1][1] if before else start_of_text
        end = edges[after][0] if after < len(edges) else len(line.text)
        start, end = max(start, hole.start() - 16), min(end, hole.end() + 16)
        found.append(Placeholder(line.text[start:end], line.number, hole.start(), hole.end() - hole.start()))
    return found


def phrases(holes: list[Placeholder]) -> list[str]:
    """Each phrase once, in order."""
    return list(dict.fromkeys(hole.phrase for hole in holes))
