"""The page tree: home → exhibitions, beside the works."""

from django.db import migrations


def plant(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Page = apps.get_model("wagtailcore", "Page")
    HomePage = apps.get_model("showcase", "HomePage")
    ExhibitionsPage = apps.get_model("showcase", "ExhibitionsPage")

    if ExhibitionsPage.objects.exists():
        return
    home = HomePage.objects.get()
    # treebeard's paths: four characters a level, counting in base 36; children are few.
    last = Page.objects.filter(path__startswith=home.path, depth=home.depth + 1).order_by("path").last()
    number = int(last.path[-4:], 36) + 1 if last else 1
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    step = "".join(digits[number // 36**place % 36] for place in (3, 2, 1, 0))
    content_type, _made = ContentType.objects.get_or_create(app_label="showcase", model="exhibitionspage")
    ExhibitionsPage.objects.create(
        title="展览",
        draft_title="展览",
        slug="exhibitions",
        content_type=content_type,
        path=home.path + step,
        depth=home.depth + 1,
        numchild=0,
        url_path=f"{home.url_path}exhibitions/",
        locale_id=home.locale_id,
        live=True,
    )
    Page.objects.filter(pk=home.pk).update(numchild=home.numchild + 1)


class Migration(migrations.Migration):
    dependencies = [("showcase", "0008_exhibitions"), ("contenttypes", "0002_remove_content_type_name")]

    operations = [migrations.RunPython(plant, migrations.RunPython.noop)]
