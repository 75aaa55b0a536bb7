"""Names that begin with no letter's sound stand last, under 其他, and those whose sound is known by now under it."""

from django.db import migrations, models

from zh.index import SearchTable
from zh.pinyin import name_readings

PEOPLE = SearchTable("showcase_people")


def file_anew(apps, schema_editor):
    Maker = apps.get_model("showcase", "Maker")
    makers = list(Maker.objects.filter(initial="#"))
    for maker in makers:
        maker.pinyin = " ".join((name_readings(maker.name) or [[maker.name]])[0])[:400]
        initial = maker.pinyin[:1].upper()
        maker.initial = initial if "A" <= initial <= "Z" else "其"
    Maker.objects.bulk_update(makers, ["pinyin", "initial"], batch_size=500)
    PEOPLE.put_many((maker.pk, {"authors": [maker.name]}, {}) for maker in makers if maker.works)


class Migration(migrations.Migration):

    dependencies = [
        ("showcase", "0017_handouts"),
    ]

    operations = [
        migrations.AlterModelOptions(name="maker", options={"ordering": ["initial", "pinyin", "pk"]}),
        migrations.AlterField(
            model_name="maker",
            name="initial",
            field=models.CharField(
                help_text="A to Z, or 其 (其他) for names that begin otherwise", max_length=1
            ),
        ),
        migrations.RemoveIndex(model_name="maker", name="maker_by_sound"),
        # The code of today puts into two tables: a database that has one (before 0022) is parted here.
        migrations.RunPython(PEOPLE.part, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(file_anew, migrations.RunPython.noop, elidable=True),
    ]
