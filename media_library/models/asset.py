"""An asset is an original that never changes and what was made from it."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from media_library.models.album import Album, Tag


class State(models.TextChoices):
    """``media_library.ingest.pipeline`` is the only writer.

    WAITING → CHECKING → READY, or REFUSED (the file is at fault) or FAILED (we are; can be tried again).
    """

    WAITING = "waiting", _("waiting to be checked")
    CHECKING = "checking", _("being checked")
    READY = "ready", _("ready")
    REFUSED = "refused", _("refused")
    FAILED = "failed", _("could not be processed")


class Family(models.TextChoices):
    """What the bytes are, once known."""

    PICTURE = "picture", _("picture")
    VIDEO = "video", _("video")
    AUDIO = "audio", _("audio")
    DOCUMENT = "document", _("document")


class Asset(models.Model):
    """The original stands in the private store at ``originals/<uid>``; ``name`` is data, never a path."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("uploaded by"))
    name = models.CharField(_("file name"), max_length=400)
    size = models.BigIntegerField(_("bytes"))
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    created_at = models.DateTimeField(_("uploaded"), auto_now_add=True)

    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    step = models.CharField(max_length=40, blank=True, help_text="the step in hand, for people who wait")
    progress = models.PositiveSmallIntegerField(default=0, help_text="per cent")
    refusal = models.CharField(max_length=60, blank=True, help_text="code of media_library.ingest.refusals")
    refusal_params = models.JSONField(default=dict, blank=True)

    format = models.CharField(_("format"), max_length=12, blank=True, help_text="JPEG, HEIC, MP4, DOCX …")
    family = models.CharField(_("family"), max_length=10, choices=Family.choices, blank=True)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    duration = models.FloatField(null=True, help_text="seconds")
    fingerprint = models.CharField(max_length=64, blank=True, db_index=True, help_text="perceptual hash, hex")
    facts = models.JSONField(default=dict, blank=True)

    album = models.ForeignKey(
        Album, models.SET_NULL, null=True, blank=True, related_name="assets", verbose_name=_("album")
    )
    tags = models.ManyToManyField(Tag, blank=True, related_name="+", verbose_name=_("tags"))
    caption = models.CharField(_("caption"), max_length=300, blank=True)
    picked = models.BooleanField(
        _("picked"), default=False, help_text="the team wants to show it, of an album's many"
    )

    verified_at = models.DateTimeField(null=True, help_text="when the stored bytes were last found true")
    fault = models.CharField(max_length=200, blank=True, help_text="what verify_originals found")

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("asset")
        verbose_name_plural = _("assets")
        # What the library is narrowed by and ordered by; without these every list reads every row.
        indexes = [
            models.Index(fields=["state"], name="asset_state"),
            models.Index(fields=["family"], name="asset_family"),
            models.Index(fields=["created_at"], name="asset_day"),
            models.Index(fields=["-size", "-id"], name="asset_largest"),
            models.Index(fields=["name", "-id"], name="asset_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def original_path(self) -> str:
        """Where the original stands in the private store."""
        return f"originals/{self.uid}"

    @property
    def renditions_path(self) -> str:
        """The folder of renditions in the private store."""
        return f"renditions/{self.uid}"


#: The rendition by which a player enters a video's ladder.
HLS_MASTER = "hls/master.m3u8"


class Rendition(models.Model):
    """A file made from an original, in the private store at ``renditions/<asset uid>/<name>``.

    Roles: ``web`` (pictures in several widths), ``avif`` (the same, smaller), ``poster``, ``play``
    (video or audio that browsers play), ``opus`` (the same sound, smaller), ``hls`` (the same video in several sizes),
    ``captions`` (WebVTT), ``text`` (clean HTML of a document), ``page`` (page pictures of a PDF), ``peaks`` (waveform),
    ``tiles`` (a folder, whose ``name`` is its ``info.json``), ``closeup`` (a square of a picture, cut where an editor said),
    ``handout`` (a PDF of the page pictures, bound where an editor offers it).
    """

    asset = models.ForeignKey(Asset, models.CASCADE, related_name="renditions")
    role = models.CharField(max_length=20)
    name = models.CharField(max_length=120, help_text="web-1280.webp; relative to the asset's folder")
    media_type = models.CharField(max_length=60)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["asset", "role", "width", "name"]
        constraints = [models.UniqueConstraint(fields=["asset", "name"], name="rendition_once")]

    def __str__(self) -> str:
        return f"{self.asset_id}/{self.name}"

    @property
    def path(self) -> str:
        """Where the file stands in the private store."""
        return f"{self.asset.renditions_path}/{self.name}"
