"""What a contributor declares of a work beside the terms: plain questions, and their answers in words.

``Submission.declared`` is ``{"portrait": "no", "minor": "agreed", "case": "no", "name_public": "yes",
"no_secret": "yes"}``; what was not answered is not there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.models import Family, Kind

PREFIX = "declared_"


@dataclass(frozen=True)
class Question:
    """``short`` names it where answers are read; ``careful`` are the answers that a reviewer must look at."""

    name: str
    label: Any
    short: Any
    answers: tuple[tuple[str, Any], ...]
    careful: tuple[str, ...] = ()


AGREEMENT = (
    ("no", gettext_lazy("No")),
    ("agreed", gettext_lazy("Yes, and they have agreed")),
    ("not_yet", gettext_lazy("Yes, not asked yet")),
)
GUARDIANS = (
    ("no", gettext_lazy("No")),
    ("agreed", gettext_lazy("Yes, and the guardians have agreed")),
    ("not_yet", gettext_lazy("Yes, not asked yet")),
)
PORTRAIT = Question(
    "portrait",
    gettext_lazy("Can other people be recognised in it?"),
    gettext_lazy("Others' likeness"),
    AGREEMENT,
    ("agreed", "not_yet"),
)
MINOR = Question(
    "minor",
    gettext_lazy("Is anybody under eighteen seen or named?"),
    gettext_lazy("Minors"),
    GUARDIANS,
    ("agreed", "not_yet"),
)
CASE = Question(
    "case",
    gettext_lazy("Does it show or tell of a case: parties, case numbers, evidence, a screen with files?"),
    gettext_lazy("Cases"),
    (("no", gettext_lazy("No")), ("yes", gettext_lazy("Yes"))),
    ("yes",),
)
NAME = Question(
    "name_public",
    gettext_lazy("May visitors read the authors' names?"),
    gettext_lazy("Names shown to visitors"),
    (("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))),
    ("no",),
)
# A tick rather than a question.
NO_SECRET = "no_secret"  # noqa: S105


def questions(kind: Kind) -> list[Question]:
    """What is asked of a kind: nobody is recognised in a text."""
    return [MINOR, CASE, NAME] if kind.family == Family.TEXT else [PORTRAIT, MINOR, CASE, NAME]


def lacking(kind: Kind, declared: Mapping[str, Any]) -> dict[str, str]:
    """A sentence for each question that is not answered, or answered so that the work must wait, by field."""
    found: dict[str, str] = {}
    for question in questions(kind):
        answer = declared.get(question.name)
        if answer not in dict(question.answers):
            found[PREFIX + question.name] = _("Please answer: %(question)s") % {"question": question.label}
        elif answer == "not_yet":
            found[PREFIX + question.name] = _("Please ask them first, then answer “Yes”.")
    if declared.get(NO_SECRET) != "yes":
        found[PREFIX + NO_SECRET] = _("Please confirm that the work holds no secret.")
    return found


def in_words(kind: Kind, declared: Mapping[str, Any]) -> list[tuple[str, str, bool]]:
    """Label, answer, and whether a reviewer should look at it, for all that was answered."""
    rows = [
        (str(question.short), str(dict(question.answers)[answer]), answer in question.careful)
        for question in questions(kind)
        if (answer := declared.get(question.name)) in dict(question.answers)
    ]
    if declared.get(NO_SECRET) == "yes":
        rows.append((_("Confidentiality"), _("Declared: holds no secret"), False))
    return rows


def names_are_public(declared: Mapping[str, Any]) -> bool:
    """Whether the authors' names may be shown; what was sent before the question was asked said nothing against."""
    return declared.get(NAME.name) != "no"
