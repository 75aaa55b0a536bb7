"""The terms that came with the service say where they hold and how long. Who has accepted the first wording keeps it."""

from django.db import migrations

MORE = {
    "text": (
        "放映、汇编和通过信息网络传播该作品；",
        "放映、汇编和通过信息网络传播该作品，地域为中国境内（含互联网），期限至作者填写的授权截止日期止，"
        "未填写的至作者撤回时止；结集出版另行约定。",
    ),
    "text_en": (
        "for this campaign's non-profit purposes.",
        "for this campaign's non-profit purposes, within China and on the Internet, until the last day that the "
        "author names, else until the author withdraws; printing it in a book needs an agreement of its own.",
    ),
}


def say(apps, schema_editor):
    Terms = apps.get_model("campaigns", "Terms")
    first = Terms.objects.filter(name="授权承诺书").order_by("-version").first()
    if first is None or first.version > 1 or any(old not in getattr(first, name) for name, (old, _) in MORE.items()):
        return
    # A wording that a call uses may have been accepted: the new one is a version of its own.
    if first.call_set.exists():
        first.pk, first.version = None, 2
    for name, (old, new) in MORE.items():
        setattr(first, name, getattr(first, name).replace(old, new))
    first.save()


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0009_waiting_to_be_shown")]

    operations = [migrations.RunPython(say, migrations.RunPython.noop)]
