"""What the word list says of a version, each finding at its place."""

from dataclasses import dataclass

from campaigns.models import Kind
from submissions.hints.places import assets_of, places
from submissions.models import SubmissionVersion, Word
from submissions.proofreading.matching import find

CONTEXT = 16


@dataclass(frozen=True)
class Located:
    """A finding with the words around it."""

    word: Word
    label: str
    offset: int
    before: str
    hit: str
    after: str


def report(version: SubmissionVersion, kind: Kind) -> list[Located]:
    """The findings of all parts of a version, what matters most first; one query and the version's files."""
    words = list(Word.objects.all())
    if not words:
        return []
    found = []
    for place in places(version, kind, assets_of(version)):
        text = place.text
        for each in find(text, words):
            before = text[max(0, each.start - CONTEXT) : each.start].rpartition("\n")[2]
            after = text[each.end : each.end + CONTEXT].partition("\n")[0]
            hit = text[each.start : each.end]
            found.append(Located(each.word, place.label, each.start, before, hit, after))
    levels = list(Word.Level)
    return sorted(found, key=lambda each: levels.index(Word.Level(each.word.level)))
