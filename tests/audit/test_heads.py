"""What a chain cannot show by itself: that its end is gone."""

import pytest
from django.core.management import CommandError, call_command

from audit import heads
from audit.models import Entry
from audit.trail import GENESIS, broken_links, digest_of, record

pytestmark = pytest.mark.django_db


@pytest.fixture
def acts() -> list[Entry]:
    return [record("work.sent", by="操作员", subject=f"work:{n}") for n in range(1, 5)]


def test_a_tail_that_was_cut_off_is_missed(acts: list[Entry]) -> None:
    heads.write_down()
    Entry.objects.filter(pk__gte=acts[2].pk)._raw_delete("default")

    assert list(broken_links()) == []
    assert [pk for pk, _what in heads.missing()] == [acts[3].pk]
    with pytest.raises(CommandError, match="cut off"):
        call_command("verify_audit")


def test_a_tail_that_was_replaced_by_a_whole_one_is_missed(acts: list[Entry]) -> None:
    heads.write_down()
    last = acts[3]
    last.actor = "别人"
    Entry.objects.filter(pk=last.pk).update(actor="别人", digest=digest_of(last))

    assert list(broken_links()) == []
    assert [pk for pk, _what in heads.missing()] == [last.pk]


def test_everything_gone_is_missed(acts: list[Entry]) -> None:
    heads.write_down()
    Entry.objects.all()._raw_delete("default")

    assert len(list(heads.missing())) == 1


def test_a_line_that_somebody_else_wrote_is_told(acts: list[Entry]) -> None:
    heads.write_down()
    heads.path().write_text(f"{acts[0].pk} {acts[0].digest} {'0' * 64} 2021-07-01T00:00:00+00:00\n")

    assert [what for _pk, what in heads.missing()] == [
        "the line in audit-heads was not written by this service"
    ]


def test_the_same_head_is_written_once_and_all_that_stand_are_found(acts: list[Entry]) -> None:
    heads.write_down()
    heads.write_down()
    record("work.sent", by="操作员", subject="work:9")
    heads.write_down()

    assert len(heads.path().read_text().splitlines()) == 2
    assert list(heads.missing()) == []


def test_an_inserted_entry_is_found(acts: list[Entry]) -> None:
    forged = Entry(
        pk=acts[3].pk + 1,
        at=acts[0].at,
        actor="别人",
        action="work.sent",
        subject="work:1",
        label="",
        previous=acts[1].digest[::-1],
    )
    forged.digest = digest_of(forged)
    Entry.objects.bulk_create([forged])

    assert [entry for entry, _what in broken_links()] == [forged]


def test_two_entries_that_changed_places_are_found(acts: list[Entry]) -> None:
    second, third = acts[1], acts[2]
    rows = Entry.objects.all()
    rows.filter(pk=second.pk).update(previous="x", digest="x")
    rows.filter(pk=third.pk).update(previous=second.previous, digest=second.digest, subject=second.subject)
    rows.filter(pk=second.pk).update(previous=third.previous, digest=third.digest, subject=third.subject)

    assert {entry.pk for entry, _what in broken_links()} >= {second.pk, third.pk}


def test_first_entry_follows_from_nothing(acts: list[Entry]) -> None:
    Entry.objects.filter(pk=acts[0].pk)._raw_delete("default")

    assert acts[0].previous == GENESIS
    assert [entry for entry, _what in broken_links()] == [acts[1]]
