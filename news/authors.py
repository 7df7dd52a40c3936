"""Authors of articles, as named in the byline."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from foundations.vietnamese.normalisation import NormalisedTextMixin


class ArticleAuthor(NormalisedTextMixin, Orderable):
    """A named author of an article."""

    page = ParentalKey("news.ArticlePage", on_delete=models.CASCADE, related_name="authors")
    name = models.CharField(_("họ tên hoặc bút danh"), max_length=255)

    class Meta(Orderable.Meta):
        verbose_name = _("tác giả")
        verbose_name_plural = _("tác giả")

    def __str__(self):
        return self.name
