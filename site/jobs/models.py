"""One row for each piece of work. ``jobs.queue`` is the only writer."""

from django.db import models


class Lane(models.TextChoices):
    """Two lanes, a worker thread each, so that a photograph never waits behind a lecture."""

    QUICK = "quick"
    SLOW = "slow"


class State(models.TextChoices):
    """``WAITING`` until claimed, ``RUNNING`` under a lease, then ``DONE``, or ``FAILED`` after five attempts."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Job(models.Model):
    """A step to take: which (``name``), on what (``subject``), and who holds it until when.

    ``(name, subject)`` is unique: asking twice is asking once. Ids and labels only, no foreign keys.
    """

    name = models.CharField(max_length=80)
    subject = models.CharField(max_length=120)
    lane = models.CharField(max_length=10, choices=Lane.choices, default=Lane.QUICK)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    run_after = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    token = models.CharField(
        max_length=32, blank=True, help_text="who holds the lease; a new one each attempt"
    )
    error = models.TextField(blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["name", "subject"], name="job_asked_once")]
        indexes = [models.Index(fields=["state", "lane", "run_after"], name="job_next")]

    def __str__(self) -> str:
        return f"{self.name} {self.subject} ({self.state})"
