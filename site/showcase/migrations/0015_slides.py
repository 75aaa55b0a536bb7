"""Which page of the handout belongs to which second of a recording."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("showcase", "0014_marks")]

    operations = [
        migrations.AddField(
            "workpage",
            "slides",
            models.JSONField(blank=True, default=list, verbose_name="pages in step"),
        ),
    ]
