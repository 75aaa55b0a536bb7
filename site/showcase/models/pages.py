"""The page tree: home → works → one page for each work, written in Wagtail's editor; exhibitions stand beside them.

A page is only ever the manuscript. What visitors see is a ``Release``, made of it by ``curation.release``.
"""

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, Page, PagePermissionTester

from accounts.models import Unit
from campaigns.models import Item, Kind
from media_library.models import Asset
from showcase.forms import WorkPageForm


class EditOnly(PagePermissionTester):
    """Nobody publishes, unpublishes, copies, moves, aliases, schedules or unlocks from the editor, the superuser
    included: ``curation`` holds the only doors."""

    def can_publish(self) -> bool:
        return False

    def can_publish_subpage(self) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_unschedule(self) -> bool:
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return False

    def can_move(self) -> bool:
        return False

    def can_move_to(self, destination: Page) -> bool:
        return False

    def can_copy(self) -> bool:
        return False

    def can_copy_to(self, destination: Page, recursive: bool = False) -> bool:
        return False

    def can_create_alias(self) -> bool:
        return False

    def can_lock(self) -> bool:
        return False

    def can_unlock(self) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        return False

    def can_reorder_children(self) -> bool:
        return False

    def can_add_subpage(self) -> bool:
        return False


class Guarded(Page):
    """A page whose only public doors are ours."""

    private_page_options: list[str] = []
    # Neither addresses nor dates of publication are the editor's.
    promote_panels: list[Any] = []
    settings_panels: list[Any] = []

    class Meta:
        abstract = True

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        """Editing is Wagtail's, everything that reaches the public is ours."""
        return EditOnly(user, self)


class HomePage(Guarded):
    """The root of the site. Made by migration, once."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["showcase.WorksPage", "showcase.ExhibitionsPage"]

    class Meta:
        verbose_name = _("home")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The home view."""
        from showcase.views.home import home

        return home(request)


class WorksPage(Guarded):
    """The folder of all works. Made by migration, once."""

    max_count = 1
    parent_page_types = ["showcase.HomePage"]
    subpage_types = ["showcase.WorkPage"]

    class Meta:
        verbose_name = _("works")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The list of works."""
        from showcase.views.works import works

        return works(request)


class WorkPage(Guarded):
    """One work of any kind. ``slug`` is its public number and never changes (``sf-2021-0007``).

    ``authors``: names in the order of credit, none where they asked for it. ``created``: 2021, 2021-06 or 2021-06-18.
    ``text``: an essay's paragraphs, a lecture's script, a calligraphy's 释文, as plain text (a blank line parts
    paragraphs). ``chapters``: of the first recording, ``[{"at": 200.0, "title": "导言"}]``. ``slides``: which
    page of the handout stands beside it, ``[{"at": 200.0, "page": 2}]``. ``timing``: when the text's paragraphs are said in it (``showcase.transcript``). ``regions``, ``closeups``: where on its pictures the lines of a
    calligraphy stand, and what is shown large of them (``showcase.marks``). ``details``: the kind's own fields.
    """

    kind = models.ForeignKey(Kind, models.PROTECT, related_name="+", verbose_name=_("kind"))
    item = models.ForeignKey(
        Item, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("item")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    authors = models.JSONField(_("authors"), default=list, blank=True)
    created = models.CharField(_("made when"), max_length=20, blank=True)
    summary = models.TextField(_("about the work"), max_length=300, blank=True)
    text = models.TextField(_("text"), blank=True)
    chapters = models.JSONField(_("chapters"), default=list, blank=True)
    slides = models.JSONField(_("pages in step"), default=list, blank=True)
    timing = models.JSONField(_("times of the script"), default=list, blank=True, editable=False)
    regions = models.JSONField(_("places of the lines"), default=list, blank=True, editable=False)
    closeups = models.JSONField(_("details shown large"), default=list, blank=True, editable=False)
    details = models.JSONField(_("details"), default=dict, blank=True)

    parent_page_types = ["showcase.WorksPage"]
    subpage_types: list[str] = []
    is_creatable = False  # pages come from accepted submissions, through `curation.drafting`

    base_form_class = WorkPageForm
    content_panels = [
        HelpPanel(template="showcase/panels/work_facts.html"),
        FieldPanel("title", heading=capfirst(_("title"))),
        FieldPanel("authors"),
        FieldPanel("unit"),
        FieldPanel("item"),
        FieldPanel("created"),
        FieldPanel("summary"),
        MultiFieldPanel([FieldPanel("details")], heading=_("What its kind asks for")),
        FieldPanel("text"),
        FieldPanel("chapters"),
        FieldPanel("slides"),
        InlinePanel(
            "media",
            heading=_("Files"),
            label=_("file"),
            panels=[
                FieldPanel("asset"),
                FieldPanel("role"),
                FieldPanel("caption"),
                FieldPanel("alt"),
                FieldPanel("download"),
            ],
        ),
    ]

    class Meta:
        verbose_name = _("work")
        verbose_name_plural = _("works")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The work's public page, which is its release: 404 before, 410 after its withdrawal."""
        from showcase.views.work import work

        return work(request, self.slug)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """What is being written, as visitors would see it; files come through the private view."""
        from showcase.snapshot import content_of
        from showcase.views.work import show

        return show(request, content_of(self))


class WorkMedia(Orderable):
    """An asset on a work's page: which, in what role, with what caption and alternative text."""

    class Role(models.TextChoices):
        """``MAIN`` is the work itself; ``SCRIPT`` a document beside it."""

        MAIN = "main", _("the work")
        SCRIPT = "script", _("script or handout")

    page = ParentalKey(WorkPage, on_delete=models.CASCADE, related_name="media")
    asset = models.ForeignKey(Asset, models.PROTECT, related_name="+", verbose_name=_("file"))
    role = models.CharField(_("role"), max_length=10, choices=Role.choices, default=Role.MAIN)
    caption = models.CharField(_("caption"), max_length=300, blank=True)
    alt = models.CharField(_("alternative text"), max_length=300, blank=True)
    download = models.BooleanField(
        _("may be downloaded"),
        default=False,
        help_text=_(
            "Offers the pages of a PDF as they are shown here, bound again; never the file as it came."
        ),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("file of the work")

    def __str__(self) -> str:
        return self.caption or str(self.asset)
