"""The editors' form of an article."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from foundations.units.editing import OptimisticLockingPageForm
from foundations.units.models import Unit
from news.authors import ArticleAuthor
from news.keywords import match_known_keywords


def add_writer_as_author(article, user) -> None:
    """Prefills the author of a new article with the user's name."""
    if article is None or article.pk or user is None or article.authors.exists():
        return
    if name := user.get_full_name():
        article.authors = [ArticleAuthor(name=name)]


class ArticleForm(OptimisticLockingPageForm):
    """At a unit's desk the posting unit is fixed. A cover needs a description, a repost its source."""

    def __init__(self, *args, **kwargs):
        if not args and kwargs.get("data") is None:
            add_writer_as_author(kwargs.get("instance"), kwargs.get("for_user"))
        super().__init__(*args, **kwargs)
        if self.instance.pk and not self.instance.has_unpublished_changes:
            self.initial["change_note"] = ""  # the note of the last publication is in the history already
        desk_unit = getattr(self.parent_page.specific if self.parent_page else None, "unit", None)
        if desk_unit and "unit" in self.fields:
            self.fields["unit"].disabled = True
            self.initial["unit"] = desk_unit.pk
            self.fields["unit"].queryset = Unit.objects.filter(pk=desk_unit.pk)

    def clean(self):
        slug = self.cleaned_data.pop("slug", None) if self.instance.pk is None else None
        cleaned_data = super().clean()  # skips the slug, which was removed above
        if slug:
            # `SafeChildrenMixin.add_child` settles the slug of a new article: a taken one gets a number, no error.
            cleaned_data["slug"] = slug
        if cleaned_data.get("tags"):
            cleaned_data["tags"] = match_known_keywords(cleaned_data["tags"])
        if self.is_deferred_validation:  # a draft may be incomplete
            return cleaned_data
        if cleaned_data.get("cover") and not cleaned_data.get("cover_alt"):
            self.add_error("cover_alt", ValidationError(_("Hãy mô tả ảnh đại diện cho người không nhìn thấy ảnh.")))
        if cleaned_data.get("origin") == "repost" and not cleaned_data.get("source"):
            self.add_error("source", ValidationError(_("Bài đăng lại phải ghi nguồn.")))
        return cleaned_data
