"""A kind's own fields: their form, their rules, and what was entered, as words for a page.

``Kind.fields`` is a list of::

    {"name": "script", "label": "书体", "label_en": "Script", "type": "choice", "choices": ["楷书", "行书"],
     "required": true, "public": true, "more": false, "help": "…", "help_en": "…"}

``type`` is ``text``, ``long``, ``choice``, ``many`` (several of a list, kept as one text with 、 between), ``date``,
``number``, or once in a kind each:

* ``body``: the entry describes ``Submission.text`` (an essay's body, a 释文, a lecture's script) instead of a detail,
  and takes two keys more: ``"or_file": true`` where a document serves as well, and ``"unless": {"script": ["楷书"],
  "source": true}`` where details lift the duty, all of them together (true: filled in).
* ``title``: the entry gives ``Submission.title`` another label and hint.

A choice is a text, or ``{"value": "楷书", "label": "…", "label_en": "Regular script"}``; one that asks for several
pictures says ``"pictures": 2, "places": ["上联（右）", "下联（左）"], "places_en": […]``. A text may have
``"suggest": ["生宣", …]``, offered while typing. ``"made": true`` marks the date that says when the work was made;
``"from_file": "taken"`` or ``"camera"`` what a camera wrote beside the picture.
"""

import copy
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

TYPES = ("text", "long", "choice", "many", "date", "number", "body", "title")
BESIDE = ("body", "title")  # not details
LENGTHS = {"text": 200, "long": 2000}
PREFIX = "details_"
BETWEEN = "、"


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
    unless: Mapping[str, Any]

    def needed(self, details: Mapping[str, Any]) -> bool:
        """Whether the text must be there, given the other details."""
        lifted = bool(self.unless) and all(
            bool(details.get(name)) if values is True else details.get(name) in values
            for name, values in self.unless.items()
        )
        return self.required and not lifted


def for_call(kind: Kind, required: Mapping[str, bool]) -> Kind:
    """The kind as a call asks for it: a copy in which ``required`` says by name what must be filled in.

    What a call insists on does not hide under 更多.
    """
    if not required:
        return kind
    asked = copy.copy(kind)
    asked.fields = [
        {
            **entry,
            "required": required[entry["name"]],
            "more": entry.get("more") and not required[entry["name"]],
        }
        if entry["name"] in required
        else entry
        for entry in kind.fields
    ]
    return asked


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


def title(kind: Kind) -> tuple[str, str]:
    """Label and hint of the title, in the reader's language; empty where it is simply the title."""
    entry: dict[str, Any] = next((entry for entry in kind.fields if entry.get("type") == "title"), {})
    return label(entry), _in_language(entry, "help")


def made_on(kind: Kind, details: Mapping[str, Any]) -> str | None:
    """When the work was made, by the kind's own date; None where the kind has none."""
    entry = next((entry for entry in _entries(kind) if entry.get("made")), None)
    return None if entry is None else str(details.get(entry["name"], "") or "")


def from_files(kind: Kind) -> dict[str, str]:
    """The names of details that a file tells of itself, with what it tells: ``{"taken_on": "taken"}``."""
    return {entry["name"]: entry["from_file"] for entry in _entries(kind) if entry.get("from_file")}


def places(kind: Kind, details: Mapping[str, Any]) -> tuple[int, list[str]]:
    """How many pictures the chosen form asks for, and what each place in their order is called; (0, []) for none."""
    for entry in _entries(kind):
        for choice in _choices(entry):
            if choice.get("pictures") and choice["value"] == details.get(entry["name"]):
                english = (get_language() or "").startswith("en")
                named: Any = (english and choice.get("places_en")) or choice.get("places", [])
                return int(choice["pictures"]), list(named)
    return 0, []


def described(kind: Kind, details: Mapping[str, Any], *, public_only: bool = False) -> list[Described]:
    """The details that are filled in, in the kind's order, with both labels."""
    rows: list[Described] = []
    for entry in _entries(kind):
        value = details.get(entry["name"])
        if value in (None, "") or (public_only and not entry.get("public")):
            continue
        english = {choice["value"]: choice.get("label_en") for choice in _choices(entry)}
        chosen = str(value).split(BETWEEN) if entry["type"] == "many" else [str(value)]
        rows.append(
            {
                "name": entry["name"],
                "label": entry["label"],
                "label_en": entry.get("label_en") or entry["label"],
                "value": str(value),
                "value_en": ", ".join(english.get(each) or each for each in chosen),
            }
        )
    return rows


def in_words(rows: list[Described]) -> str:
    """The values one after the other, in the reader's language."""
    english = (get_language() or "").startswith("en")
    return _(", ").join(row["value_en"] if english else row["value"] for row in rows)


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
        if entry.get("type") in ("choice", "many") and not entry.get("choices"):
            raise ValidationError(where + _("a choice needs its choices."))
        seen.add(name)


def _entries(kind: Kind) -> list[dict[str, Any]]:
    return [{"type": "text", **entry} for entry in kind.fields if entry.get("type") not in BESIDE]


def _in_language(entry: Mapping[str, Any], key: str) -> str:
    if (get_language() or "").startswith("en") and entry.get(f"{key}_en"):
        return str(entry[f"{key}_en"])
    return str(entry.get(key, ""))


def _choices(entry: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [choice if isinstance(choice, dict) else {"value": choice} for choice in entry.get("choices", [])]


def _form_field(entry: Mapping[str, Any]) -> forms.Field:
    kind = entry["type"]
    words: dict[str, Any] = {
        "label": label(entry),
        "help_text": _in_language(entry, "help"),
        "required": False,
    }
    field: forms.Field
    english = (get_language() or "").startswith("en")
    choices = [
        (choice["value"], (english and choice.get("label_en")) or choice.get("label") or choice["value"])
        for choice in _choices(entry)
    ]
    if kind == "choice":
        field = forms.ChoiceField(choices=[("", _("Please choose")), *choices], **words)
    elif kind == "many":
        field = forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **words)
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
    if suggested := entry.get("suggest"):
        field.widget.attrs["list"] = f"suggest_{entry['name']}"
        field.suggested = suggested  # type: ignore[union-attr]
    return field


def _cleaned(entry: Mapping[str, Any], value: str) -> str | int | float:
    named = {"label": label(entry)}
    if entry["type"] == "choice":
        if value not in {choice["value"] for choice in _choices(entry)}:
            raise ValidationError(_("“%(label)s”: please choose one of the list.") % named)
    elif entry["type"] == "many":
        known = {choice["value"] for choice in _choices(entry)}
        if not known.issuperset(value.split(BETWEEN)):
            raise ValidationError(_("“%(label)s”: please choose from the list.") % named)
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
