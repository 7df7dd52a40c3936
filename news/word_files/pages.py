"""«Viết bài từ tệp Word»: upload of a .docx, preview, and storing it as a draft at a desk."""

from __future__ import annotations

import secrets
import time
from pathlib import Path

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from wagtail.permission_policies.pages import PagePermissionPolicy

from foundations.imported_html.html import ImagePart, Part, TextPart
from foundations.imported_html.rich_text import clean_html
from foundations.imported_html.tables import TablePart
from foundations.imported_html.tree import read_text
from foundations.vietnamese.legacy_encodings import ENCODING_NAMES, to_unicode
from news.models import NewsIndexPage
from news.word_files.articles import CITATION, Draft, DraftCitation, build_draft, find_encoding, store_draft
from news.word_files.files import WordFileError, WordText, check_size, read_word

MAX_AGE = 6 * 60 * 60  # seconds from upload to confirmation
SALT = "news.word_files.pages"
MAX_LINES = 3


def find_desks(user):
    """Columns and desks where `user` may add articles."""
    allowed = PagePermissionPolicy().instances_user_has_permission_for(user, "add")
    return NewsIndexPage.objects.filter(pk__in=allowed.values("pk")).order_by("path")


class DeskField(forms.ModelChoiceField):
    def label_from_instance(self, desk):
        return desk.title


class WordForm(forms.Form):
    """The file and the desk of the article."""

    file = forms.FileField(
        label=gettext_lazy("Tệp Word"),
        help_text=gettext_lazy("Tệp .docx, tối đa 50 MB. Tệp được xem trước; chưa có gì được lưu ở bước này."),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )
    desk = DeskField(label=gettext_lazy("Đặt bài ở"), queryset=NewsIndexPage.objects.none())

    def __init__(self, *args, desks, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["desk"].queryset = desks
        if len(desks) == 1:
            self.fields["desk"].empty_label = None

    def clean_file(self):
        """Reads the file into `self.word`."""
        file = self.cleaned_data["file"]
        try:
            check_size(file.size)
            self.content = file.read()
            self.word = read_word(self.content)
            build_draft(self.word)
        except WordFileError as error:
            raise forms.ValidationError(str(error)) from error
        return file


class ConfirmationForm(forms.Form):
    """The token of the kept file, and the choices of its preview."""

    token = forms.CharField(widget=forms.HiddenInput)
    converts = forms.ChoiceField(
        choices=[("1", gettext_lazy("Chuyển sang Unicode")), ("0", gettext_lazy("Giữ nguyên"))],
        initial="1",
        label=gettext_lazy("Bảng mã"),
        widget=forms.RadioSelect,
        required=False,
    )
    kept = forms.MultipleChoiceField(
        label=gettext_lazy("Đưa vào bài"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def add_choices(self, draft: Draft) -> None:
        """Choices: left-out lines, and the citation, which is preselected."""
        choices = [(left.kind, left.name) for left in draft.left_out]
        if draft.citation:
            choices.insert(0, (CITATION, _("Khối Dẫn văn bản: %s") % format_citation(draft.citation)))
        self.fields["kept"].choices = choices
        self.initial["kept"] = [CITATION]
        if not choices:
            del self.fields["kept"]


def format_citation(citation: DraftCitation) -> str:
    day = date_format(citation.date, "d/m/Y") if citation.date else ""
    return ", ".join(fact for fact in (citation.number, day, citation.agency) if fact)


class KeptFile:
    """An uploaded file between preview and confirmation; only its uploader gets its token."""

    folder = property(lambda self: Path(settings.VAR_DIR) / "tep-word")

    def __init__(self, name: str):
        self.name = name

    @classmethod
    def store(cls, content: bytes) -> KeptFile:
        kept = cls(f"{secrets.token_hex(16)}.docx")
        kept.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        kept.remove_old_files()
        kept.path.write_bytes(content)
        return kept

    @cached_property
    def path(self) -> Path:
        return self.folder / self.name

    def remove_old_files(self) -> None:
        """Deletes files that were never confirmed."""
        for path in self.folder.glob("*.docx"):
            if time.time() - path.stat().st_mtime > MAX_AGE:
                path.unlink(missing_ok=True)

    def make_token(self, user, desk: NewsIndexPage) -> str:
        return signing.dumps([self.name, user.pk, desk.pk], salt=SALT)

    @classmethod
    def from_token(cls, token: str, user) -> tuple[KeptFile, int]:
        """The file and the desk's id. Raises WordFileError if it is another user's or gone."""
        try:
            name, owner, desk = signing.loads(token, salt=SALT, max_age=MAX_AGE)
        except signing.BadSignature as error:
            raise WordFileError(_("Tệp đã hết thời gian chờ. Hãy tải lên lại.")) from error
        kept = cls(name)
        if owner != user.pk or not kept.path.exists():
            raise WordFileError(_("Tệp không còn trên máy chủ. Hãy tải lên lại."))
        return kept, desk


@never_cache
def show_word_form(request: HttpRequest):
    """The upload form; a POST shows the preview, a confirmed one stores the draft."""
    desks = find_desks(request.user)
    if not desks:
        raise PermissionDenied
    if "token" in request.POST:
        return store_confirmed(request, desks)
    asked = request.GET.get("trang", "")
    initial = {"desk": asked if asked.isdecimal() else desks[0].pk if len(desks) == 1 else None}
    form = WordForm(request.POST or None, request.FILES or None, desks=desks, initial=initial)
    if request.method == "POST" and form.is_valid():
        return show_preview(request, form.word, form.content, form.cleaned_data["desk"])
    return render_step(request, "word.html", form=form)


def render_step(request, template: str, **context) -> TemplateResponse:
    context |= {"page_title": _("Viết bài từ tệp Word"), "header_icon": "doc-full"}
    return TemplateResponse(request, f"word_files/{template}", context)


def show_preview(request, word: WordText, content: bytes, desk: NewsIndexPage) -> TemplateResponse:
    """The preview of the article, with the choice of encoding."""
    known = find_encoding(word)
    form = ConfirmationForm(initial={"token": KeptFile.store(content).make_token(request.user, desk), "converts": "1"})
    if not known:
        del form.fields["converts"]
    draft = build_draft(word, known.encoding if known else None)
    form.add_choices(draft)
    old = known and {"name": ENCODING_NAMES[known.encoding], "lines": find_changed_lines(word, known.encoding)}
    return render_step(
        request, "word_preview.html", form=form, draft=draft, shown=build_parts(draft), desk=desk, old=old
    )


def find_changed_lines(word: WordText, encoding: str) -> list[tuple[str, str]]:
    pairs = [(line, to_unicode(line, encoding)) for line in read_text(word.html).splitlines()]
    return [pair for pair in pairs if pair[0] != pair[1]][:MAX_LINES]


def build_parts(draft: Draft) -> list[dict]:
    return [build_part(part) for part in draft.parts]


def build_part(part: Part) -> dict:
    if isinstance(part, TextPart):
        return {"html": clean_html(part.html)}
    if isinstance(part, TablePart):
        return {"table": part}
    return {"picture": part}


def store_confirmed(request: HttpRequest, desks):
    """Stores the draft and redirects to its form; on an error back to the first step."""
    try:
        kept, number = KeptFile.from_token(request.POST["token"], request.user)
        desk = desks.filter(pk=number).first()
        if desk is None:
            raise PermissionDenied
        word = read_word(kept.path.read_bytes())
        known = find_encoding(word)
        converts = known and request.POST.get("converts") == "1"
        draft = build_draft(word, known.encoding if converts else None, request.POST.getlist("kept"))
        article = store_draft(draft, desk, request.user)
    except (WordFileError, ValidationError) as error:
        said = error.messages if isinstance(error, ValidationError) else [str(error)]
        messages.error(request, " ".join(said))
        return redirect("news_word")
    kept.path.unlink(missing_ok=True)
    messages.success(request, write_success_message(draft))
    return redirect(reverse("wagtailadmin_pages:edit", args=[article.pk]))


def write_success_message(draft: Draft) -> str:
    said = [_("Đã tạo bản nháp “%s”.") % draft.title]
    if any(isinstance(part, ImagePart) for part in draft.parts):
        said.append(_("Hãy điền mô tả cho từng ảnh trước khi gửi duyệt."))
    return " ".join([*said, *draft.warnings])
