"""What changed from one version of a work to the next, in words and marked text."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext as _

from campaigns import fields
from campaigns.models import Kind
from submissions.declarations import in_words

# Comparing character by character costs the square of the length; longer paragraphs are shown whole.
LONGEST = 1500


@dataclass(frozen=True)
class Change:
    """A part of the work that changed: ``runs`` are pairs of ``same``, ``gone`` or ``new`` and a text."""

    label: str
    runs: list[tuple[str, str]]


def differences(before: dict[str, Any], after: dict[str, Any], kind: Kind) -> list[Change]:
    """What changed between two contents of versions, part by part; empty where nothing did."""
    body = fields.body(kind)
    parts = [
        (_("Title"), before["title"], after["title"]),
        (_("Authors"), _names(before), _names(after)),
        (_("Unit"), before["unit"]["name"], after["unit"]["name"]),
        (_("Made when"), before["created"], after["created"]),
        *_details(before, after, kind),
        (body.label if body else _("Text"), before["text"], after["text"]),
        (_("About the work"), before["summary"], after["summary"]),
        *_declared(before, after, kind),
        (_("Files"), _files(before), _files(after)),
    ]
    return [Change(label, marked(old, new)) for label, old, new in parts if old != new]


def marked(old: str, new: str) -> list[tuple[str, str]]:
    """Both texts in one: runs of what stayed, went and came. Unchanged paragraphs between changes are left out."""
    runs: list[tuple[str, str]] = []
    before, after = old.split("\n"), new.split("\n")
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(("left_out", "") if b - a > 2 else ("same", "\n".join(before[a:b])))
        else:
            runs += _characters("\n".join(before[a:b]), "\n".join(after[c:d]))
        runs.append(("same", "\n"))
    return runs[:-1]


def _characters(old: str, new: str) -> list[tuple[str, str]]:
    if len(old) > LONGEST or len(new) > LONGEST:
        return [(tag, text) for tag, text in (("gone", old), ("new", new)) if text]
    runs: list[tuple[str, str]] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(("same", old[a:b]))
        else:
            runs += [(mark, text) for mark, text in (("gone", old[a:b]), ("new", new[c:d])) if text]
    return runs


def _names(content: dict[str, Any]) -> str:
    return "、".join(author["name"] for author in content["authors"])


def _files(content: dict[str, Any]) -> str:
    return "\n".join(
        f"{file['name']}（{file['caption']}）" if file["caption"] else file["name"]
        for file in content["files"]
    )


def _declared(before: dict[str, Any], after: dict[str, Any], kind: Kind) -> list[tuple[str, str, str]]:
    old = {label: answer for label, answer, _careful in in_words(kind, before.get("declared", {}))}
    new = {label: answer for label, answer, _careful in in_words(kind, after.get("declared", {}))}
    return [(label, old.get(label, ""), new.get(label, "")) for label in {**old, **new}]


def _details(before: dict[str, Any], after: dict[str, Any], kind: Kind) -> list[tuple[str, str, str]]:
    old = {row["name"]: row for row in fields.described(kind, before["details"])}
    new = {row["name"]: row for row in fields.described(kind, after["details"])}
    labels = {row["name"]: row for row in [*old.values(), *new.values()]}
    return [
        (
            fields.label(row),
            old[name]["value"] if name in old else "",
            new[name]["value"] if name in new else "",
        )
        for name, row in labels.items()
    ]
