"""Numbers of readers: what an old site had counted before its content moved here."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class OpeningBalanceQuerySet(models.QuerySet):
    def of(self, thing):
        """The balances of one thing: a page, or the site for its visits."""
        return self.filter(content_type=ContentType.objects.get_for_model(thing), object_id=thing.pk)


class OpeningBalance(models.Model):
    """Views (of a page) or visits (of a site) that an old site had counted, carried over as published there."""

    content_type = models.ForeignKey(ContentType, models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    thing = GenericForeignKey()
    count = models.PositiveBigIntegerField(_("số đã đếm"))
    source = models.CharField(_("nguồn"), max_length=255, blank=True)

    objects = OpeningBalanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("số đếm chuyển sang")
        verbose_name_plural = _("số đếm chuyển sang")
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id"], name="one_opening_balance_per_thing")
        ]

    def __str__(self):
        return f"{self.thing}: {self.count}"
