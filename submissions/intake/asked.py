"""The kind of a work as its call asks for it, and what can be filled in without asking anybody."""

from typing import Any

from campaigns import fields
from campaigns.models import Call, Kind
from media_library.models import State as AssetState
from submissions import paper
from submissions.models import Submission


def asked(submission: Submission) -> Kind:
    """The kind with the call's own rules of what must be filled in."""
    return asked_by(submission.call, submission.kind)


def asked_by(call: Call, kind: Kind) -> Kind:
    """The kind as this call asks for it."""
    required: Any = call.limits_for(kind).get("required", {})
    return fields.for_call(kind, required)


def from_files(submission: Submission) -> dict[str, str]:
    """What cameras wrote beside the pictures, for details that are still empty; each file is read once.

    Once, so that what a person clears afterwards stays empty.
    """
    wanted = fields.from_files(submission.kind)
    if not wanted:
        return {}
    unread = submission.files.filter(read=False, asset__state=AssetState.READY).select_related("asset")
    found: dict[str, str] = {}
    for file in unread:
        for name, fact in wanted.items():
            told = str(file.asset.facts.get(fact, "") or "")
            if fact == "taken":
                told = told[:10]  # the day of day and time
            if told and name not in found and not submission.details.get(name):
                found[name] = told
    unread.update(read=True)
    if found:
        submission.details = {**submission.details, **found}
        Submission.objects.filter(pk=submission.pk).update(details=submission.details)
    return found


def with_paper(submission: Submission) -> dict[str, Any]:
    """The details with the paper's name and orientation told from the measures, where the kind asks for them and
    nobody has chosen."""
    names = {entry["name"] for entry in submission.kind.fields}
    if not names.issuperset({"height_cm", "width_cm", "spec", "orientation"}):
        return submission.details
    sides = _measures(submission)
    if sides is None:
        return submission.details
    told = {"spec": paper.named(*sides), "orientation": paper.orientation(*sides)}
    empty = {name: value for name, value in told.items() if value and not submission.details.get(name)}
    return {**submission.details, **empty}


def size_in_words(submission: Submission) -> str:
    """What the measures come near to, such as 四尺整张，竖式; empty where they are not there or fit nothing."""
    sides = _measures(submission) if "spec" in {entry["name"] for entry in submission.kind.fields} else None
    name = paper.named(*sides) if sides else ""
    if not sides or not name:
        return ""
    rows = fields.described(submission.kind, {"spec": name, "orientation": paper.orientation(*sides)})
    return fields.in_words(rows)


def _measures(submission: Submission) -> tuple[float, float] | None:
    details, _errors = fields.clean(submission.kind, submission.details)
    height, width = details.get("height_cm"), details.get("width_cm")
    return (height, width) if height and width else None
