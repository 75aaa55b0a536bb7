"""Credits for the works that are public already, by name: whom the register knows, their next release says."""

from django.db import migrations

from zh.index import SearchTable
from zh.pinyin import name_readings

PEOPLE = SearchTable("showcase_people")


def credit(apps, schema_editor):
    Card, Maker, Credit = (apps.get_model("showcase", name) for name in ("WorkCard", "Maker", "Credit"))
    makers = {}
    for card in Card.objects.select_related("release").order_by("pk").iterator(chunk_size=500):
        names = list(dict.fromkeys(str(name)[:300] for name in card.release.content.get("authors", [])))
        for name in names:
            if name not in makers:
                sound = " ".join((name_readings(name) or [[name]])[0])[:400]
                initial = sound[:1].upper()
                makers[name] = Maker.objects.create(
                    name=name, pinyin=sound, initial=initial if "A" <= initial <= "Z" else "#"
                )
            makers[name].works += 1
        card.makers = [[makers[name].pk, name] for name in names]
        card.save(update_fields=["makers"])
        Credit.objects.bulk_create(
            Credit(card=card, maker=makers[name], position=place) for place, name in enumerate(names)
        )
    Maker.objects.bulk_update(makers.values(), ["works"], batch_size=500)
    PEOPLE.put_many((maker.pk, {"authors": [name]}, {}) for name, maker in makers.items())


class Migration(migrations.Migration):

    dependencies = [
        ('showcase', '0011_makers'),
    ]

    operations = [
        # The code of today puts into two tables: a database that has one (before 0022) is parted here.
        migrations.RunPython(PEOPLE.part, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(credit, migrations.RunPython.noop, elidable=True),
    ]
