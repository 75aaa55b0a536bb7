"""What differs between two revisions of a page, in words, and whether it is little enough to be confirmed alone."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.models import Page

from curation.digest import facts_of
from curation.subjects import EXHIBITION_WORDS, WORK_WORDS, shown_media, words_named

#: As many characters may change, all together, for the earlier signers to confirm the difference alone.
FEW = 20


@dataclass(frozen=True)
class Difference:
    """One field with its words before and after. ``field``: title, summary, text, caption:0, alt:0, …"""

    field: str
    old: str
    new: str

    @property
    def label(self) -> str:
        """The field in the reader's language."""
        return label_of(self.field)

    @property
    def pieces(self) -> list[tuple[str, str, str]]:
        """``(tag, old, new)`` in order, tag as in ``SequenceMatcher``: what stayed, and what changed."""
        return _pieces(self.old, self.new)

    @property
    def short(self) -> list[tuple[str, str, str]]:
        """The same, with long stretches that stayed cut down to what stands beside a change."""
        pieces = self.pieces
        return [
            (tag, *(_edges(words, first=n == 0, last=n == len(pieces) - 1) for words in both))
            if tag == "equal"
            else (tag, *both)
            for n, (tag, *both) in enumerate(pieces)
        ]

    @property
    def before(self) -> str:
        """The words before, as HTML in which what goes is marked."""
        return _marked([(tag != "equal", old) for tag, old, _new in self.short], "del")

    @property
    def after(self) -> str:
        """The words after, as HTML in which what is new is marked."""
        return _marked([(tag != "equal", new) for tag, _old, new in self.short], "ins")

    def as_json(self) -> dict[str, str]:
        """To be kept in a row."""
        return asdict(self)


def label_of(field: str) -> str:
    """A field's name in the reader's language."""
    name, _colon, number = field.partition(":")
    known = {"title": _("title"), "summary": _("about the work"), "text": _("text")}
    known |= {"preface": _("preface"), "afterword": _("afterword"), "credits": _("credits")}
    if name in known:
        return known[name]
    words = {"caption": _("Caption %(number)d"), "alt": _("Alternative text %(number)d")}
    return words[name] % {"number": int(number) + 1}


def words_of(page: Page) -> dict[str, str]:
    """Every field with words of the page that may differ a little, by name."""
    found = {name: str(getattr(page, name)) for name in words_named(page)}
    for number, medium in enumerate(shown_media(page)):
        found[f"caption:{number}"], found[f"alt:{number}"] = medium.caption, medium.alt
    return found


def words_in(content: Mapping[str, Any]) -> dict[str, str]:
    """The same of a revision's content as it is kept, without a query."""
    names = EXHIBITION_WORDS if "preface" in content else WORK_WORDS
    found = {name: str(content[name]) for name in names}
    media = sorted(content.get("media", []), key=lambda each: (each["sort_order"] or 0, each["pk"] or 0))
    for number, medium in enumerate(media):
        found[f"caption:{number}"], found[f"alt:{number}"] = medium["caption"], medium["alt"]
    return found


def differences(old: Page, new: Page) -> list[Difference]:
    """The fields whose words differ, in order."""
    return differing(words_of(old), words_of(new))


def differing(before: Mapping[str, str], after: Mapping[str, str]) -> list[Difference]:
    """The same of words that were read already."""
    return [
        Difference(field, before.get(field, ""), after.get(field, ""))
        for field in dict.fromkeys([*before, *after])
        if before.get(field, "") != after.get(field, "")
    ]


def is_small(old: Page, new: Page) -> bool:
    """Whether the two differ at all, in few characters of their words, and in nothing else of what is signed."""
    if _rest(old) != _rest(new):
        return False
    return 0 < sum(changed(each.old, each.new) for each in differences(old, new)) <= FEW


def changed(old: str, new: str) -> int:
    """How many characters were changed, put in or taken out."""
    return sum(max(len(a), len(b)) for tag, a, b in _pieces(old, new) if tag != "equal")


def _rest(page: Page) -> dict[str, object]:
    """What is signed, without those words; the bytes, roles and order of the media stay in."""
    facts = facts_of(page)
    media = [medium[:2] for medium in facts["media"]]
    return {**{name: value for name, value in facts.items() if name not in words_named(page)}, "media": media}


def _pieces(old: str, new: str) -> list[tuple[str, str, str]]:
    start = next(
        (n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new))
    )
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    before, after = old[start : len(old) - end], new[start : len(new) - end]
    middle = list(_compared(before, after))
    pieces = [
        ("equal", old[:start], new[:start]),
        *middle,
        ("equal", old[len(old) - end :], new[len(new) - end :]),
    ]
    return [piece for piece in pieces if piece[1] or piece[2]]


def _compared(old: str, new: str) -> Iterator[tuple[str, str, str]]:
    if len(old) * len(new) > 4_000_000:  # comparing would take seconds, and it is no small difference
        yield "replace", old, new
        return
    for tag, a, z, b, y in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield tag, old[a:z], new[b:y]


def _marked(pieces: list[tuple[bool, str]], tag: str) -> str:
    pieces = [(differs, words) for differs, words in pieces if words]
    if not pieces:
        return ""  # there was nothing before, or nothing is left
    marked, plain = f"<{tag}>{{}}</{tag}>", "{}"
    return format_html(
        "".join(marked if differs else plain for differs, _words in pieces),
        *(words for _differs, words in pieces),
    )


def _edges(words: str, *, first: bool, last: bool, keep: int = 40) -> str:
    if len(words) <= 2 * keep:
        return words
    return ("" if first else words[:keep]) + "……" + ("" if last else words[-keep:])
