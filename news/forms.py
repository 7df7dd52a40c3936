"""The editors' form of an article."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from foundations.units.editing import OptimisticLockingPageForm
from foundations.units.models import Unit
from news.authors import ArticleAuthor
from news.keywords import as_known


def credit_writer(article, user) -> None:
    """Names the writer of a new article as its author, to be changed or taken out in the form."""
    if article is None or article.pk or user is None or article.authors.exists():
        return
    if name := user.get_full_name():
        article.authors = [ArticleAuthor(name=name)]


class ArticleForm(OptimisticLockingPageForm):
    """At a unit's desk the posting unit is the desk's and cannot be another; a cover needs its description."""

    def __init__(self, *args, **kwargs):
        if not args and kwargs.get("data") is None:
            credit_writer(kwargs.get("instance"), kwargs.get("for_user"))
        super().__init__(*args, **kwargs)
        if self.instance.pk and not self.instance.has_unpublished_changes:
            self.initial["change_note"] = ""  # that of the last publication is in the history already
        desk_unit = getattr(self.parent_page.specific if self.parent_page else None, "unit", None)
        if desk_unit and "unit" in self.fields:
            self.fields["unit"].disabled = True
            self.initial["unit"] = desk_unit.pk
            self.fields["unit"].queryset = Unit.objects.filter(pk=desk_unit.pk)

    def clean(self):
        slug = self.cleaned_data.pop("slug", None) if self.instance.pk is None else None
        cleaned_data = super().clean()  # passes over an address that is not there
        if slug:
            # Of a new article the column settles the address, under its lock: a taken one gets a number, no error.
            cleaned_data["slug"] = slug
        if cleaned_data.get("tags"):
            cleaned_data["tags"] = as_known(cleaned_data["tags"])
        if self.is_deferred_validation:  # a draft may be incomplete
            return cleaned_data
        if cleaned_data.get("cover") and not cleaned_data.get("cover_alt"):
            self.add_error("cover_alt", ValidationError(_("Hãy mô tả ảnh đại diện cho người không nhìn thấy ảnh.")))
        if cleaned_data.get("origin") == "repost" and not cleaned_data.get("source"):
            self.add_error("source", ValidationError(_("Bài đăng lại phải ghi nguồn.")))
        return cleaned_data
