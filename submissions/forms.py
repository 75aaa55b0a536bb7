"""The form of a work: common fields, the kind's own, authors, captions. It keeps; it does not judge.

Only what cannot be stored at all is an error here. What a call requires is said by ``intake.requirements`` when the
contributor wants to send.
"""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts import roles
from accounts.models import Unit
from campaigns import fields
from submissions import declarations
from submissions.intake import drafts
from submissions.intake.asked import asked
from submissions.models import Submission

LONGEST_TEXT = 300_000
LONGEST_NAME = 80
LONGEST_CAPTION = 300


class WorkForm(forms.Form):
    """Bound to what was typed, or to the working copy. ``files`` are the submission's, prefetched by the view."""

    title = forms.CharField(label=_("Title"), max_length=300, required=False)
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit"), required=False)
    created = forms.CharField(
        label=_("Made when"),
        max_length=40,
        required=False,
        help_text=_("A year, a month or a day: 2021, 2021-06 or 2021-06-18."),
    )
    text = forms.CharField(
        label=_("Text"), max_length=LONGEST_TEXT, required=False, strip=False, widget=forms.Textarea
    )
    summary = forms.CharField(
        label=_("About the work"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Up to 300 characters: how it came about, what to look for."),
    )
    telephone = forms.CharField(
        label=_("Telephone"),
        max_length=40,
        required=False,
        help_text=_("For the office and the new-media team; it is never public."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    terms = forms.BooleanField(label=_("I have read this and agree."), required=False)

    def __init__(self, submission: Submission, data: QueryDict | None = None) -> None:
        self.submission = submission
        initial: dict[str, Any] = {
            "title": submission.title,
            "unit": submission.unit_id,
            "created": submission.created,
            "text": submission.text,
            "summary": submission.summary,
            "telephone": submission.telephone,
            "terms": submission.terms_id == submission.call.terms_id and submission.terms_accepted_at,
            **{fields.PREFIX + name: value for name, value in submission.details.items()},
        }
        for entry in submission.kind.fields:
            if entry.get("type") == "many" and (chosen := submission.details.get(entry["name"])):
                initial[fields.PREFIX + entry["name"]] = str(chosen).split(fields.BETWEEN)
        super().__init__(data, initial=initial)
        units = roles.units_of(submission.contributor)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        if not units.exists():
            # Said before anything is typed; on sending it stands as an error.
            self.fields["unit"].help_text = _(
                "Your account belongs to no unit yet. The administrator can add it; your draft is kept."
            )
        kind = asked(submission)
        self.fields.update(fields.form_fields(kind))
        self.body = fields.body(kind)
        named, hint = fields.title(kind)
        if named:
            self.fields["title"].label, self.fields["title"].help_text = named, hint
        if fields.made_on(kind, {}) is not None:
            # The kind has a date of its own: nobody writes it twice.
            del self.fields["created"]
        if self.body is None:
            del self.fields["text"]
        else:
            self.fields["text"].label = self.body.label
            self.fields["text"].help_text = self.body.help
            rows = 14 if submission.kind.family == "text" else 6
            self.fields["text"].widget.attrs.update(rows=rows, maxlength=LONGEST_TEXT)
        self._ask_to_declare()
        for name in ("title", "unit"):
            self.fields[name].needed = True  # type: ignore[attr-defined]
        if self.body and self.body.required:
            # What may stand in its place, and when it may be left out, its hint says.
            self.fields["text"].needed = True  # type: ignore[attr-defined]
        # Sentences that belong to no single field of the form: authors, files, call.
        self.beside: dict[str, list[str]] = {}

    def _ask_to_declare(self) -> None:
        """The plain questions, and the tick that nothing is secret."""
        declared = self.submission.declared
        for question in declarations.questions(self.submission.kind):
            self.fields[declarations.PREFIX + question.name] = forms.ChoiceField(
                label=question.label,
                choices=question.answers,
                widget=forms.RadioSelect,
                required=False,
                initial=declared.get(question.name),
            )
        self.fields[declarations.PREFIX + declarations.NO_SECRET] = forms.BooleanField(
            label=_(
                "It holds no state secret, no secret of the court's work and no private matter of others."
            ),
            required=False,
            initial=declared.get(declarations.NO_SECRET) == "yes",
        )
        for name in self._declared():
            self.fields[name].needed = True  # type: ignore[attr-defined]

    def _declared(self) -> list[str]:
        return [name for name in self.fields if name.startswith(declarations.PREFIX)]

    @property
    def asked_to_declare(self) -> list[forms.BoundField]:
        """The questions; the tick stands with the terms."""
        return [self[name] for name in self._declared()[:-1]]

    @property
    def shown(self) -> list[forms.BoundField]:
        """The kind's fields that stand open."""
        return [self[name] for name in self.fields if self._own(name) and not self._more(name)]

    @property
    def more(self) -> list[forms.BoundField]:
        """What stands under 更多: the rest of the kind's fields, then the summary and the telephone."""
        return [self[name] for name in self.fields if self._own(name) and self._more(name)] + [
            self["summary"],
            self["telephone"],
        ]

    @property
    def more_has_errors(self) -> bool:
        """Whether 更多 must stand open, so that no error hides in it."""
        return any(field.errors for field in self.more)

    def page_order(self) -> list[str]:
        """The names of all places of the form where a sentence can stand, from the top of the page to its end."""
        text = ["text"] if self.body else []
        own, more = [field.name for field in self.shown], [field.name for field in self.more]
        return [
            "work",
            "call",
            "title",
            "authors",
            "unit",
            "created",
            *own,
            *text,
            "files",
            "signed",
            *more,
            *self._declared(),
            "terms",
        ]

    def author_rows(self) -> list[dict[str, str]]:
        """The rows of names and staff numbers, as typed or as kept."""
        if self.is_bound:
            data: Any = self.data
            names, numbers = data.getlist("author_name"), data.getlist("author_number")
            numbers += [""] * (len(names) - len(numbers))
            return [{"name": name, "number": number} for name, number in zip(names, numbers, strict=False)]
        known = drafts.numbers_of(self.submission)
        return [
            {
                "name": author["name"],
                "number": author.get("number") or known.get(author.get("user") or 0, ""),
            }
            for author in self.submission.authors
        ]

    def captions(self) -> dict[int, str]:
        """Captions by the keys of the submission's files."""
        return {
            int(key[8:]): value
            for key, value in self.data.items()
            if key.startswith("caption-") and key[8:].isdecimal() and len(key) < 27
        }

    def clean(self) -> dict[str, Any]:
        """Add the sentences for what stands outside the fields."""
        for row in self.author_rows():
            if len(row["name"]) > LONGEST_NAME or len(row["number"]) > LONGEST_NAME:
                self.say("authors", str(_("A name has at most 80 characters.")))
        if any(len(caption) > LONGEST_CAPTION for caption in self.captions().values()):
            self.say("files", str(_("A caption has at most 300 characters.")))
        return self.cleaned_data

    def say(self, name: str, sentence: str) -> None:
        """Put a sentence beside a field, or where there is none, beside its part of the form."""
        if name in self.fields:
            self.add_error(name, sentence)
        else:
            self.beside.setdefault(name, []).append(sentence)

    def storable(self) -> bool:
        """Whether everything typed can be kept. What can be is kept in any case."""
        return self.is_valid() and not self.beside

    def keep(self, accepted_from: str | None = None) -> None:
        """Save what can be stored; ``accepted_from`` is its sender's network address. Raises NotPossible where the work is no longer the contributor's to change."""
        self.is_valid()
        good = self.cleaned_data
        drafts.save(
            self.submission,
            texts={name: _lines(good[name]) for name in drafts.TEXTS if name in good},
            authors=None if "authors" in self.beside else self.author_rows(),
            unit=good.get("unit"),
            details={
                name.removeprefix(fields.PREFIX): _lines(
                    value if isinstance(value, str) else fields.BETWEEN.join(value)
                )
                for name, value in good.items()
                if self._own(name)
            },
            captions={pk: text for pk, text in self.captions().items() if len(text) <= LONGEST_CAPTION},
            terms_accepted=good.get("terms"),
            accepted_from=accepted_from,
            telephone=good.get("telephone") if "telephone" in self.data else None,
            declared={
                name.removeprefix(declarations.PREFIX): {True: "yes", False: ""}.get(good[name], good[name])
                for name in self._declared()
                if name in good
            },
        )

    def _own(self, name: str) -> bool:
        return name.startswith(fields.PREFIX)

    def _more(self, name: str) -> bool:
        return bool(getattr(self.fields[name], "more", False))


def _lines(text: str) -> str:
    """Browsers send line ends as CR LF; we keep LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
