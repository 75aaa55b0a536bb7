"""What is public: a snapshot with files of its own, and the card that lists read."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from campaigns.models import Item, Kind


class Releases(models.QuerySet["Release"]):
    """Releases of one sort: a work's number must never open an exhibition, nor the other way round."""

    def works(self) -> "Releases":
        """Of works alone."""
        return self.filter(exhibition=False)

    def exhibitions(self) -> "Releases":
        """Of exhibitions alone."""
        return self.filter(exhibition=True)


class Release(models.Model):
    """A work, or an exhibition of works, as the public sees it. ``curation.releasing`` and ``curation.withdrawing`` are the only
    writers; ``curation.completing`` adds copies to ``content`` that were made later.

    ``content`` is everything the page needs, with paths relative to ``public/<token>/``; see ``showcase.content``
    for its shape. Its files stand in the public store under the token, a new one for each release. An exhibition's
    (``showcase.exhibitions.content``) names works by their numbers and has no files.
    """

    class State(models.TextChoices):
        """PREPARING until all files stand, then LIVE; REPLACED by a later release or WITHDRAWN."""

        PREPARING = "preparing", _("being prepared")
        LIVE = "live", _("public")
        REPLACED = "replaced", _("replaced")
        WITHDRAWN = "withdrawn", _("withdrawn")

    page_id = models.BigIntegerField(
        db_index=True, help_text="the WorkPage or ExhibitionPage; an id, so that no query walks there"
    )
    exhibition = models.BooleanField(default=False)
    slug = models.SlugField(db_index=True)
    source = models.CharField(
        max_length=40, unique=True, help_text="review:12 or attestation:3; one release for each"
    )
    revision_id = models.BigIntegerField(null=True, help_text="Wagtail's revision that became public")
    token = models.CharField(max_length=32, unique=True, help_text="128 bits, hex")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREPARING)
    content = models.JSONField(default=dict)
    made_at = models.DateTimeField(auto_now_add=True)
    released_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = Releases.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page_id"], condition=models.Q(state="live"), name="release_one_live_per_page"
            )
        ]

    def __str__(self) -> str:
        return f"{self.slug} ({self.state})"


class WorkCard(models.Model):
    """A flat row for lists, written at release, deleted at withdrawal; ``manage.py rebuild_cards`` makes it anew.

    ``cover``: ``{"src", "srcset": [[src, width], …], "avif": the same, "width", "height", "alt", "colour"}`` or ``{}``; of a handscroll
    ``tiles`` (info.json), too. Every address is relative to the release's folder.
    """

    release = models.OneToOneField(Release, models.CASCADE, related_name="card")
    slug = models.SlugField(unique=True)
    kind = models.ForeignKey(Kind, models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    title = models.CharField(max_length=255)
    authors = models.CharField(max_length=300, help_text="joined by 、")
    makers = models.JSONField(
        default=list, help_text="[[the maker's key, name], …]: ``authors`` as links, by ``showcase.makers``"
    )
    facts = models.CharField(max_length=200, blank=True, help_text="the label's last line: script, size …")
    facts_en = models.CharField(max_length=300, blank=True, help_text="the same for English readers")
    excerpt = models.CharField(max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    cover = models.JSONField(default=dict)
    first_released_at = models.DateTimeField()

    class Meta:
        verbose_name = _("work")
        verbose_name_plural = _("works")
        ordering = ["-first_released_at", "-pk"]
        indexes = [
            models.Index(fields=["-first_released_at", "-id"], name="card_newest"),
            models.Index(fields=["kind", "-first_released_at", "-id"], name="card_by_kind"),
            models.Index(fields=["unit", "-first_released_at", "-id"], name="card_by_unit"),
            models.Index(fields=["year", "-first_released_at", "-id"], name="card_by_year"),
            models.Index(fields=["item", "-first_released_at", "-id"], name="card_by_item"),
            # A reader who chose a kind chooses one thing more.
            models.Index(fields=["kind", "unit", "-first_released_at", "-id"], name="card_by_kind_unit"),
            models.Index(fields=["kind", "year", "-first_released_at", "-id"], name="card_by_kind_year"),
            models.Index(fields=["kind", "item", "-first_released_at", "-id"], name="card_by_kind_item"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def by(self) -> str:
        """Its authors as a label says them beside the unit: nobody where they are the unit itself."""
        return "" if self.authors == self.unit.name else self.authors

    @property
    def url(self) -> str:
        """The work's public address, in the reader's language."""
        from django.urls import reverse

        return reverse("work", args=[self.slug])
