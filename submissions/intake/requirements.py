"""What a work still lacks before it can be sent: every rule of its kind and its call, each as a sentence."""

import re
from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import roles
from campaigns import fields
from campaigns.models import Kind
from submissions import declarations
from submissions.intake import agreeing, late
from submissions.intake.asked import asked
from submissions.intake.required_files import files_found
from submissions.models import State, Submission, SubmissionFile
from zh.count import count_characters

Problems = dict[str, list[str]]

CREATED = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
# Sent and not taken back: these use up the works that a person may send to a call.
COUNTS = (State.SENT, State.ENDORSED, State.RETURNED, State.ACCEPTED)


def problems(submission: Submission) -> Problems:
    """Sentences by the form field they belong to; empty where the work can be sent."""
    found: Problems = defaultdict(list)
    kind = asked(submission)
    _common(submission, found)
    details, errors = fields.clean(kind, submission.details)
    for name, sentence in errors.items():
        found[fields.PREFIX + name].append(sentence)
    files = list(submission.files.select_related("asset"))
    _text(submission, kind, details, files, found)
    if sentences := files_found(submission, details, files):
        found["files"] += sentences
    for name, sentence in declarations.lacking(kind, submission.declared).items():
        found[name].append(sentence)
    if agreeing.needs_paper(submission) and agreeing.paper_of(submission) is None:
        found["signed"].append(
            _("An author without an account signs the declaration on paper: please attach it.")
        )
    _call(submission, found)
    return dict(found)


def _common(submission: Submission, found: Problems) -> None:
    if not submission.title.strip():
        named, _hint = fields.title(submission.kind)
        sentence = _("Please fill in “%(label)s”.") % {"label": named} if named else ""
        found["title"].append(sentence or _("Please give the work a title."))
    elif len(submission.title) > 120:
        found["title"].append(_("The title has more than 120 characters."))
    if not submission.authors:
        found["authors"].append(_("Please name at least one author."))
    for author in submission.authors:
        if author.get("number"):
            found["authors"].append(
                _("Nobody has the staff number %(number)s. Leave it empty if “%(name)s” has none.")
                % {"number": author["number"], "name": author["name"]}
            )
        elif not author["name"]:
            found["authors"].append(_("An author needs a name."))
    if submission.unit_id is None:
        if roles.units_of(submission.contributor).exists():
            found["unit"].append(_("Please choose the unit that the work comes from."))
        else:
            found["unit"].append(
                _("Your account belongs to no unit yet. The administrator can add it; your draft is kept.")
            )
    own_day = fields.made_on(submission.kind, submission.details) is not None
    if submission.created and not own_day and not CREATED.fullmatch(submission.created):
        found["created"].append(_("Write when it was made as 2021, 2021-06 or 2021-06-18."))
    if len(submission.summary) > 300:
        found["summary"].append(
            _("This has %(length)s characters; at most 300 fit.") % {"length": len(submission.summary)}
        )
    if submission.terms_id != submission.call.terms_id or submission.terms_accepted_at is None:
        found["terms"].append(_("Please read the declaration and accept it."))


def _text(
    submission: Submission,
    kind: Kind,
    details: dict[str, Any],
    files: list[SubmissionFile],
    found: Problems,
) -> None:
    body = fields.body(kind)
    if body is None:
        return
    limits = submission.call.limits_for(submission.kind)
    documents = [file.asset for file in files if body.or_file and file.asset.family == "document"]
    length = count_characters(submission.text) or sum(each.facts.get("characters", 0) for each in documents)
    if not length:
        if body.needed(details) and not documents:
            found["text"].append(_("“%(label)s” is needed.") % {"label": body.label})
        return
    if (most := limits.get("text_max")) and length > most:
        found["text"].append(
            _("The text has %(length)s characters; this call takes at most %(most)s.")
            % {"length": length, "most": most}
        )
    if (least := limits.get("text_min")) and length < least:
        found["text"].append(
            _("The text has %(length)s characters; this call asks for at least %(least)s.")
            % {"length": length, "least": least}
        )


def _call(submission: Submission, found: Problems) -> None:
    """Whether the call still takes it. What was sent in time and returned, or accepted, may be sent again after the closing day."""
    call = submission.call
    if call.state == "upcoming":
        found["call"].append(_("This call is not open yet."))
    in_time = call.state != "closed" or submission.state in (State.RETURNED, State.ACCEPTED)
    if not in_time and not late.opened_for(call, submission.contributor):
        found["call"].append(_("This call has closed; works can no longer be sent."))
    if not call.kinds.filter(pk=submission.kind_id).exists():
        found["call"].append(_("This call does not take works of this kind."))
    if call.per_person:
        others = Submission.objects.filter(
            call=call, contributor_id=submission.contributor_id, state__in=COUNTS
        ).exclude(pk=submission.pk)
        if others.count() >= call.per_person:
            found["call"].append(
                ngettext(
                    "This call takes %(most)s work from each person, and you have sent it.",
                    "This call takes %(most)s works from each person, and you have sent them.",
                    call.per_person,
                )
                % {"most": call.per_person}
            )
