"""The group behind the auditor's role; it opens the admin, where it reads the audit trail and nothing else."""

from django.db import migrations


def make_group(apps, schema_editor):
    Permission = apps.get_model("auth", "Permission")
    group, _created = apps.get_model("auth", "Group").objects.get_or_create(name="auditor")
    group.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    )


def remove_group(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name="auditor").delete()


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_activation_codes")]

    operations = [migrations.RunPython(make_group, remove_group)]
