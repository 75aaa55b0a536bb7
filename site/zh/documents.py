"""A document as the index holds it: its fields folded, and the terms made of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zh.fold import fold
from zh.pinyin import name_readings, syllables
from zh.terms import FACET, INITIALS, PART, SOUND, TITLE, facet_terms, terms

FIELDS = ("title", "authors", "unit", "transcription", "body")
"""What a document may have, the weightiest first."""

SYLLABLES = 12
"""So many syllables after any place of a title, a unit or a name are indexed as sound."""

Fields = Mapping[str, str | Sequence[str]]
"""Texts by field name. A list holds parts that no word reaches across, as the authors' names."""


@dataclass(frozen=True)
class Document:
    """What is stored of one document. ``folded``: the fields in order, one a line."""

    pk: int
    folded: str
    columns: dict[str, list[str]]


def document(pk: int, fields: Fields, facets: Mapping[str, object]) -> Document:
    """Fold the fields and make their terms. Raises KeyError for a field that does not exist."""
    if unknown := set(fields) - set(FIELDS):
        raise KeyError(f"no such field: {', '.join(sorted(unknown))}")
    parts = {name: [fold(part) for part in as_parts(fields.get(name, ""))] for name in FIELDS}
    columns = {name: _row(parts[name]) for name in FIELDS}
    singles = {char for field in parts.values() for part in field for char in part} - {" "}
    title = [TITLE + term for part in parts["title"] for term in terms(part)]
    title += sorted({TITLE + char for part in parts["title"] for char in part if char != " "})
    return Document(
        pk,
        "\n".join(PART.join(parts[name]) for name in FIELDS),
        {
            **columns,
            "single": sorted(singles),
            "head": title,
            "sound": sorted(
                _sounds(
                    [*as_parts(fields.get("title", "")), *as_parts(fields.get("unit", ""))],
                    as_parts(fields.get("authors", "")),
                )
            ),
            "facet": sorted(facet_terms(facets)),
        },
    )


def as_parts(value: str | Sequence[str]) -> Sequence[str]:
    """A field's value as a list of parts."""
    return [value] if isinstance(value, str) else value


def _row(parts: Sequence[str]) -> list[str]:
    row: list[str] = []
    for part in parts:
        if row:
            row.append(PART)
        if len(part) > 1:  # a lone character is found among the singles
            row += terms(part)
    return row


def _sounds(titles: Sequence[str], names: Sequence[str]) -> set[str]:
    """How a title (or a unit) sounds from each of its characters on, and each reading of each name."""
    found: set[str] = set()
    for reading in [syllables(title) for title in titles] + [
        r for name in names for r in name_readings(name)
    ]:
        for start in range(len(reading)):
            piece = reading[start : start + SYLLABLES]
            found.add(SOUND + "".join(piece))
            found.add(INITIALS + "".join(sound[0] for sound in piece))
    found |= {sound.replace("v", "u") for sound in found if "v" in sound}  # lü is typed lv or lu
    return {sound for sound in found if FACET not in sound}
