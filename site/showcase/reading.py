"""A work's plain text as it is set: sections and paragraphs, stanzas, columns, one pulled sentence."""

import math
import re
from html import unescape

from django.utils.html import strip_tags

# What a grown-up reads aloud in their head, in characters a minute.
CHARACTERS_A_MINUTE = 400
# 『』 outside, 「」 inside where lines run down (CLREQ: first the double, then the single).
UPRIGHT = str.maketrans("“”‘’", "『』「」")
_BLOCK_ENDS = re.compile(r"<(?:/(?:p|h[1-6]|li|td|th|blockquote)|br ?/?)>", re.I)
_SENTENCE = re.compile(r"[^。！？!?；\n]+[。！？!?][”’』」）]*")


def sections(text: str) -> list[list[str]]:
    """Paragraphs in sections: every line is a paragraph, two empty lines or more open a section.

    An indent that somebody typed goes, since the page indents by itself.
    """
    found: list[list[str]] = [[]]
    empty = 0
    for line in text.splitlines():
        if not line.strip():
            empty += 1
            continue
        if empty > 1 and found[-1]:
            found.append([])
        found[-1].append(line.strip())
        empty = 0
    return [section for section in found if section]


def stanzas(text: str) -> list[list[str]]:
    """Lines of a poem, in stanzas that an empty line parts."""
    return [
        [line.strip() for line in stanza.splitlines() if line.strip()]
        for stanza in re.split(r"\n[ \t　]*\n", text.strip())
        if stanza.strip()
    ]


def upright(text: str) -> str:
    """The text with the quotation marks that lines running down take."""
    return text.translate(UPRIGHT)


def text_of(html: str) -> str:
    """The words of clean HTML, a line for each block."""
    return unescape(strip_tags(_BLOCK_ENDS.sub("\n", html))).strip()


def without_title(html: str, title: str) -> str:
    """The HTML of a document without its first block where that only repeats the title, which the page says itself."""
    first = re.match(r"\s*<(h[1-6]|p)\b[^>]*>(.*?)</\1>", html, re.S | re.I)
    same = first and "".join(text_of(first[2]).split()) == "".join(title.split())
    return html[first.end() :] if first and same else html


def minutes(text: str) -> int:
    """How long reading takes, at least one minute."""
    return max(1, math.ceil(len("".join(text.split())) / CHARACTERS_A_MINUTE))


def pulled_sentence(text: str, shortest: int = 8, longest: int = 24) -> str:
    """The first whole sentence of ``shortest`` to ``longest`` characters, or an empty string.

    Sentences that quote or cite are passed over (somebody else's, or half of something), and such as speak of
    the text itself.
    """
    for match in _SENTENCE.finditer(text):
        sentence = match[0].strip()
        if shortest <= len(sentence) <= longest and not re.search(r"[“”‘’《》\s]|本文|（", sentence):
            return sentence
    return ""
