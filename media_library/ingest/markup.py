"""HTML that may stand on our pages: the prose of a document and nothing else."""

import html
import re
from collections.abc import Callable, Mapping

import nh3

_TAGS = {
    "p", "h2", "h3", "h4", "strong", "em", "u", "s", "sup", "sub", "br", "hr", "blockquote", "ul", "ol", "li",
    "table", "thead", "tbody", "tr", "th", "td", "img", "figure",
}  # fmt: skip
# Paragraphs are indented by our pages: blanks typed for it would indent them twice.
_TYPED_INDENT = re.compile(r"(<p>(?:<(?:strong|em|u)>)*)(?:&nbsp;|[ \t\u2003\u3000\xa0])+")
_PICTURE = re.compile(r'(<img\b[^>]*\bsrc=")([^"]*)(")')
_ATTRIBUTES = {"td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}, "img": {"src", "alt"}}


def clean(markup: str) -> str:
    """Only the tags of prose, no links, no styles, no scripts; pictures only by a relative name of our own."""
    cleaned = nh3.clean(
        markup,
        tags=_TAGS,
        clean_content_tags={"script", "style"},
        attributes=_ATTRIBUTES,
        attribute_filter=_only_ours,
        url_schemes=set(),
        link_rel=None,
        strip_comments=True,
    )
    return _TYPED_INDENT.sub(r"\1", cleaned)


def size_pictures(markup: str, sizes: Mapping[str, tuple[int, int]]) -> str:
    """Cleaned markup with the width and height of each picture that is known, so that its place is there before it."""

    def sized(found: re.Match[str]) -> str:
        size = sizes.get(html.unescape(found[2]))
        return f'{found[0]} width="{size[0]}" height="{size[1]}"' if size else found[0]

    return _PICTURE.sub(sized, markup)


def place_pictures(markup: str, place: Callable[[str], str]) -> str:
    """Cleaned markup with each picture's name replaced by the address that ``place`` gives it.

    Names were ours to choose, and text that only reads like a tag is escaped, so nothing else can match.
    """
    return _PICTURE.sub(
        lambda found: found[1] + html.escape(place(html.unescape(found[2]))) + found[3], markup
    )


def paragraphs(text: str) -> str:
    """Plain text as paragraphs: each line is one, as Chinese texts are typed; blank lines only separate."""
    lines = (
        line.strip(" \t\u3000\xa0") for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    )
    return "\n".join(f"<p>{html.escape(line, quote=False)}</p>" for line in lines if line)


def _only_ours(tag: str, attribute: str, value: str) -> str | None:
    if tag == "img" and attribute == "src":
        return value if value.startswith("image-") and "/" not in value and ":" not in value else None
    return value
