"""Where the showcase's screens hang in Wagtail's admin."""

from wagtail import hooks

from showcase.exhibitions.choosing import WorkChooser, work_chooser
from showcase.vocabulary import SynonymsViewSet


@hooks.register("register_admin_viewset")
def register_synonyms() -> SynonymsViewSet:
    return SynonymsViewSet()


@hooks.register("register_admin_viewset")
def register_work_chooser() -> WorkChooser:
    return work_chooser
