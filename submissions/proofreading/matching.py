"""A text held against the word list: text in, findings with their places out."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from submissions.models import Word


@dataclass(frozen=True)
class Finding:
    """``start`` and ``end`` count characters of the text."""

    word: Word
    start: int
    end: int


def check(text: str) -> list[Finding]:
    """The findings of a text by the list as it stands; one query. For pages as well as for what was sent."""
    return find(text, Word.objects.all())


def find(text: str, words: Iterable[Word]) -> list[Finding]:
    """Each place where a wrong form stands and no exception covers it; of several the longest, never two on one place.

    Linear in the text: at each character only the lengths of the words that begin with it are tried.
    """
    by_form = {word.wrong: word for word in words}
    lengths: dict[str, list[int]] = defaultdict(list)
    for form in by_form:
        if len(form) not in lengths[form[0]]:
            lengths[form[0]].append(len(form))
    for tried in lengths.values():
        tried.sort(reverse=True)
    covers = {form: _covers(word) for form, word in by_form.items()}

    found: list[Finding] = []
    at = 0
    while at < len(text):
        for length in lengths.get(text[at], ()):
            form = text[at : at + length]
            word = by_form.get(form)
            if word and not any(
                at >= before and text.startswith(phrase, at - before) for phrase, before in covers[form]
            ):
                found.append(Finding(word, at, at + length))
                at += length - 1
                break
        at += 1
    return found


def _covers(word: Word) -> list[tuple[str, int]]:
    """The phrases in which the word is right, each with how many characters stand before the word in it. The right
    form is one itself where it holds the wrong one."""
    phrases = [*word.phrases, *([word.right] if word.wrong in word.right else [])]
    places = []
    for phrase in phrases:
        before = phrase.find(word.wrong)
        while before >= 0:
            places.append((phrase, before))
            before = phrase.find(word.wrong, before + 1)
    return places
