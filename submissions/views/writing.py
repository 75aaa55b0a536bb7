"""The form of a work: it keeps what is typed as it is typed, takes files, and says what is missing before sending."""

from itertools import chain, repeat
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.throttle import address_of
from campaigns import fields
from media_library.models import Asset
from media_library.models import State as AssetState
from media_library.names import uids
from media_library.uploads.finishing import receive_all
from submissions import sheet
from submissions.forms import WorkForm
from submissions.intake import agreeing, drafts, newer, requirements, sending
from submissions.intake.asked import from_files, size_in_words, with_paper
from submissions.lifecycle import NotPossible
from submissions.likeness import sent_before
from submissions.models import Submission, SubmissionFile
from submissions.pictures import picture
from submissions.views.doors import by_script, find, is_own, keeps_what_was_typed, person, private
from submissions.whereabouts import describe


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_what_was_typed
@private
def edit(request: HttpRequest, uid: UUID) -> HttpResponse:
    """``/me/<uid>/edit/``. A POST keeps everything first, then does what its button says (``act``)."""
    submission = find(request, uid, is_own)
    if not submission.editable:
        if by_script(request):
            return JsonResponse(
                {"sentence": _("This work has been sent and cannot be changed now.")}, status=409
            )
        messages.info(request, _("This work has been sent and cannot be changed now."))
        return redirect("my_work", uid=uid)
    if request.method != "POST":
        from_files(submission)
        return _form_page(request, submission, WorkForm(submission))
    return _keep(request, submission, WorkForm(submission, request.POST))


def _keep(request: HttpRequest, submission: Submission, form: WorkForm) -> HttpResponse:
    if request.POST.get("basis") != submission.changed_at.isoformat():
        sentence = _("This work was changed in another window. Save again to keep what stands here.")
        return _unkept(request, submission, form, sentence)
    try:
        form.keep(address_of(request))
        moved = _rearrange(submission, request.POST.get("act", ""))
    except NotPossible as error:
        return _unkept(request, submission, form, str(error))
    _take_files(request, submission, form)
    told = from_files(submission)
    if by_script(request):
        return JsonResponse(
            {
                "filled": {form[fields.PREFIX + name].auto_id: value for name, value in told.items()},
                "size": size_in_words(submission),
                "saved": _("Saved %(time)s") % {"time": f"{timezone.localtime():%H:%M}"},
                "basis": submission.changed_at.isoformat(),
                "sentences": _sentences(form),
            }
        )
    act = request.POST.get("act", "save")
    if not form.storable():
        return _form_page(request, submission, form, status=422)
    if act == "preview":
        return _to_preview(request, submission, form)
    place = ""
    if moved or act == "upload":
        place = "#files"
    elif act == "add_author":
        place = "?author=1#authors"
    else:
        messages.success(request, _("Saved %(time)s") % {"time": f"{timezone.localtime():%H:%M}"})
    return redirect(reverse("my_work_edit", args=[submission.uid]) + place)


def _rearrange(submission: Submission, act: str) -> bool:
    """Do what a button beside a file says: ``up:7``, ``down:7`` or ``detach:7``. Whether it was one."""
    what, _colon, number = act.partition(":")
    if what not in ("up", "down", "detach") or not number.isdecimal() or len(number) > 18:
        return False
    if what == "detach":
        drafts.detach(submission, int(number))
    else:
        drafts.shift(submission, int(number), -1 if what == "up" else 1)
    return True


def _unkept(request: HttpRequest, submission: Submission, form: WorkForm, sentence: str) -> HttpResponse:
    """Say why nothing was saved; the page still holds what was typed."""
    if by_script(request):
        return JsonResponse({"sentence": sentence}, status=409)
    form.is_valid()
    form.say("work", sentence)
    return _form_page(request, submission, form, status=409, besides=True)


def _take_files(request: HttpRequest, submission: Submission, form: WorkForm) -> None:
    """Attach what came in the form itself, and what the uploader has brought before (``asset``, by uid)."""
    user = person(request)
    brought = Asset.objects.filter(uid__in=uids(request.POST.getlist("asset")), owner=user)
    received, sentences = receive_all(request.FILES.getlist("files"), user)
    for sentence in sentences:
        form.say("files", sentence)
    signed, sentences = receive_all(request.FILES.getlist("signed"), user)
    for asset in signed:
        try:
            agreeing.attach_paper(submission, asset)
        except NotPossible as error:
            form.say("signed", str(error))
    for sentence in sentences:
        form.say("signed", sentence)
    before = "".join(map(str, uids([request.POST.get("before", "")])))
    for asset in [*brought, *received]:
        try:
            drafts.attach(submission, asset, user, before=before)
        except NotPossible as error:
            form.say("files", str(error))


def _to_preview(request: HttpRequest, submission: Submission, form: WorkForm) -> HttpResponse:
    found = requirements.problems(submission)
    if not found:
        drafts.save(submission, details=with_paper(submission))
        return redirect("my_work_preview", uid=submission.uid)
    for name, sentences in found.items():
        for sentence in sentences:
            form.say(name, sentence)
    return _form_page(request, submission, form, status=422)


@private
def preview(request: HttpRequest, uid: UUID) -> HttpResponse:
    """``/me/<uid>/preview/``: the work as it will be sent; POST sends it."""
    submission = find(request, uid, is_own)
    if not submission.editable:
        messages.info(request, _("This work has been sent and cannot be changed now."))
        return redirect("my_work", uid=uid)
    if request.method == "POST" and request.POST.get("digest") != sending.digest(submission):
        messages.error(request, _("The work has changed since you looked it over. Please look again."))
    elif request.method == "POST":
        try:
            if submission.amending:
                newer.offer(submission, by=person(request))
                messages.success(request, _("Sent. The new-media team compares it with the page."))
            else:
                sending.send(submission, by=person(request))
                messages.success(request, _("Sent. Please keep the receipt number."))
        except sending.Incomplete:
            return _missing(request, submission)
        except NotPossible as error:
            messages.error(request, str(error))
        return redirect("my_work", uid=uid)
    if requirements.problems(submission):
        return _missing(request, submission)
    page = {
        "work": submission,
        "sheet": sheet.of_draft(submission),
        "digest": sending.digest(submission),
    }
    return render(request, "submissions/preview.html", page)


def _missing(request: HttpRequest, submission: Submission) -> HttpResponse:
    """The form again, as it is kept, with a sentence for each thing that is missing."""
    form = WorkForm(submission, _as_typed(submission))
    form.is_valid()
    return _to_preview(request, submission, form)


def _as_typed(submission: Submission) -> QueryDict:
    """The working copy as the form's own data, so that sentences can stand beside its fields."""
    blank = WorkForm(submission)
    data = QueryDict(mutable=True)
    for name in blank.fields:
        value = blank[name].value()
        if isinstance(value, list):
            data.setlist(name, value)
        elif value is not False and (name != "terms" or value):
            data[name] = "" if value is None else str(value)
    for row in blank.author_rows():
        data.appendlist("author_name", row["name"])
        data.appendlist("author_number", row["number"])
    return data


@require_POST
@private
def files(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Attach what the uploader brought (``asset``), move or take out a file (``act``), and answer with the list of
    files anew, for the script."""
    submission = find(request, uid, is_own)
    form = WorkForm(submission)
    if not submission.editable:
        return JsonResponse({"sentence": _("This work has been sent and cannot be changed now.")}, status=409)
    _take_files(request, submission, form)
    try:
        _rearrange(submission, request.POST.get("act", ""))
    except NotPossible as error:
        return JsonResponse({"sentence": str(error)}, status=409)
    context = {
        "work": submission,
        "files": _files(submission),
        "form": form,
        "paper": agreeing.paper_of(submission),
    }
    return render(request, "submissions/parts/files.html", context)


@require_POST
@private
def discard(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Delete a draft that was never sent."""
    submission = find(request, uid, is_own)
    try:
        drafts.discard(submission)
    except NotPossible as error:
        messages.error(request, str(error))
        return redirect("my_work", uid=uid)
    messages.success(request, _("The draft was deleted."))
    return redirect("me")


@require_POST
@private
def recall(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take a sent work back, to change it."""
    submission = find(request, uid, is_own)
    try:
        sending.recall(submission, by=person(request))
    except NotPossible as error:
        messages.error(request, str(error))
        return redirect("my_work", uid=uid)
    messages.success(request, _("You have taken the work back. It can be changed and sent again."))
    return redirect("my_work_edit", uid=uid)


def _form_page(
    request: HttpRequest, submission: Submission, form: WorkForm, status: int = 200, *, besides: bool = False
) -> HttpResponse:
    """``besides``: another window saved meanwhile; the authors that it named stand here too, so that none is lost."""
    rows = form.author_rows()
    if besides:
        typed = {row["name"].strip() for row in rows}
        rows += [row for row in WorkForm(submission).author_rows() if row["name"] not in typed]
    if not rows or request.GET.get("author"):
        rows.append({"name": "", "number": ""})
    where = describe([submission], request.user).get(submission.pk) if submission.receipt else None
    context = {
        "work": submission,
        "form": form,
        "authors": rows,
        "files": _files(submission, form),
        "limits": submission.call.limits_for(submission.kind),
        "terms": submission.call.terms,
        "where": where,
        "size": size_in_words(submission),
        "paper": agreeing.paper_of(submission),
        "needs_paper": agreeing.needs_paper(submission),
        "wrong": _sentences(form),
    }
    return render(request, "submissions/edit.html", context, status=status)


def _files(submission: Submission, form: WorkForm | None = None) -> list[dict[str, Any]]:
    """The files with their pictures; captions as typed where the form holds them."""
    typed = form.captions() if form is not None and form.is_bound else {}
    found = SubmissionFile.objects.filter(submission=submission).select_related("asset")
    rows = list(found.prefetch_related("asset__renditions"))
    _number, named = fields.places(submission.kind, submission.details)
    before = sent_before(submission, [file.asset for file in rows])
    return [
        {
            "file": file,
            "asset": file.asset,
            "caption": typed.get(file.pk, file.caption),
            "picture": picture(file.asset, 320),
            # Followed by the uploader's script until it is ready or refused.
            "arriving": file.asset.state in (AssetState.WAITING, AssetState.CHECKING),
            "before": before.get(file.asset_id, ""),
            "place": place,
        }
        for file, place in zip(rows, chain(named, repeat("")), strict=False)
    ]


def _sentences(form: WorkForm) -> list[dict[str, str]]:
    """Every sentence with the id of the place that it speaks of, in the order of the page."""
    found = []
    for name in form.page_order():
        if name in form.fields:
            place, sentences = form[name].auto_id, [str(each) for each in form.errors.get(name, [])]
        else:
            place, sentences = name, form.beside.get(name, [])
        found += [{"place": place, "sentence": sentence} for sentence in sentences]
    return found
