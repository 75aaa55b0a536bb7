"""Texts: plain ones, Word documents, PDF and captions, each in its module; here only what they share."""

from pathlib import Path
from typing import Any

from media_library.ingest import captions, docx, pdf, texts
from media_library.ingest.formats import Format
from media_library.ingest.made import Made


def examine(format: Format, source: Path) -> dict[str, Any]:
    """The facts that can be had without laying anything out. Raises Refused for what breaks a limit."""
    match format.code:
        case "docx":
            return docx.examine(source)
        case "pdf":
            return pdf.examine(source)
        case "srt" | "vtt":
            return captions.examine(source)
        case _:
            return texts.examine(source)


def derive(format: Format, source: Path, folder: Path, facts: dict[str, Any]) -> list[Made]:
    """Clean HTML of what has words, pictures of what has pages."""
    match format.code:
        case "docx":
            return docx.derive(source, folder, facts)
        case "pdf":
            return pdf.derive(source, folder, facts)
        case "srt" | "vtt":
            return captions.derive(source, folder)
        case _:
            return texts.derive(source, folder, facts)
