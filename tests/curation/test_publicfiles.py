"""The public store holds exactly what is released."""

import io
import json
import threading

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import CommandError, call_command

from curation import publicfiles
from curation.drafting import draft
from curation.reviewing import open_review, sign
from showcase.models import Release, WorkCard


@pytest.fixture
def released(accepted, court, work_off) -> Release:
    review = open_review(draft(accepted, by=court.curator), by=court.curator)
    for part in ("first", "second", "final", "secrecy"):
        sign(review, part, by=getattr(court, part))
    work_off()
    return Release.objects.get()


def run(*args: str) -> str:
    out = io.StringIO()
    call_command("check_public", *args, stdout=out)
    return out.getvalue()


def test_after_a_release_all_is_in_order(released):
    assert publicfiles.check() == ([], [])
    assert "exactly" in run()


def test_released_tiles_name_the_address_at_which_they_stand(settings):
    settings.PUBLIC_ADDRESS = "https://hanmo.example"
    storages["default"].save(
        "renditions/u/tiles/info.json", ContentFile(b'{"id": "https://unreleased.invalid/tiles"}')
    )

    publicfiles.put("token", [("renditions/u/tiles/info.json", "7/tiles/info.json")])
    publicfiles.put("token", [("renditions/u/tiles/info.json", "7/tiles/info.json")])

    with storages["public"].open("token/7/tiles/info.json") as file:
        assert json.load(file) == {"id": "https://hanmo.example/public/token/7/tiles"}


def test_a_stranger_and_a_missing_file_are_named_and_mended(released):
    storages["public"].save("f" * 32 + "/1/web.webp", ContentFile(b"x"))
    path = released.content["media"][0]["webp"][0]["src"]
    storages["public"].delete(f"{released.token}/{path}")

    with pytest.raises(CommandError, match="1 folders too many, 1 files missing"):
        run()

    assert "exactly" in run("--mend")
    assert storages["public"].exists(f"{released.token}/{path}")


def test_the_cards_can_be_made_anew(released, court):
    first = WorkCard.objects.get()
    WorkCard.objects.update(title="错")

    call_command("rebuild_cards", stdout=io.StringIO())

    assert WorkCard.objects.get().title == "晨光里的法庭"
    assert WorkCard.objects.get().first_released_at == first.first_released_at


def test_two_processes_that_clear_at_once_do_not_disturb_each_other(released):
    for n in range(300):
        storages["public"].save(f"{released.token}/tiles/{n % 20}/{n}.webp", ContentFile(b"x"))
    problems = []

    def clear() -> None:
        try:
            publicfiles.clear(released.token)
        except Exception as problem:
            problems.append(problem)

    threads = [threading.Thread(target=clear) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert problems == []
    assert storages["public"].listdir("")[0] == []


def test_what_a_crash_left_of_a_cleared_folder_is_a_stranger(released):
    storages["public"].save(".0123-ab/web.webp", ContentFile(b"x"))

    assert publicfiles.check()[0] == [".0123-ab"]
    run("--mend")


@pytest.mark.django_db
def test_a_release_that_begins_while_we_look_is_no_stranger(monkeypatch):
    public = storages["public"]
    look = public.listdir

    def begin_and_look(path: str):
        if path:
            return look(path)
        token = "a" * 32
        Release.objects.create(page_id=1, slug="zp-2021-0009", source="review:9", token=token)
        public.save(f"{token}/1/web.webp", ContentFile(b"x"))
        return look(path)

    monkeypatch.setattr(public, "listdir", begin_and_look)
    public.save("b" * 32 + "/1/web.webp", ContentFile(b"x"))

    assert publicfiles.check() == (["b" * 32], [])
