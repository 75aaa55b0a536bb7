"""The index of the library, with what stands in the library already; and the orders in which lists are read."""

from pathlib import PurePosixPath

from django.db import migrations, models

from zh.index import SearchTable

TABLE = SearchTable("media_library_search")


def write(apps, schema_editor):
    """What ``media_library.searching`` wrote when this was made; ``rebuild_search`` writes all of it anew."""
    assets = apps.get_model("media_library", "Asset").objects.select_related("owner", "album")
    TABLE.put_many(
        (
            asset.pk,
            {
                "title": [PurePosixPath(asset.name).stem, asset.caption],
                "authors": [asset.owner.name, asset.album.photographer if asset.album else ""],
                "unit": [
                    *(tag.name for tag in asset.tags.all()),
                    *((asset.album.name, asset.album.place) if asset.album else ()),
                ],
                "body": [asset.name, asset.owner.username, str(asset.facts.get("opening", ""))],
            },
            {},
        )
        for asset in assets.prefetch_related("tags").order_by("pk").iterator(chunk_size=500)
    )


class Migration(migrations.Migration):

    dependencies = [
        ('media_library', '0003_duplicates'),
    ]

    operations = [
        migrations.RunPython(TABLE.create, TABLE.drop),
        migrations.RunPython(write, migrations.RunPython.noop),
        migrations.AddIndex(model_name='asset', index=models.Index(fields=['state'], name='asset_state')),
        migrations.AddIndex(model_name='asset', index=models.Index(fields=['family'], name='asset_family')),
        migrations.AddIndex(model_name='asset', index=models.Index(fields=['created_at'], name='asset_day')),
        migrations.AddIndex(model_name='asset', index=models.Index(fields=['-size', '-id'], name='asset_largest')),
        migrations.AddIndex(model_name='asset', index=models.Index(fields=['name', '-id'], name='asset_name')),
    ]
