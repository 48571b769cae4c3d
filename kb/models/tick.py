"""What `manage.py tick` ran, and how it ended: one row per task, read by the health address and by people."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TickOutcome(models.TextChoices):
    RUNNING = "running", _("running, or interrupted")
    DONE = "done", _("done")
    PROBLEMS = "problems", _("done, with problems")
    FAILED = "failed", _("failed")


class TickRecord(models.Model):
    """The last run of one periodic task.

    ``started_at`` of a run that was killed is later than ``ended_at``, and its outcome is still "running": whoever
    then gets the task's lock knows that nobody is running it.
    """

    name = models.CharField(_("task"), max_length=100, unique=True)
    started_at = models.DateTimeField(_("last started"))
    ended_at = models.DateTimeField(_("last ended"), null=True)
    succeeded_at = models.DateTimeField(_("last ended well"), null=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=TickOutcome.choices)
    summary = models.TextField(_("what it did"), blank=True)
    problems = models.JSONField(_("problems"), default=list, blank=True)

    class Meta:
        verbose_name = _("periodic task")
        verbose_name_plural = _("periodic tasks")
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_outcome_display()}"
