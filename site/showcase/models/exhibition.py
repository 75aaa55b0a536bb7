"""An exhibition as it is written, and the flat rows that lists and works' pages read of it."""

import datetime as dt
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel
from wagtail.fields import StreamField
from wagtail.models import PagePermissionTester

from showcase.exhibitions.blocks import RoomsBlock
from showcase.exhibitions.naming import slug_for
from showcase.models.pages import EditOnly, Guarded, WorkPage
from showcase.models.release import Release


class _NewOnes(EditOnly):
    """As with works, but new exhibitions are begun here, in the editor."""

    def can_add_subpage(self) -> bool:
        return PagePermissionTester.can_add_subpage(self)


class ExhibitionsPage(Guarded):
    """The folder of all exhibitions. Made by migration, once."""

    max_count = 1
    parent_page_types = ["showcase.HomePage"]
    subpage_types = ["showcase.ExhibitionPage"]

    class Meta:
        verbose_name = _("exhibitions")

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        """Curators add exhibitions (a group permission made by migration), and nothing else."""
        return _NewOnes(user, self)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The list of exhibitions."""
        from showcase.views.exhibitions import exhibitions

        return exhibitions(request)


class ExhibitionPage(Guarded):
    """One exhibition: rooms of chosen works. ``slug`` comes from the first title and never changes.

    ``opens`` and ``closes`` are days in the court's calendar, both inclusive; without ``closes`` it stays.
    """

    preface = models.TextField(
        _("preface"),
        max_length=1000,
        blank=True,
        help_text=_("Up to 120 characters are set vertically, longer ones in lines."),
    )
    cover = models.ForeignKey(
        WorkPage,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("cover"),
        help_text=_("A work with a picture; without one the first anchor that has a picture stands there."),
    )
    opens = models.DateField(_("opens"), null=True, blank=True, help_text=_("Asked for before the reviews."))
    closes = models.DateField(
        _("closes"), null=True, blank=True, help_text=_("The last day; empty: it stays.")
    )
    rooms = StreamField(RoomsBlock(), verbose_name=_("rooms"), blank=True)
    afterword = models.TextField(_("afterword"), max_length=600, blank=True)
    credits = models.TextField(
        _("credits"), max_length=600, blank=True, help_text=_("Who made it, one line each.")
    )

    parent_page_types = ["showcase.ExhibitionsPage"]
    subpage_types: list[str] = []

    content_panels = [
        HelpPanel(template="showcase/panels/exhibition_facts.html"),
        FieldPanel("title", heading=capfirst(_("title"))),
        FieldRowPanel([FieldPanel("opens"), FieldPanel("closes")]),
        FieldPanel("cover"),
        FieldPanel("preface"),
        FieldPanel("rooms"),
        FieldPanel("afterword"),
        FieldPanel("credits"),
    ]

    class Meta:
        verbose_name = _("exhibition")
        verbose_name_plural = _("exhibitions")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """With an address."""
        self._name()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        """With an address, also for a draft."""
        self._name()
        super().minimal_clean()

    def _name(self) -> None:
        """An address that can be read aloud, given once."""
        if not self.slug and self.title:
            self.slug: str = slug_for(
                self.title, lambda slug: not ExhibitionPage.objects.filter(slug=slug).exists()
            )

    def clean(self) -> None:
        """Raises ValidationError where it would close before it opens."""
        from django.core.exceptions import ValidationError

        super().clean()
        if self.opens and self.closes and self.closes < self.opens:
            raise ValidationError({"closes": _("It cannot close before it opens.")})

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Its public page, which is its release."""
        from showcase.views.exhibitions import exhibition

        return exhibition(request, self.slug)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """What is being written, with the works that are public now."""
        from showcase.exhibitions.content import content_of
        from showcase.views.exhibitions import show

        return show(request, content_of(self))


class ExhibitionCard(models.Model):
    """A flat row for lists, written at release, deleted at withdrawal; ``manage.py rebuild_cards`` makes it anew.

    It is there before the opening, too: whoever lists exhibitions asks for ``open_by``.
    """

    class Cards(models.QuerySet["ExhibitionCard"]):
        """Cards by the calendar."""

        def open_by(self, day: dt.date) -> "ExhibitionCard.Cards":
            """Those that were opened by this day, also those that are over."""
            return self.filter(opens__lte=day)

        def running(self, day: dt.date) -> "ExhibitionCard.Cards":
            """Those that one can visit on this day, the latest first."""
            return self.open_by(day).filter(models.Q(closes=None) | models.Q(closes__gte=day))

    release = models.OneToOneField(Release, models.CASCADE, related_name="exhibition_card")
    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=255)
    preface = models.TextField(blank=True)
    opens = models.DateField()
    closes = models.DateField(null=True)
    cover = models.SlugField(blank=True, help_text="the number of the work whose picture stands for it")
    works = models.JSONField(
        default=list, help_text="the numbers of its works, in the order in which they hang"
    )
    first_released_at = models.DateTimeField()

    objects = Cards.as_manager()

    class Meta:
        ordering = ["-opens", "-pk"]
        indexes = [models.Index(fields=["-opens", "-id"], name="exhibition_newest")]

    def __str__(self) -> str:
        return self.title

    @property
    def url(self) -> str:
        """Its public address, in the reader's language."""
        return reverse("exhibition", args=[self.slug])

    @property
    def over(self) -> bool:
        """Whether its last day is past."""
        return self.closes is not None and self.closes < timezone.localdate()


class Hung(models.Model):
    """A work in a public exhibition, by its number: what a work's page asks. Written with the card's ``works``."""

    exhibition = models.ForeignKey(ExhibitionCard, models.CASCADE, related_name="hung")
    work = models.SlugField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["exhibition", "work"], name="hung_once")]

    def __str__(self) -> str:
        return f"{self.exhibition_id}: {self.work}"
