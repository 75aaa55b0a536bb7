"""The report of a version: every part of it, the serious first, and never a block."""

import pytest

from submissions.models import State, Word
from submissions.proofreading.report import report
from submissions.review import actions
from tests.factories import SubmissionFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_findings_of_all_parts_the_serious_first() -> None:
    Word.objects.create(wrong="帐号", right="账号", level=Word.Level.STYLE)
    Word.objects.create(wrong="登陆网站", right="登录网站", level=Word.Level.SERIOUS)
    work = SubmissionFactory(endorsed=True, title="帐号记", text="第一段。\n大家登陆网站吧。")

    found = report(work.versions.get(), work.kind)

    assert [(each.label, each.offset, each.before, each.hit, each.after) for each in found] == [
        ("正文", 7, "大家", "登陆网站", "吧。"),
        ("题名", 0, "", "帐号", "记"),
    ]


def test_it_keeps_nothing_from_being_accepted() -> None:
    Word.objects.create(wrong="帐号", right="账号", level=Word.Level.SERIOUS)
    work = SubmissionFactory(endorsed=True, text="帐号")

    actions.accept(work, by=UserFactory(curator=True))

    assert work.state == State.ACCEPTED


def test_empty_list_asks_for_nothing_more(django_assert_num_queries) -> None:
    work = SubmissionFactory(endorsed=True)
    version = work.versions.get()

    with django_assert_num_queries(1):
        assert report(version, work.kind) == []
