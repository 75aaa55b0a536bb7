"""Where the curators' desk hangs in Wagtail's admin."""

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from accounts.menu import ItemFor
from accounts.roles import Role, has_role
from submissions.views import curators, late, many, reading, reminders, words


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    """The desk, and a work on it."""
    return [
        path("submissions/", curators.desk, name="submissions_desk"),
        path("submissions/accept/", many.accept, name="submissions_accept"),
        path("submissions/late/", late.late_access, name="submissions_late"),
        path("submissions/reminders/", reminders.reminders, name="submissions_reminders"),
        path("submissions/words/import/", words.bring, name="submissions_words_import"),
        path("submissions/words/export/", words.export, name="submissions_words_export"),
        path("submissions/<uuid:uid>/", reading.work, name="submissions_work"),
    ]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    """Before the works and their reviews, as on a work's way."""
    return ItemFor(
        lambda user: has_role(user, Role.CURATOR),
        _("Submissions"),
        reverse("submissions_desk"),
        icon_name="clipboard-list",
        order=110,
    )


@hooks.register("register_admin_viewset")
def register_words() -> words.WordsViewSet:
    """The word list beside the words for searching."""
    return words.WordsViewSet()
