"""Curators begin exhibitions in the editor; works still come from submissions alone."""

from django.db import migrations


def grant(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    GroupPagePermission = apps.get_model("wagtailcore", "GroupPagePermission")
    ExhibitionsPage = apps.get_model("showcase", "ExhibitionsPage")

    group, _made = Group.objects.get_or_create(name="curator")
    page_type, _made = ContentType.objects.get_or_create(app_label="wagtailcore", model="page")
    add, _made = Permission.objects.get_or_create(
        content_type=page_type, codename="add_page", defaults={"name": "Add any page"}
    )
    GroupPagePermission.objects.get_or_create(
        group=group, page_id=ExhibitionsPage.objects.get().pk, permission=add
    )


class Migration(migrations.Migration):
    dependencies = [
        ("curation", "0014_pages_of_either_kind"),
        ("showcase", "0009_exhibitions_page"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
