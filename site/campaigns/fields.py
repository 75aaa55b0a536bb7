"""A kind's own fields: their form, their rules, and what was entered, as words for a page.

``Kind.fields`` is a list of::

    {"name": "script", "label": "书体", "label_en": "Script", "type": "choice", "choices": ["楷书", "行书"],
     "required": true, "public": true, "more": false, "help": "…", "help_en": "…"}

``type`` is ``text``, ``long``, ``choice``, ``date``, ``number``, or once in a kind ``body``: that entry describes
``Submission.text`` (an essay's body, a 释文, a lecture's script) instead of a detail, and takes two keys more:
``"or_file": true`` where a document serves as well, ``"unless": {"script": ["楷书"]}`` where a detail lifts the duty.
A choice is a text, or ``{"value": "楷书", "label_en": "Regular script"}``.
"""

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypedDict

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from campaigns.models import Family, Kind

TYPES = ("text", "long", "choice", "date", "number", "body")
LENGTHS = {"text": 200, "long": 2000}
PREFIX = "details_"


class Described(TypedDict):
    """A detail in words: both labels, and the value as it was entered."""

    name: str
    label: str
    label_en: str
    value: str
    value_en: str


@dataclass(frozen=True)
class Body:
    """What ``Submission.text`` is for a kind, in the reader's language."""

    label: str
    help: str
    required: bool
    or_file: bool
    unless: Mapping[str, list[str]]

    def needed(self, details: Mapping[str, Any]) -> bool:
        """Whether the text must be there, given the other details."""
        return self.required and not any(details.get(name) in values for name, values in self.unless.items())


def form_fields(kind: Kind) -> dict[str, forms.Field]:
    """The kind's form fields by name, ``details_`` before each; ``field.more`` says whether it stands under 更多.

    None is required by the form, since a draft is kept whatever it lacks; ``clean`` says what is missing.
    """
    return {PREFIX + entry["name"]: _form_field(entry) for entry in _entries(kind)}


def clean(kind: Kind, raw: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """The details in their final form, and a sentence for each that is missing or wrong, by name.

    Texts are trimmed, dates become ``YYYY-MM-DD``, numbers become int or float; what is empty is left out.
    """
    details: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for entry in _entries(kind):
        value = str(raw.get(entry["name"], "") or "").strip()
        if not value:
            if entry.get("required"):
                errors[entry["name"]] = _("Please fill in “%(label)s”.") % {"label": label(entry)}
            continue
        try:
            details[entry["name"]] = _cleaned(entry, value)
        except ValidationError as error:
            errors[entry["name"]] = error.messages[0]
    return details, errors


def body(kind: Kind) -> Body | None:
    """What the kind wants as its text; None where it wants none. A text without an entry still has its text."""
    entry = next((entry for entry in kind.fields if entry.get("type") == "body"), None)
    if entry is None:
        if kind.family != Family.TEXT:
            return None
        entry = {"label": "正文", "label_en": "Text", "required": True, "or_file": True}
    return Body(
        label=label(entry),
        help=_in_language(entry, "help"),
        required=bool(entry.get("required")),
        or_file=bool(entry.get("or_file")),
        unless=entry.get("unless", {}),
    )


def described(kind: Kind, details: Mapping[str, Any], *, public_only: bool = False) -> list[Described]:
    """The details that are filled in, in the kind's order, with both labels."""
    rows: list[Described] = []
    for entry in _entries(kind):
        value = details.get(entry["name"])
        if value in (None, "") or (public_only and not entry.get("public")):
            continue
        english = {choice["value"]: choice.get("label_en") for choice in _choices(entry)}
        rows.append(
            {
                "name": entry["name"],
                "label": entry["label"],
                "label_en": entry.get("label_en") or entry["label"],
                "value": str(value),
                "value_en": english.get(str(value)) or str(value),
            }
        )
    return rows


def label(entry: Mapping[str, Any]) -> str:
    """An entry's label in the reader's language."""
    return _in_language(entry, "label")


def check(fields: Any) -> None:
    """Raises ValidationError with a sentence for the first entry that is not as this module's head says."""
    if not isinstance(fields, list):
        raise ValidationError(_("The fields are a list."))
    seen: set[str] = set()
    for number, entry in enumerate(fields, start=1):
        where = _("Field %(number)s: ") % {"number": number}
        if not isinstance(entry, dict) or not isinstance(entry.get("label"), str) or not entry["label"]:
            raise ValidationError(where + _("it needs a label."))
        name = entry.get("name")
        if not isinstance(name, str) or not name.isidentifier() or not name.isascii():
            raise ValidationError(where + _("its name is made of Latin letters, digits and underscores."))
        if name in seen:
            raise ValidationError(where + _("the name “%(name)s” is used twice.") % {"name": name})
        if entry.get("type", "text") not in TYPES:
            raise ValidationError(where + _("its type is one of %(types)s.") % {"types": ", ".join(TYPES)})
        if entry.get("type") == "choice" and not entry.get("choices"):
            raise ValidationError(where + _("a choice needs its choices."))
        seen.add(name)


def _entries(kind: Kind) -> list[dict[str, Any]]:
    return [{"type": "text", **entry} for entry in kind.fields if entry.get("type") != "body"]


def _in_language(entry: Mapping[str, Any], key: str) -> str:
    if (get_language() or "").startswith("en") and entry.get(f"{key}_en"):
        return str(entry[f"{key}_en"])
    return str(entry.get(key, ""))


def _choices(entry: Mapping[str, Any]) -> list[dict[str, str]]:
    return [choice if isinstance(choice, dict) else {"value": choice} for choice in entry.get("choices", [])]


def _form_field(entry: Mapping[str, Any]) -> forms.Field:
    kind = entry["type"]
    words: dict[str, Any] = {
        "label": label(entry),
        "help_text": _in_language(entry, "help"),
        "required": False,
    }
    field: forms.Field
    if kind == "choice":
        english = (get_language() or "").startswith("en")
        choices = [
            (choice["value"], choice.get("label_en") or choice["value"] if english else choice["value"])
            for choice in _choices(entry)
        ]
        field = forms.ChoiceField(choices=[("", _("Please choose")), *choices], **words)
    elif kind == "long":
        field = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), **words)
    elif kind == "date":
        field = forms.CharField(widget=forms.DateInput(attrs={"type": "date"}), **words)
    elif kind == "number":
        field = forms.CharField(widget=forms.TextInput(attrs={"inputmode": "decimal"}), **words)
    else:
        field = forms.CharField(**words)
    # What the form's template asks: does it stand under 更多, must it be filled in before sending, and can two of its
    # sort share a line?
    field.more = bool(entry.get("more"))  # type: ignore[union-attr]
    field.needed = bool(entry.get("required"))  # type: ignore[union-attr]
    field.short = kind in ("choice", "number")  # type: ignore[union-attr]
    return field


def _cleaned(entry: Mapping[str, Any], value: str) -> str | int | float:
    named = {"label": label(entry)}
    if entry["type"] == "choice":
        if value not in {choice["value"] for choice in _choices(entry)}:
            raise ValidationError(_("“%(label)s”: please choose one of the list.") % named)
    elif entry["type"] == "date":
        try:
            return dt.date.fromisoformat(value).isoformat()
        except ValueError:
            raise ValidationError(_("“%(label)s” is a day, written as 2021-06-18.") % named) from None
    elif entry["type"] == "number":
        return _number(value, named)
    elif len(value) > (most := LENGTHS[entry["type"]]):
        raise ValidationError(
            _("“%(label)s” has %(length)s characters; at most %(most)s fit.")
            % {**named, "length": len(value), "most": most}
        )
    return value


def _number(value: str, named: Mapping[str, str]) -> int | float:
    try:
        number = float(value)  # reads full-width digits as well
    except ValueError:
        number = math.nan
    if not math.isfinite(number) or number < 0:
        raise ValidationError(_("“%(label)s” is a number, such as 138 or 68.5.") % named)
    return int(number) if number.is_integer() else number
