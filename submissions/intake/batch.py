"""Many works at once: a sheet and a ZIP are read and matched row by row; a person looks; drafts are made."""

import re
from typing import Any, BinaryIO

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import roles
from accounts.models import Unit, User
from audit import trail
from campaigns.models import Call, Kind
from media_library.models import Asset
from submissions import ranking
from submissions.errors import NotPossible
from submissions.intake import drafts, late
from submissions.intake.batch_sheet import read_sheet
from submissions.intake.batch_zip import Members, opened, take_in
from submissions.models import Batch, Submission
from zh.fold import fold

BETWEEN = re.compile(r"[、,，;；\n]+")
NUMBERED = re.compile(r"^(.*?)\s*[（(](\w+)[）)]$")
LONGEST_TELEPHONE = 40
SIDES = re.compile(r"(\d+(?:\.\d+)?)\s*(?:cm|厘米)?\s*[×xX*＊]\s*(\d+(?:\.\d+)?)")


def read(call: Call, sheet: BinaryIO, archive: BinaryIO | None, by: User) -> Batch:
    """What both say, matched; the files of good rows are taken in. Raises NotPossible where nothing can be read."""
    if call.state != "open" and not late.opened_for(call, by):
        raise NotPossible(_("This call is not open."))
    rows = [_row(each, call, by) for each in read_sheet(sheet)]
    strangers: list[str] = []
    if archive is None:
        for row in rows:
            row["problems"] += [_missing(name) for name in row["files"]]
    else:
        with opened(archive) as (packed, members):
            used = {path for row in rows for path in _match(row, members)}
            strangers = sorted(set(members) - used)
            for row in rows:
                _take_files(row, packed, members, by)
    return Batch.objects.create(owner=by, call=call, rows=rows, strangers=strangers[:200])


def create(batch: Batch, by: User) -> list[Submission]:
    """A draft of each good row, once. Raises NotPossible where it was done already."""
    kinds = {kind.code: kind for kind in Kind.objects.all()}
    made = []
    with transaction.atomic():
        if not Batch.objects.filter(pk=batch.pk, owner=by, done_at=None).update(done_at=timezone.now()):
            raise NotPossible(_("The drafts of this sheet have been made already."))
        for row in batch.rows:
            if not row["problems"]:
                made.append(_draft(row, batch, kinds[row["kind"]], by))
        trail.record(
            "submission.batch", by=by, subject=f"call:{batch.call_id}", label=batch.call.title, made=len(made)
        )
    return made


def _draft(row: dict[str, Any], batch: Batch, kind: Kind, by: User) -> Submission:
    work = drafts.start(batch.call, kind, by)
    details = {}
    asked = {entry["name"] for entry in kind.fields}
    if (sides := SIDES.search(row["size"])) and {"height_cm", "width_cm"} <= asked:
        details = {"height_cm": sides[1], "width_cm": sides[2]}
    drafts.save(
        work,
        texts={"title": row["title"]},
        authors=row["authors"],
        unit=Unit.objects.filter(pk=row["unit"]).first(),
        details=details,
        telephone=row.get("telephone", ""),
    )
    if row.get("rank") and work.unit_id in roles.liaison_units(by):
        ranking.propose(work, int(row["rank"]))
    assets = Asset.objects.filter(uid__in=row["assets"], owner=by).order_by("-pk")
    # The same bytes under two names are one file of a work.
    for asset in reversed({asset.sha256: asset for asset in assets}.values()):
        drafts.attach(work, asset, by)
    return work


def _row(said: dict[str, Any], call: Call, by: User) -> dict[str, Any]:
    """A row with everything that is wrong in it, but for its files."""
    problems = []
    wanted = said.get("kind", "")
    kind = next((each for each in call.kinds.all() if wanted in (each.name, each.name_en, each.code)), None)
    if kind is None:
        names = "、".join(each.label for each in call.kinds.all())
        problems.append(
            _("“%(kind)s” is no kind that this call takes: %(names)s.") % {"kind": wanted, "names": names}
        )
    if not said.get("title"):
        problems.append(_("The title is missing."))
    elif len(said["title"]) > 120:
        problems.append(_("The title has more than 120 characters."))
    authors = _authors(said.get("author", ""))
    if not authors:
        problems.append(_("The author is missing."))
    if (rank := said.get("rank", "")) and not (rank.isdecimal() and len(rank) < 4 and int(rank)):
        problems.append(_("“%(rank)s” is no place in an order: write 1, 2, 3.") % {"rank": rank[:40]})
    if len(said.get("telephone", "")) > LONGEST_TELEPHONE:
        problems.append(_("The telephone number has more than 40 characters."))
    unit, problem = _unit(said.get("unit", ""), by)
    return {
        "line": said["line"],
        "kind": kind.code if kind else wanted,
        "kind_label": kind.label if kind else wanted,
        "title": said.get("title", ""),
        "authors": authors,
        "unit": unit.pk if unit else None,
        "unit_name": unit.name if unit else said.get("unit", ""),
        "size": said.get("size", ""),
        "rank": rank,
        "telephone": said.get("telephone", ""),
        "files": [name.strip() for name in BETWEEN.split(said.get("files", "")) if name.strip()],
        "assets": [],
        "problems": [*problems, *([problem] if problem else [])],
    }


def _authors(text: str) -> list[dict[str, str]]:
    """``王芳、李明(s0102)``: a number in brackets is taken for one where it leads to an account."""
    found = []
    for part in BETWEEN.split(text):
        name = part.strip()
        numbered = NUMBERED.match(name)
        if numbered and User.objects.filter(username=numbered[2], is_active=True).exists():
            found.append({"name": numbered[1], "number": numbered[2]})
        elif name:
            found.append({"name": name[:80], "number": ""})
    return found


def _unit(name: str, by: User) -> tuple[Unit | None, str]:
    own = list(roles.units_of(by))
    if not name:
        return (own[0], "") if len(own) == 1 else (None, _("The unit is missing."))
    unit = next((each for each in own if name in (each.name, each.name_en)), None)
    return (unit, "") if unit else (None, _("“%(unit)s” is no unit of yours.") % {"unit": name})


def _match(row: dict[str, Any], members: Members) -> list[str]:
    """The paths in the ZIP that a row names; where it names none, those with its title in their name."""
    if not row["files"]:
        title = fold(row["title"]).strip()
        row["files"] = [path for path in members if title and title in fold(path.rsplit("/", 1)[-1])]
    found = []
    for name in row["files"]:
        wanted = fold(name.replace("\\", "/"))
        exact = [path for path in members if wanted in (fold(path), fold(path.rsplit("/", 1)[-1]))]
        paths = exact or [
            path for path in members if fold(path.rsplit("/", 1)[-1].rsplit(".", 1)[0]) == wanted
        ]
        if not paths:
            row["problems"].append(_missing(name))
        elif len(paths) > 1:
            row["problems"].append(
                _("“%(name)s” stands in the ZIP more than once; please write its folder too.")
                % {"name": name}
            )
        found += paths[:1]
    row["paths"] = found
    return found


def _take_files(row: dict[str, Any], packed: Any, members: Members, by: User) -> None:
    paths = row.pop("paths")
    if row["problems"]:
        return  # the whole row comes again, corrected
    for path in paths:
        asset, sentence = take_in(packed, path, members[path], by)
        if asset is None:
            row["problems"].append(sentence)
        else:
            row["assets"].append(str(asset.uid))


def _missing(name: str) -> str:
    return _("“%(name)s” is not in the ZIP.") % {"name": name}
