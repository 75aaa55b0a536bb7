"""Acts stand in a chain that shows every change made behind its back."""

import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import connections, transaction

from accounts.models import User
from audit.models import Entry
from audit.trail import GENESIS, broken_links, record, record_many


@pytest.fixture
def three_acts(db: None) -> list[Entry]:
    return [
        record("work.sent", by="操作员", subject=f"work:{n}", label=f"《示例{n}》", note="好")
        for n in (1, 2, 3)
    ]


@pytest.mark.django_db
def test_entry_tells_who_did_what_to_what() -> None:
    user = User.objects.create_user("10001", name="示例甲")

    entry = record("work.sent", by=user, subject="work:1", label="《示例》", note="好")

    entry.refresh_from_db()
    assert (entry.actor_id, entry.actor, entry.action) == (user.pk, "示例甲", "work.sent")
    assert (entry.subject, entry.label, entry.detail) == ("work:1", "《示例》", {"note": "好"})


def test_each_entry_follows_from_the_one_before(three_acts: list[Entry]) -> None:
    first, second, third = three_acts

    assert [first.previous, second.previous, third.previous] == [GENESIS, first.digest, second.digest]
    assert list(broken_links()) == []


def test_one_act_on_many_is_an_entry_for_each(three_acts: list[Entry], django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(5):
        record_many("work.seen", by="操作员", of=[(f"work:{n}", f"《示例{n}》", {"n": n}) for n in range(90)])

    made = Entry.objects.filter(action="work.seen")
    assert [(entry.subject, entry.detail) for entry in made] == [(f"work:{n}", {"n": n}) for n in range(90)]
    assert made[0].previous == three_acts[-1].digest
    assert list(broken_links()) == []


def test_an_act_on_nothing_is_no_entry(db: None) -> None:
    assert (record_many("work.seen", by="操作员", of=[]), Entry.objects.count()) == ([], 0)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("actor", "别人"),
        ("action", "work.deleted"),
        ("label", "《别的》"),
        ("detail", {}),
        ("subject", "work:9"),
    ],
)
def test_changed_fact_is_found(three_acts: list[Entry], field: str, value: object) -> None:
    Entry.objects.filter(pk=three_acts[1].pk).update(**{field: value})

    assert list(broken_links()) == [(three_acts[1], "its facts were changed")]


def test_removed_entry_is_found(three_acts: list[Entry]) -> None:
    Entry.objects.filter(pk=three_acts[1].pk)._raw_delete("default")

    assert list(broken_links()) == [(three_acts[2], "an entry before it was removed or inserted")]


def test_entry_is_neither_saved_again_nor_deleted(three_acts: list[Entry]) -> None:
    with pytest.raises(TypeError):
        three_acts[0].save()
    with pytest.raises(TypeError):
        three_acts[0].delete()


def test_command_verifies_the_chain(three_acts: list[Entry], capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verify_audit")

    assert capsys.readouterr().out == "3 entries, every link holds\n"


def test_command_ends_with_1_at_the_first_broken_link(three_acts: list[Entry]) -> None:
    Entry.objects.filter(pk=three_acts[1].pk).update(actor="别人")

    with pytest.raises(CommandError, match="its facts were changed") as caught:
        call_command("verify_audit")

    assert caught.value.returncode == 1


@pytest.mark.django_db
def test_act_is_rolled_back_with_what_it_tells_of() -> None:
    with pytest.raises(ValueError), transaction.atomic():
        record("work.sent", by="操作员", subject="work:1")
        raise ValueError

    assert Entry.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_time_make_one_chain() -> None:
    start = threading.Barrier(3)

    def write() -> None:
        try:
            start.wait(10)
            for number in range(5):
                record("work.sent", by="操作员", subject=f"work:{number}")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert Entry.objects.count() == 15
    assert list(broken_links()) == []
