"""Forms of the curators: a call, a kind of work, a version of the terms."""

from itertools import chain, count
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput, SlugInput

from campaigns.fields import check
from campaigns.fields import label as own_label
from campaigns.models import Call, Family, Item, Kind, Terms
from campaigns.planning import shortened
from zh.pinyin import syllables

# What a call may set stricter or wider than the kind, and how it is asked.
LIMITS = {
    "files_min": gettext_lazy("files, at least"),
    "files_max": gettext_lazy("files, at most"),
    "text_min": gettext_lazy("characters, at least"),
    "text_max": gettext_lazy("characters, at most"),
    "set_min": gettext_lazy("pictures in a set, at least"),
    "edge_min": gettext_lazy("pixels of the long side, at least"),
    "minutes_min": gettext_lazy("minutes, at least"),
    "minutes_max": gettext_lazy("minutes, at most"),
}
MOST = {
    "files_min": 100,
    "files_max": 100,
    "text_min": 200_000,
    "text_max": 200_000,
    "set_min": 100,
    "edge_min": 20_000,
    "minutes_min": 600,
    "minutes_max": 600,
}


def suggested_slug(title: str) -> str:
    """An address from a Chinese title: pinyin, cut at a syllable, with the year; with a number where it is taken."""
    words: list[str] = []
    for syllable in syllables(title):
        if len("-".join([*words, syllable])) > 30:
            break
        words.append(syllable)
    stem = slugify("-".join([*words, str(timezone.localdate().year)]))
    taken = set(Call.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(slug for slug in chain([stem], (f"{stem}-{n}" for n in count(2))) if slug not in taken)


class ItemChoice(forms.ModelChoiceField):
    """Items by campaign, number and title."""

    def label_from_instance(self, item: Any) -> str:
        return f"{shortened(str(item), 30)} ({shortened(item.group.campaign.title, 14)})"


class CallForm(forms.ModelForm):
    """A call. Each kind's limits are numbers of their own; an empty one leaves the kind's limit as it is."""

    item = ItemChoice(
        Item.objects.filter(merged_into=None)
        .select_related("group__campaign")
        .order_by("-group__campaign", "group__position", "position"),
        label=gettext_lazy("Item of the plan"),
    )

    class Meta:
        model = Call
        fields = (
            *("item", "title", "slug", "kinds", "opens_on", "closes_on", "rules", "terms", "endorsement"),
            *("coauthors_confirm", "per_person"),
        )
        widgets = {
            "slug": SlugInput(locale=None),
            "kinds": forms.CheckboxSelectMultiple,
            "opens_on": AdminDateInput,
            "closes_on": AdminDateInput,
            "rules": forms.Textarea(attrs={"rows": 8}),
        }
        help_texts = {
            "slug": gettext_lazy(
                "Latin letters, digits and hyphens: /calls/shufa-2021/. It should not change later."
            ),
            "rules": gettext_lazy(
                "What may be sent, how it is chosen, whom to ask. An empty line parts paragraphs."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.pop("for_user", None)
        super().__init__(*args, **kwargs)
        self.fields["terms"].initial = Terms.objects.order_by("name", "-version").first()
        self._kinds = list(Kind.objects.all())
        for kind in self._kinds:
            own = self.instance.limits.get(kind.code, {})
            for limit, label in LIMITS.items():
                if not _means_something(limit, kind):
                    continue
                self.fields[f"limit-{kind.code}-{limit}"] = forms.IntegerField(
                    label=label.capitalize(),
                    required=False,
                    min_value=0,
                    max_value=MOST[limit],
                    initial=own.get(limit),
                    help_text=_("Usually %(limit)s.") % {"limit": kind.limits[limit]}
                    if limit in kind.limits
                    else "",
                )
            self._ask_what_is_needed(kind, own.get("required", {}))

    def _ask_what_is_needed(self, kind: Kind, own: dict[str, bool]) -> None:
        """What this call also insists on, and what it does without; ticking nothing leaves the kind as it is."""
        for name, label, needed in (
            ("needed", _("Must be filled in here"), False),
            ("spared", _("May be left empty here"), True),
        ):
            entries = [
                entry
                for entry in kind.fields
                if entry.get("type") != "title" and bool(entry.get("required")) == needed
            ]
            self.fields[f"{name}-{kind.code}"] = forms.MultipleChoiceField(
                label=label,
                required=False,
                choices=[(entry["name"], own_label(entry)) for entry in entries],
                initial=[entry["name"] for entry in entries if own.get(entry["name"]) == (not needed)],
                widget=forms.CheckboxSelectMultiple,
            )

    @property
    def common(self) -> list[forms.BoundField]:
        """What is asked of every call."""
        return [self[name] for name in self.fields if name in self.Meta.fields]

    @property
    def by_kind(self) -> list[tuple[Kind, list[forms.BoundField], bool]]:
        """Each kind with its own rules, and whether they should stand open."""
        found = []
        for kind in self._kinds:
            begins = (f"limit-{kind.code}-", f"needed-{kind.code}", f"spared-{kind.code}")
            rows = [self[name] for name in self.fields if name.startswith(begins[0]) or name in begins[1:]]
            found.append((kind, rows, any(row.errors for row in rows) or kind.code in self.instance.limits))
        return found

    def clean_slug(self) -> str:
        """A slug in Latin letters."""
        slug = slugify(self.cleaned_data["slug"])
        if not slug:
            raise forms.ValidationError(_("Please write the address in Latin letters, digits and hyphens."))
        return slug

    def clean(self) -> dict[str, Any]:
        """Dates in order, limits in order, and the limits gathered."""
        data = super().clean() or {}
        opens, closes = data.get("opens_on"), data.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", _("The call closes before it opens."))
        limits: dict[str, dict[str, Any]] = {}
        for kind in self._kinds:
            own: dict[str, Any] = {
                limit: data[name]
                for limit in LIMITS
                if data.get(name := f"limit-{kind.code}-{limit}") is not None
            }
            both = {**kind.limits, **own}
            for low, high in (
                ("files_min", "files_max"),
                ("text_min", "text_max"),
                ("minutes_min", "minutes_max"),
            ):
                if both.get(low, 0) > both.get(high, both.get(low, 0)):
                    self.add_error(
                        f"limit-{kind.code}-{high if high in own else low}",
                        _("The least is more than the most."),
                    )
            required = dict.fromkeys(data.get(f"needed-{kind.code}", []), True)
            if required := required | dict.fromkeys(data.get(f"spared-{kind.code}", []), False):
                own["required"] = required
            if own:
                limits[kind.code] = own
        data["limits"] = limits
        return data

    def save(self, commit: bool = True) -> Call:
        """Save with the limits."""
        self.instance.limits = self.cleaned_data["limits"]
        return super().save(commit)


class KindForm(forms.ModelForm):
    """A kind of work; its fields and limits are written as data and checked."""

    class Meta:
        model = Kind
        fields = ("code", "prefix", "name", "name_en", "family", "fields", "limits", "position")
        labels = {"position": gettext_lazy("place in the list")}
        widgets = {
            "fields": forms.Textarea(attrs={"rows": 16, "spellcheck": "false"}),
            "limits": forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
        }
        help_texts = {
            "fields": gettext_lazy("As data (JSON), in the form that the planted kinds show."),
            "limits": gettext_lazy("As data (JSON): files_min, files_max, text_min, text_max, formats."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.pop("for_user", None)
        super().__init__(*args, **kwargs)

    def clean_fields(self) -> Any:
        """The fields, if they are as ``campaigns.fields`` says."""
        check(self.cleaned_data["fields"])
        return self.cleaned_data["fields"]

    def clean_limits(self) -> Any:
        """Numbers of files and characters, and a list of formats."""
        limits = self.cleaned_data["limits"]
        numbers = {*LIMITS}
        if not isinstance(limits, dict) or any(
            not (isinstance(value, int) and not isinstance(value, bool) and value >= 0)
            for name, value in limits.items()
            if name in numbers
        ):
            raise forms.ValidationError(_("The limits are whole numbers by name."))
        formats = limits.get("formats", [])
        if not isinstance(formats, list) or not all(isinstance(each, str) for each in formats):
            raise forms.ValidationError(_("The formats are a list of names, such as JPEG."))
        return limits


def _means_something(limit: str, kind: Kind) -> bool:
    """Whether a kind has what the limit counts."""
    if limit.startswith("text"):
        return "text_max" in kind.limits
    if limit.startswith("minutes"):
        return kind.family == Family.RECORDING
    if limit == "set_min":
        return "set_min" in kind.limits
    return limit != "edge_min" or kind.family == Family.PICTURES
