"""The page tree: home → works. Wagtail's welcome page, its Editors and Moderators and its stock workflow go."""

from django.conf import settings
from django.db import migrations


def plant(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    Locale = apps.get_model("wagtailcore", "Locale")
    HomePage = apps.get_model("showcase", "HomePage")
    WorksPage = apps.get_model("showcase", "WorksPage")
    Group = apps.get_model("auth", "Group")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    Task = apps.get_model("wagtailcore", "Task")

    if HomePage.objects.exists():
        return
    Site.objects.all().delete()
    Page.objects.filter(depth__gt=1).delete()
    Page.objects.filter(depth=1).update(numchild=1)
    Workflow.objects.all().delete()
    Task.objects.all().delete()
    Group.objects.filter(name__in=["Editors", "Moderators"]).delete()
    locale, _made = Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)

    def content_type(model):
        return ContentType.objects.get_or_create(app_label="showcase", model=model)[0]

    home = HomePage.objects.create(
        title="翰墨",
        draft_title="翰墨",
        slug="home",
        content_type=content_type("homepage"),
        path="00010001",
        depth=2,
        numchild=1,
        url_path="/home/",
        locale=locale,
        live=True,
    )
    WorksPage.objects.create(
        title="作品",
        draft_title="作品",
        slug="works",
        content_type=content_type("workspage"),
        path="000100010001",
        depth=3,
        numchild=0,
        url_path="/home/works/",
        locale=locale,
        live=True,
    )
    Site.objects.create(hostname="localhost", site_name="翰墨", root_page_id=home.pk, is_default_site=True)


class Migration(migrations.Migration):
    dependencies = [
        ("showcase", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(plant, migrations.RunPython.noop)]
