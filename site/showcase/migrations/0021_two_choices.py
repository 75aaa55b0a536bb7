"""Lists by a kind and one thing more are read from an index alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("showcase", "0020_others_last"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="workcard",
            index=models.Index(
                fields=["kind", "unit", "-first_released_at", "-id"], name="card_by_kind_unit"
            ),
        ),
        migrations.AddIndex(
            model_name="workcard",
            index=models.Index(
                fields=["kind", "year", "-first_released_at", "-id"], name="card_by_kind_year"
            ),
        ),
        migrations.AddIndex(
            model_name="workcard",
            index=models.Index(
                fields=["kind", "item", "-first_released_at", "-id"], name="card_by_kind_item"
            ),
        ),
    ]
