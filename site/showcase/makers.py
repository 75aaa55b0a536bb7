"""The only writer of Maker and Credit: who made the public works, and under which number a visitor finds them.

Follows the news of cards, in their transaction: with the last public work of a maker their page and their name in the
search are gone at once.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import F
from django.dispatch import receiver

from showcase.content import Content
from showcase.models import Credit, Maker, Release, WorkCard
from showcase.signals import card_removed, card_written
from zh.index import SearchTable
from zh.pinyin import name_readings

PEOPLE = SearchTable("showcase_people")
"""The names of those who have public works, known by the maker's key."""

OTHERS = "其"
"""The initial of names that begin with no letter's sound, 其他: in every collation it sorts after Z."""

_LOCK = 0x68616E6D
"""PostgreSQL's advisory lock under which credits are written; any number that nothing else here uses."""

Name = tuple[str, int | None]
"""A name as a release gives it, and whom the register knows by it."""


def names_of(content: Content) -> list[Name]:
    """The authors of a release in their order."""
    authors = content["authors"]
    people = content.get("people") or [None] * len(authors)
    return list(zip((name[:300] for name in authors), people, strict=True))


@receiver(card_written, dispatch_uid="showcase.makers.written")
def remember(card: WorkCard, release: Release, **kwargs: Any) -> None:
    """Credit a work that became public; a second time in place of the first."""
    forget(card)
    remember_many([(card, release)])


@transaction.atomic
def remember_many(rows: Sequence[tuple[WorkCard, Release]]) -> None:
    """The same for many works at once, in a constant number of queries: for works that are loaded in bulk."""
    one_at_a_time()
    named = [(card, names_of(release.content)) for card, release in rows]
    makers = _makers({name for _card, names in named for name in names})
    credits, works = [], Counter[int]()
    for card, names in named:
        found = list(dict.fromkeys(makers[name] for name in names))
        card.makers = [[maker.pk, maker.name] for maker in found]
        works.update(maker.pk for maker in found)
        credits += [Credit(card=card, maker=maker, position=place) for place, maker in enumerate(found)]
    WorkCard.objects.bulk_update([card for card, _names in named], ["makers"], batch_size=500)
    Credit.objects.bulk_create(credits, batch_size=500)
    by_number = defaultdict(list)
    for pk, number in works.items():
        by_number[number].append(pk)
    for number, pks in sorted(by_number.items()):
        Maker.objects.filter(pk__in=pks).update(works=F("works") + number)
    _make_findable({maker.pk: maker for maker in makers.values() if not maker.works})


@receiver(card_removed, dispatch_uid="showcase.makers.removed")
@transaction.atomic
def forget(card: WorkCard, **kwargs: Any) -> None:
    """Take a work from those who made it; the last one takes them from the public."""
    one_at_a_time()
    credits = Credit.objects.filter(card=card)
    pks = sorted(credits.values_list("maker_id", flat=True))
    credits.delete()
    Maker.objects.filter(pk__in=pks).update(works=F("works") - 1)
    PEOPLE.remove(*Maker.objects.filter(pk__in=pks, works=0).values_list("pk", flat=True))


@transaction.atomic
def rebuild() -> None:
    """Write all credits anew from the cards' releases; makers keep their numbers."""
    one_at_a_time()
    Credit.objects.all().delete()
    Maker.objects.update(works=0)
    PEOPLE.clear()
    cards = WorkCard.objects.select_related("release").order_by("pk")
    waiting: list[tuple[WorkCard, Release]] = []
    for card in cards.iterator(chunk_size=500):
        waiting.append((card, card.release))
        if len(waiting) == 500:
            remember_many(waiting)
            waiting = []
    remember_many(waiting)
    PEOPLE.settle()


def differences() -> list[str]:
    """One line for each card that does not name its makers, each maker whose works are counted wrongly, and each that
    the search of names lacks or should not have."""
    credited = defaultdict(list)
    for pk, maker, name in Credit.objects.order_by("card_id", "position").values_list(
        "card_id", "maker_id", "maker__name"
    ):
        credited[pk].append([maker, name])
    found = []
    for card in WorkCard.objects.select_related("release").order_by("pk").iterator(chunk_size=500):
        true = {name for name, _person in names_of(card.release.content)}
        stands = credited.get(card.pk, [])
        if card.makers != stands or {name for _pk, name in stands} != true:
            found.append(f"{card.slug}: the credits differ")
    works = Counter(maker for rows in credited.values() for maker, _name in rows)
    findable = PEOPLE.texts()
    for each in Maker.objects.all():
        if each.works != works[each.pk]:
            found.append(f"{each}: {each.works} works kept, {works[each.pk]} true")
        true_texts = _texts(each) if works[each.pk] else None
        if findable.pop(each.pk, None) != true_texts:
            found.append(f"{each}: {'not found by name' if true_texts else 'still found by name'}")
    return found + [f"search of names: {pk} is nobody" for pk in findable]


def one_at_a_time() -> None:
    """Wait for whoever writes credits at this moment; then others wait until this transaction ends.

    Two first works of one name would both make its maker, and a last work that leaves beside one that comes would take
    the name from the search. Who releases in bulk asks for it before the trail is written, as a single release does by
    its order: two that wait for each other are an error. On SQLite a transaction has all of the database.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _makers(names: Iterable[Name]) -> dict[Name, Maker]:
    """The maker of each name, made where there is none."""
    wanted = sorted(set(names), key=lambda each: (each[0], each[1] is None, each[1] or 0))
    standing: dict[str, dict[int | None, Maker]] = defaultdict(dict)
    for each in Maker.objects.filter(name__in={name for name, _person in wanted}):
        standing[each.name][each.person] = each
    found: dict[Name, Maker] = {}
    new: list[Maker] = []
    for name, person in wanted:
        same = standing[name]
        maker: Maker | None = same.get(person)
        if maker is None and len(same) == 1 and None in (person, *same):
            # A name alone is whoever has it, as long as only one person does.
            ((known, only),) = same.items()
            maker = only
            if known is None:
                only.person = person
                Maker.objects.filter(pk=only.pk).update(person=person)
                standing[name] = {person: only}
        if maker is None:
            sound, initial = _sound(name)
            maker = Maker(name=name, person=person, pinyin=sound, initial=initial)
            same[person] = maker
            new.append(maker)
        found[name, person] = maker
    Maker.objects.bulk_create(new, batch_size=500)
    return found


def _sound(name: str) -> tuple[str, str]:
    """How a name sounds, 王芳 is ``wang fang``, and the letter under which it stands; others stand last."""
    (reading, *_others) = name_readings(name) or [[name]]
    sound = " ".join(reading)[:400]
    initial = sound[:1].upper()
    return sound, initial if "A" <= initial <= "Z" else OTHERS


def _make_findable(makers: dict[int, Maker]) -> None:
    PEOPLE.put_many((pk, _texts(maker), {}) for pk, maker in makers.items())


def _texts(maker: Maker) -> dict[str, Any]:
    return {"authors": [maker.name]}
