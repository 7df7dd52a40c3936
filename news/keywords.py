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

LONGEST_SLUG = 90  # of the 100 characters, so that a number has room


class KeywordQuerySet(models.QuerySet):
    def with_totals(self) -> KeywordQuerySet:
        """Each with `total`, the number of articles of any state that bear it."""
        return self.annotate(total=Count("tagged_articles"))

    def counted(self, articles) -> KeywordQuerySet:
        """Each with `total`, the number of those of `articles` that bear it; without the keywords of none."""
        tagged = self.filter(tagged_articles__content_object__in=articles.order_by().values("pk"))
        return tagged.annotate(total=Count("tagged_articles"))


class Keyword(TagBase):
    """What articles are about, in the editors' words. Of articles alone: pictures and files have tags of their own."""

    # As taggit's, whose names for them are English.
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
        """As addresses of pages are made; Django's own rules lose đ."""
        slug = slugify(tag, LONGEST_SLUG) or "tu-khoa"
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


def as_known(names: list[str]) -> list[str]:
    """The keywords as they are known already, whatever their case; the new ones in NFC, without repetitions.

    SQLite compares without case only within ASCII: to it "Đào tạo" and "đào tạo" are two keywords.
    """
    wanted = {make_one_line(name).casefold(): make_one_line(name) for name in names if make_one_line(name)}
    slugs = [slugify(name, LONGEST_SLUG) for name in wanted.values()]
    near = models.Q(pk=None)
    for slug in slugs:
        near |= models.Q(slug__startswith=slug)
    known = {name.casefold(): name for name in Keyword.objects.filter(near).values_list("name", flat=True)}
    return [known.get(key, name) for key, name in wanted.items()]
