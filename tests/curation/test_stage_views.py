"""An administrator keeps the stages; each change of who may sign is in the audit trail."""

import pytest
from django.urls import reverse

from audit.models import Entry
from curation.drafting import draft
from curation.models import Deputy, ReviewClass, Stage
from curation.reviewing import open_review


def form(stage: Stage, **more) -> dict:
    return {
        "name": stage.name,
        "name_en": stage.name_en,
        "role": stage.role,
        "checklist": stage.checklist,
        "due_days": stage.due_days,
        **more,
    }


def test_an_administrator_names_people_and_the_trail_says_so(court, client):
    client.force_login(court.admin)
    stage = Stage.objects.get(code="final")

    response = client.post(
        reverse("stages:edit", args=[stage.pk]), form(stage, code="other", people=[court.final.pk])
    )

    assert response.status_code == 302
    stage.refresh_from_db()
    assert stage.code == "final"
    assert [*stage.people.all()] == [court.final]
    entry = Entry.objects.get(action="stage.saved")
    assert (entry.actor, entry.detail["people"]) == (str(court.admin), ["终审"])


def test_whoever_lacks_the_role_is_not_named(court, client):
    client.force_login(court.admin)
    stage = Stage.objects.get(code="final")

    response = client.post(
        reverse("stages:edit", args=[stage.pk]), form(stage, people=[court.first.pk, court.final.pk])
    )

    assert "初审" in response.context["form"].errors["people"][0]
    assert not stage.people.exists()


def test_a_deputy_is_entered_and_taken_away(court, client):
    client.force_login(court.admin)
    facts = {"stage": Stage.objects.get(code="first").pk, "person": court.first.pk, "deputy": court.second.pk}

    client.post(reverse("deputies:add"), {**facts, "since": "2026-12-01", "until": "2026-11-30"})
    assert not Deputy.objects.exists()
    client.post(reverse("deputies:add"), {**facts, "since": "2026-12-01", "until": "2026-12-09"})
    client.post(reverse("deputies:delete", args=[Deputy.objects.get().pk]))

    assert not Deputy.objects.exists()
    acts = Entry.objects.filter(action__startswith="deputy.").order_by("pk")
    assert [each.action for each in acts] == ["deputy.saved", "deputy.deleted"]


def test_a_stage_that_was_used_is_not_deleted(accepted, court, client):
    open_review(draft(accepted, by=court.curator), by=court.curator)
    client.force_login(court.admin)

    client.post(reverse("stages:delete", args=[Stage.objects.get(code="first").pk]))

    assert Stage.objects.filter(code="first").exists()


@pytest.mark.parametrize("name", ["stages", "deputies", "review_classes"])
@pytest.mark.parametrize("who", ["curator", "final"])
def test_others_do_not_choose_who_signs(court, client, name, who):
    client.force_login(getattr(court, who))

    for view in ("index", "add"):
        assert client.get(reverse(f"{name}:{view}")).status_code == 404


@pytest.mark.parametrize("name", ["stages", "deputies", "review_classes"])
def test_the_administrator_opens_every_screen(court, client, name):
    client.force_login(court.admin)

    assert client.get(reverse(f"{name}:index")).status_code == 200
    assert client.get(reverse(f"{name}:add")).status_code == 200
    if name != "deputies":
        row = (Stage if name == "stages" else ReviewClass).objects.first()
        assert client.get(reverse(f"{name}:edit", args=[row.pk])).status_code == 200
