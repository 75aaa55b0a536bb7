import io
import json
import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import DataError, connections
from django.urls import reverse
from PIL import Image
from wagtail.models import Page

from accounts.models import Unit
from audit.models import Entry
from audit.trail import broken_links
from curation import loadingfiles
from curation.loading import load_batch
from curation.models import Attestation, LoadedLine
from curation.reviewing import open_review
from jobs import queue
from jobs.models import Job, Lane
from showcase.models import Release, WorkCard, WorkPage, WorksPage
from showcase.search import search
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def essay(n, **changes):
    work = {
        "kind": "essay",
        "title": f"文章{n}",
        "authors": ["王芳"],
        "unit": "示例庭",
        "text": f"灯下抄书{n}",
        "created": "2021-06",
    }
    return {**work, **changes}


@pytest.fixture(autouse=True)
def unit(db):
    return Unit.objects.create(name="示例庭")


@pytest.fixture
def load(tmp_path):
    def run(lines, *options):
        path = tmp_path / "works.jsonl"
        path.write_bytes(
            b"".join(
                (line if isinstance(line, bytes) else json.dumps(line).encode()) + b"\n" for line in lines
            )
        )
        out, wrong = io.StringIO(), io.StringIO()
        call_command("load_works", path, *options, stdout=out, stderr=wrong)
        return out.getvalue().splitlines(), wrong.getvalue().splitlines()

    return run


PUBLISH = ("--publish", "--approval", "原审批号 2021-7", "--operator", "示例操作员")


def test_works_become_drafts(load):
    said, wrong = load([essay(1), essay(2, kind="lecture", details={"speaker": "示例讲者"})])

    first, second = WorkPage.objects.order_by("pk")
    assert (first.title, first.slug, first.live, first.authors) == ("文章1", "wz-2021-0001", False, ["王芳"])
    assert second.details == {"speaker": "示例讲者"}
    assert [page.get_latest_revision_as_object().text for page in (first, second)] == [
        "灯下抄书1",
        "灯下抄书2",
    ]
    assert wrong == []
    assert said == ["已载入 2 件作品。"]
    assert not Release.objects.exists()


def test_the_tree_is_as_if_pages_had_been_added_one_by_one(load):
    load([essay(n) for n in range(3)])
    parent = WorksPage.objects.get()
    parent.add_child(instance=_page(parent))

    assert parent.numchild == 4
    assert Page.find_problems() == ([], [], [], [], [])
    assert [page.url_path for page in WorkPage.objects.order_by("path")][:2] == [
        "/home/works/wz-2021-0001/",
        "/home/works/wz-2021-0002/",
    ]


def _page(parent):
    first = WorkPage.objects.first()
    return WorkPage(title="后来", slug="later", kind=first.kind, unit=first.unit, authors=["李明"])


def test_a_loaded_draft_goes_to_review_like_any(load):
    load([essay(1)])

    review = open_review(WorkPage.objects.get(), by=UserFactory(curator=True))

    assert review.digest


def test_works_released_before_are_public_on_an_attestation(load, client):
    said, _wrong = load([essay(1), essay(2)], *PUBLISH)

    page = WorkPage.objects.order_by("pk").first()
    release = Release.objects.get(page_id=page.pk)
    attestation = Attestation.objects.get(page=page)
    assert (attestation.operator, attestation.approval) == ("示例操作员", "原审批号 2021-7")
    assert (release.state, release.source) == ("live", f"attestation:{attestation.pk}")
    assert release.content["attested"] == "原审批号 2021-7"
    assert (page.live, page.has_unpublished_changes) == (True, False)
    assert page.live_revision_id == release.revision_id == page.latest_revision_id
    assert WorkCard.objects.get(slug=page.slug).title == "文章1"
    assert [found.card.title for found in search("抄书2", {}).found] == ["文章2"]
    assert said == ["已载入 2 件作品。"]


def test_the_history_says_who_answers_for_it(load):
    load([essay(1)], *PUBLISH)

    history = Entry.objects.filter(subject=f"work:{WorkPage.objects.get().pk}").order_by("pk")

    assert [(each.action, each.actor, each.detail["approval"]) for each in history] == [
        ("work.loaded", "示例操作员", "原审批号 2021-7"),
        ("work.released", "示例操作员", "原审批号 2021-7"),
    ]
    assert list(broken_links()) == []


def test_wagtails_own_history_of_the_page_says_so_too(load, client):
    load([essay(1)], *PUBLISH)
    client.force_login(UserFactory(is_superuser=True))

    page = client.get(reverse("wagtailadmin_pages:history", args=[WorkPage.objects.get().pk]))

    assert "此前已发布，由示例操作员证明：原审批号 2021-7" in page.content.decode()


def test_without_an_operator_it_is_whoever_sits_at_the_console(load, monkeypatch):
    monkeypatch.setenv("LOGNAME", "li-ming")

    load([essay(1)], "--publish")

    attestation = Attestation.objects.get()
    assert (attestation.operator, attestation.approval) == ("li-ming", "此前已发布，由操作员证明")


def test_what_the_database_refuses_takes_no_other_line_with_it(load, monkeypatch):
    def refuse(lines, *args):
        if any(line.title == "文章2" for line in lines):
            raise DataError("too strange")
        return load_batch(lines, *args)

    monkeypatch.setattr("curation.management.commands.load_works.load_batch", refuse)

    said, wrong = load([essay(1), essay(2), essay(3)])

    assert said == ["已载入 2 件作品。", "有 1 行未载入，见上。"]
    assert wrong == ["第 2 行：数据库不接受：too strange"]


def test_bad_lines_are_named_and_the_others_loaded(load):
    said, wrong = load(
        [essay(1), b"{", essay(2, kind="song"), b"\xff\xfe", b"", essay(3), essay(4, title="")], *PUBLISH
    )

    assert [line.partition("：")[0] for line in wrong] == ["第 2 行", "第 3 行", "第 4 行", "第 7 行"]
    assert sorted(WorkCard.objects.values_list("title", flat=True)) == ["文章1", "文章3"]
    assert said == ["已载入 2 件作品。", "有 4 行未载入，见上。"]


def test_a_second_run_loads_only_what_is_new(load):
    load([essay(1), essay(2)], *PUBLISH)

    said, _wrong = load([essay(1), essay(2), essay(3), essay(3)], *PUBLISH)

    assert said == ["已载入 1 件作品。", "有 3 件先前已载入。"], (
        "each line is counted, also one that comes twice"
    )
    assert WorkPage.objects.count() == WorkCard.objects.count() == LoadedLine.objects.count() == 3


def test_a_batch_that_dies_leaves_nothing_half_done(load, monkeypatch):
    def die(*args, **kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("showcase.search.remember_many", die)
        with pytest.raises(KeyboardInterrupt):
            load([essay(1)], *PUBLISH)
    assert not WorkPage.objects.exists()

    load([essay(1)], *PUBLISH)

    assert WorkCard.objects.count() == 1


def test_numbers_follow_the_year_in_which_the_work_was_made(load):
    load([essay(1, created="2019"), essay(2, created=""), essay(3, created="2019-05-04")])

    slugs = set(WorkPage.objects.values_list("slug", flat=True))
    assert {"wz-2019-0001", "wz-2019-0002"} < slugs
    assert len(slugs) == 3


def test_units_are_found_or_made(load):
    said, _wrong = load([essay(1), essay(2, unit="新庭")])

    assert said[1] == "新建了单位：新庭。"
    assert list(Unit.objects.order_by("pk").values_list("name", flat=True)) == ["示例庭", "新庭"]


def test_fields_that_are_not_used_are_named(load):
    said, _wrong = load([essay(1, id=7, score=3), essay(2, id=8)])

    assert said[1:] == ["字段“id”未使用（2 行）。", "字段“score”未使用（1 行）。"]


def test_a_missing_file_of_works_is_a_sentence(tmp_path):
    with pytest.raises(CommandError, match=r"nowhere\.jsonl"):
        call_command("load_works", tmp_path / "nowhere.jsonl")


def test_loading_costs_the_same_queries_for_any_number_in_a_batch(load, django_assert_max_num_queries):
    # Nine a work (its row, and its two acts in the chain), the rest for the batch.
    with django_assert_max_num_queries(60 + 9 * 20):
        load([essay(n) for n in range(20)], *PUBLISH)


def test_pictures_are_checked_derived_and_shown(load, tmp_path, transactional_db):
    UserFactory(is_superuser=True)
    Image.new("RGB", (640, 480), "#884422").save(tmp_path / "一.jpg")
    (tmp_path / "坏.jpg").write_bytes(b"no picture")

    said, wrong = load(
        [
            essay(1, kind="photograph", files=["一.jpg"], text=""),
            essay(2, kind="photograph", files=["坏.jpg"], text=""),
            essay(3),
        ],
        *PUBLISH,
    )

    card = WorkCard.objects.get(title="文章1")
    assert card.cover["src"]
    assert Release.objects.get(slug=card.slug).state == "live"
    assert said[0] == "已载入 2 件作品。"
    assert wrong[0].startswith("第 2 行：“坏.jpg”：")
    assert (tmp_path / "一.jpg").exists()


def test_a_large_picture_is_released_with_its_tiles(load, tmp_path, transactional_db):
    UserFactory(is_superuser=True)
    Image.new("RGB", (2400, 1600), "#884422").save(tmp_path / "长卷.jpg")

    load([essay(1, kind="calligraphy", files=["长卷.jpg"], text="")], *PUBLISH)

    (medium,) = Release.objects.get().content["media"]
    assert medium["tiles"]
    waiting = Job.objects.exclude(state="done")
    assert {job.name for job in waiting} <= {"ingest.avif", "duplicates.look"}, (
        "an extra keeps no release waiting"
    )


def test_a_file_that_a_worker_has_in_hand_is_waited_for(load, tmp_path, transactional_db, monkeypatch):
    UserFactory(is_superuser=True)
    Image.new("RGB", (640, 480), "#884422").save(tmp_path / "一.jpg")
    keep = loadingfiles.keep_original
    looked, show = [], queue._handlers["ingest.show"]
    monkeypatch.setitem(
        queue._handlers, "ingest.show", (lambda uid: (looked.append(uid), show[0](uid)), *show[1:])
    )
    workers = []

    def kept_and_taken(*args, **kwargs):
        asset = keep(*args, **kwargs)
        job = queue.claim(Lane.QUICK)

        def work():
            try:
                queue.run(job)
            finally:
                connections.close_all()

        workers.append(threading.Thread(target=work))
        workers[0].start()
        return asset

    monkeypatch.setattr(loadingfiles, "keep_original", kept_and_taken)

    said, wrong = load([essay(1, kind="photograph", files=["一.jpg"], text="")], *PUBLISH)
    workers[0].join()

    assert (said, wrong) == (["已载入 1 件作品。"], [])
    assert len(looked) == 1


@pytest.mark.parametrize(
    "line", [essay(1, details={"genre": ["散文"]}), essay(1, details={"genre": float("nan")})]
)
def test_details_that_no_form_could_have_sent_are_named(load, line):
    said, wrong = load([line, essay(2)], *PUBLISH)

    assert said[0] == "已载入 1 件作品。"
    assert wrong[0].startswith("第 1 行：")


def test_files_need_an_account_that_owns_them(load, tmp_path):
    (tmp_path / "a.jpg").write_bytes(b"1")

    _said, wrong = load([essay(1, files=["a.jpg"])])

    assert wrong == ["第 1 行：没有可以持有文件的账号：请先建立管理员（manage.py createsuperuser）。"]
