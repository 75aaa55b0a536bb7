"""The papers of a work, to be printed (A4) or taken as Word files."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from submissions import prints, rules
from submissions.models import Submission
from submissions.office import as_docx
from submissions.views.doors import find, private

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
@private
def registration(request: HttpRequest, uid: UUID) -> HttpResponse:
    """``/me/<uid>/registration/``: 作品登记表."""
    return _paper(request, uid, prints.registration)


@require_safe
@private
def declaration(request: HttpRequest, uid: UUID) -> HttpResponse:
    """``/me/<uid>/declaration/``: 授权承诺书."""
    return _paper(request, uid, prints.declaration)


def _paper(
    request: HttpRequest, uid: UUID, fill: Callable[[Submission, dict[str, Any]], prints.Paper]
) -> HttpResponse:
    submission = find(request, uid, rules.may_read)
    paper = fill(submission, prints.content_of(submission))
    if request.GET.get("format") != "docx":
        return render(request, "submissions/paper.html", {"work": submission, "paper": paper})
    response = HttpResponse(as_docx(paper), content_type=WORD)
    name = f"{paper.title}-{submission}.docx"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
