"""Curators may edit pages under home; nobody may publish by a group."""

from django.db import migrations


def grant(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    GroupPagePermission = apps.get_model("wagtailcore", "GroupPagePermission")
    HomePage = apps.get_model("showcase", "HomePage")

    group, _made = Group.objects.get_or_create(name="curator")
    page_type, _made = ContentType.objects.get_or_create(app_label="wagtailcore", model="page")
    change, _made = Permission.objects.get_or_create(
        content_type=page_type, codename="change_page", defaults={"name": "Change any page"}
    )
    GroupPagePermission.objects.get_or_create(
        group=group, page_id=HomePage.objects.get().pk, permission=change
    )


class Migration(migrations.Migration):
    dependencies = [
        ("curation", "0001_initial"),
        ("showcase", "0002_tree"),
        ("wagtailcore", "0098_apitoken"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
