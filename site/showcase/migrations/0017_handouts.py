"""A document that readers may take home."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("showcase", "0015_slides")]

    operations = [
        migrations.AddField(
            "workmedia",
            "download",
            models.BooleanField(
                default=False,
                help_text="Offers the pages of a PDF as they are shown here, bound again; never the file as it came.",
                verbose_name="may be downloaded",
            ),
        ),
    ]
