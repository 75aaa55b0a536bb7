"""Word documents become clean HTML; their pictures become files of ours. What is dropped is counted and told."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any
from xml.etree import ElementTree

import mammoth

from media_library.ingest import pictures
from media_library.ingest.docx_gate import pass_gate
from media_library.ingest.formats import FORMATS, Format
from media_library.ingest.identify import identify
from media_library.ingest.limits import DOCUMENT_PICTURES, PAGE_WIDTH
from media_library.ingest.made import Made
from media_library.ingest.markup import clean
from media_library.ingest.refused import Refused, damaged
from media_library.ingest.texts import describe, write_html

#: The two dialects of Word's XML: what it writes, and what the standard wants ("strict").
_DIALECTS = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
#: Hidden, struck out by a reviewer, or said beside the text: none of it is the text.
_DROPPED = {
    "del": "deleted",
    "moveFrom": "deleted",
    "commentReference": "comments",
    "commentRangeStart": "",
    "commentRangeEnd": "",
    "object": "objects",
    "altChunk": "objects",
}
_PARTS = re.compile(r"word/(?:document|footnotes|endnotes)\d*\.xml")
_STYLES = """
p[style-name='Title'] => h2:fresh
p[style-name='heading 1'] => h2:fresh
p[style-name='heading 2'] => h3:fresh
p[style-name='heading 3'] => h4:fresh
p[style-name='标题 1'] => h2:fresh
p[style-name='标题 2'] => h3:fresh
p[style-name='标题 3'] => h4:fresh
p[style-name='Quote'] => blockquote:fresh
u => u
strike => s
comment-reference =>
"""
#: What mammoth raises where a document contradicts itself.
_BROKEN = (KeyError, IndexError, ValueError, AttributeError, TypeError, zipfile.BadZipFile)
_WORDS = re.compile(r"<[^>]+>")


def examine(source: Path) -> dict[str, Any]:
    """Pass the gate; the counts of pictures and of links that lead elsewhere."""
    return pass_gate(source)


def derive(source: Path, folder: Path, facts: dict[str, Any]) -> list[Made]:
    """``text.html`` and ``image-001.webp`` … Adds ``characters``, ``opening`` and ``dropped`` to ``facts``.

    Raises Refused where the XML is broken or there is neither text nor picture.
    """
    dropped: dict[str, int] = {}
    if facts["links_elsewhere"]:
        dropped["links"] = facts["links_elsewhere"]
    try:
        plain = _without_hidden(source, dropped)
        made: list[Made] = []
        result = mammoth.convert_to_html(
            plain,
            style_map=_STYLES,
            convert_image=mammoth.images.img_element(_take_pictures(folder, made, dropped)),
            external_file_access=False,
        )
    except (ElementTree.ParseError, RecursionError, *_BROKEN) as error:
        raise damaged(error) from error
    markup = clean(result.value)
    words = _WORDS.sub(" ", markup)
    if words.strip() or not made:
        facts.update(describe(words))
    if dropped:
        facts["dropped"] = dropped
    return [write_html(markup, folder), *made]


def _without_hidden(source: Path, dropped: dict[str, int]) -> io.BytesIO:
    """A copy without deleted and hidden text, comments, objects, and relationships that lead elsewhere."""
    copy = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            if name.startswith("word/comments"):
                continue
            data = old.read(name)
            if _PARTS.fullmatch(name):
                data = _strip(data, dropped)
            elif name.endswith(".rels"):
                data = _strip_relationships(data)
            elif name == "[Content_Types].xml":
                data = re.sub(rb"<Override[^>]*/word/comments[^>]*>", b"", data)
            new.writestr(zipfile.ZipInfo(name), data)
    copy.seek(0)
    return copy


def _strip(data: bytes, dropped: dict[str, int]) -> bytes:
    tree = ElementTree.fromstring(data)  # noqa: S314 - the gate refused every declaration of entities
    for parent in list(tree.iter()):
        for child in list(parent):
            label = "hidden" if _is_hidden(child) else _DROPPED.get(_word(child))
            if label is None:
                continue
            parent.remove(child)
            if label:
                dropped[label] = dropped.get(label, 0) + 1
    return ElementTree.tostring(tree, encoding="utf-8", xml_declaration=True)


def _is_hidden(element: ElementTree.Element) -> bool:
    dialect = element.tag.removesuffix("r")
    if dialect not in _DIALECTS:
        return False
    vanish = element.find(f"{dialect}rPr/{dialect}vanish")
    return vanish is not None and vanish.get(f"{dialect}val", "1") not in ("0", "false", "off")


def _word(element: ElementTree.Element) -> str:
    """The element's name in either dialect; empty for what is not Word's."""
    dialect, _brace, name = element.tag.rpartition("}")
    return name if f"{dialect}}}" in _DIALECTS else ""


def _strip_relationships(data: bytes) -> bytes:
    """With no target outside the document, and without those to comments, which were left out."""
    tree = ElementTree.fromstring(data)  # noqa: S314 - as above
    for child in list(tree):
        if child.get("TargetMode") == "External":
            child.set("Target", "about:blank")
        elif child.get("Type", "").endswith("/comments"):
            tree.remove(child)
    return ElementTree.tostring(tree, encoding="utf-8", xml_declaration=True)


def _take_pictures(
    folder: Path, made: list[Made], dropped: dict[str, int]
) -> Callable[[Any], dict[str, str]]:
    """A converter for mammoth that writes each picture through the same gate as any other picture."""

    def take(image: Any) -> dict[str, str]:
        number = len(made) + 1
        if number > DOCUMENT_PICTURES:
            dropped["pictures"] = dropped.get("pictures", 0) + 1
            return {"src": ""}
        try:
            with image.open() as stream:
                picture = _read_picture(stream)
        except (Refused, *_BROKEN):
            dropped["pictures"] = dropped.get("pictures", 0) + 1
            return {"src": ""}
        name = f"image-{number:03}.webp"
        made.append(pictures.save_webp(picture, folder / name, "image"))
        return {"src": name, "alt": (image.alt_text or "")[:200]}

    return take


def _read_picture(stream: IO[bytes]) -> Any:
    """Decode one picture of the document. Raises Refused where it is none of the formats that we take."""
    path = Path.cwd() / "picture-in-text"
    path.write_bytes(stream.read())
    found = _identify_picture(path)
    pictures.examine(found, path)
    return pictures.upright_rgb(found, path, PAGE_WIDTH)


def _identify_picture(path: Path) -> Format:
    for code in ("jpeg", "png", "gif", "webp", "tiff"):
        found = identify(path, f"picture{FORMATS[code].endings[0]}")
        if isinstance(found, Format):
            return found
    raise Refused("other_picture", found="WMF")
