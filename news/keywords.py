"""Keywords of articles, each with a page of its own under /tu-khoa/."""

from __future__ import annotations

from django.db import models
from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase

from foundations.editing.forms import EditedModelForm
from foundations.vietnamese.normalisation import make_one_line
from foundations.vietnamese.slugs import slugify

MAX_SLUG_LENGTH = 90  # of 100 characters; leaves room for a number


class KeywordQuerySet(models.QuerySet):
    def with_totals(self) -> KeywordQuerySet:
        """Each with `total`, the number of its articles in any state."""
        return self.annotate(total=Count("tagged_articles"))

    def counted(self, articles) -> KeywordQuerySet:
        """Keywords of `articles`, each with `total`, the number of those articles."""
        tagged = self.filter(tagged_articles__content_object__in=articles.order_by().values("pk"))
        return tagged.annotate(total=Count("tagged_articles"))


class Keyword(TagBase):
    """A keyword of articles. Pictures and files have tags of their own."""

    # The same fields as taggit's, with Vietnamese names.
    name = models.CharField(_("từ khóa"), max_length=100, unique=True)
    slug = models.SlugField(
        _("phần cuối địa chỉ"), max_length=100, unique=True, blank=True, help_text=_("Để trống thì lấy theo từ khóa.")
    )

    objects = KeywordQuerySet.as_manager()

    base_form_class = EditedModelForm

    class Meta:
        verbose_name = _("từ khóa")
        verbose_name_plural = _("từ khóa")

    def clean(self):
        self.name = make_one_line(self.name)
        self.slug = self.slug or self.slugify(self.name)

    def slugify(self, tag, i=None):
        """Like page slugs; Django's slugify drops đ."""
        slug = slugify(tag, MAX_SLUG_LENGTH) or "tu-khoa"
        return slug if i is None else f"{slug}-{i}"

    def get_absolute_url(self) -> str:
        return reverse("keyword", args=[self.slug])


class ArticleTag(ItemBase):
    """A keyword on an article."""

    tag = models.ForeignKey(Keyword, models.CASCADE, related_name="tagged_articles", verbose_name=_("từ khóa"))
    content_object = ParentalKey(
        "news.ArticlePage", on_delete=models.CASCADE, related_name="tagged_items", verbose_name=_("tin, bài")
    )

    class Meta:
        verbose_name = _("từ khóa của bài")
        verbose_name_plural = _("từ khóa của bài")


def match_known_keywords(names: list[str]) -> list[str]:
    """The names in NFC without duplicates; existing keywords are matched regardless of case.

    SQLite ignores case only within ASCII: to it "Đào tạo" and "đào tạo" are two keywords.
    """
    wanted = {make_one_line(name).casefold(): make_one_line(name) for name in names if make_one_line(name)}
    slugs = [slugify(name, MAX_SLUG_LENGTH) for name in wanted.values()]
    near = models.Q(pk=None)
    for slug in slugs:
        near |= models.Q(slug__startswith=slug)
    known = {name.casefold(): name for name in Keyword.objects.filter(near).values_list("name", flat=True)}
    return [known.get(key, name) for key, name in wanted.items()]
