"""The groups behind the global roles; each opens the admin."""

from django.db import migrations

# Written out: what accounts.roles.Role held when this was written. A later role brings its own migration.
ROLES = ["curator", "first", "second", "final", "secrecy"]


def make_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    enter_admin = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    for name in ROLES:
        group, _created = Group.objects.get_or_create(name=name)
        group.permissions.add(enter_admin)


def remove_groups(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=ROLES).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        # It makes the permission to enter the admin.
        ("wagtailadmin", "0001_create_admin_access_permissions"),
    ]

    operations = [migrations.RunPython(make_groups, remove_groups)]
