"""Where the lines of a calligraphy stand on its pictures, and what is shown large of them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("showcase", "0013_house")]

    operations = [
        migrations.AddField(
            "workpage",
            "regions",
            models.JSONField(blank=True, default=list, editable=False, verbose_name="places of the lines"),
        ),
        migrations.AddField(
            "workpage",
            "closeups",
            models.JSONField(blank=True, default=list, editable=False, verbose_name="details shown large"),
        ),
    ]
