"""The terms of docs/thuat-ngu.md in the Vietnamese of the editors' interface: one English word, one Vietnamese word."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import polib
import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent.parent
LIST = ROOT / "docs" / "thuat-ngu.md"
CATALOGUES = [path for folder in settings.LOCALE_PATHS for path in sorted(Path(folder).glob("vi/LC_MESSAGES/*.po"))]
FIXED = re.compile(r"%\(\w+\)[sdr]|%[sd]|\{\w*\}|<[^>]+>")  # values and tags hold no words of the interface
REMARK = re.compile(r"\s*\([^)]*\)|[“”*]")

# What else may stand for a term: it is part of a longer one, an English word has a second sense, or Vietnamese
# leaves it out where the sentence is clear.
OTHERWISE = {
    "URL": ["địa chỉ", "đường dẫn URL"],
    "live": ["khi đăng", "giờ đăng", "thời điểm đăng", "đăng lúc", "lịch đăng", "được đăng"],
    "unpublish": ["chưa đăng", "gỡ trang"],
    "schedule": ["lịch đăng", "đặt lịch"],
    "version": ["bản đang đăng", "bản lưu"],
    "revert": ["khôi phục bản sửa đổi"],
    "workflow": ["quy trình", "duyệt"],
    "task": ["bước", "duyệt"],
    "in moderation": ["duyệt"],
    "requested by": ["yêu cầu chỉnh sửa"],
    "resolve": ["xử lý"],
    "copy": ["bản sao", "trùng"],
    "edit": ["thay", "đổi", "biên tập"],
    "add": ["gán", "nhập", "chưa có"],
    "field": ["ô", "cột", "mật khẩu"],
    "focal point": ["điểm nhấn"],
    "format": ["định dạng"],
    "file": ["dung lượng"],
    "upload": ["chưa tải"],
    "admin": ["quản trị"],
    "promote": ["đề xuất"],
    "meta description": ["mô tả trang cho máy tìm kiếm"],
    "locked pages": ["đang khóa"],
    "usage": ["số lần dùng", "số trang theo loại"],
    "user": ["người khác", "người tải lên", "thành viên"],
    "active": ["hoạt động", "đang bật"],
    "search": ["đề xuất"],
    "just now": ["ngay", "nữa"],
    "heading": ["tiêu đề"],
    "title": ["tên"],
    "page": ["nội dung bạn sửa"],
    "page explorer": ["xem các trang con"],
    "page type": ["số trang theo loại"],
    "internal": ["trang nội bộ", "địa chỉ URL"],
    "enable": ["không chọn được", "không cho phép", "cho phép"],
    "report": ["báo lỗi"],
    "block": ["chặn"],
    "sort": ["xếp"],
    "root page": ["gốc"],
    "public": ["người đọc"],
    "email": ["hộp thư"],
    "image": ["màn hình"],
    "API token": ["mã truy cập"],
}
# Sentences that use a word in another sense altogether, by their beginning.
OTHER_SENSE = (
    "Designates whether the user can log into this admin site",
    "The name of the page as it will appear in URLs",
    "Focus on the drag button",
    "%(model)s instance with",
    "Invalid json list",
    "Conflicting form data",
    "Optional - form submissions",
    "There seems to be an error with Embedly",
    "Autosave in progress",
    "This task is in progress",
    "ManagementForm data is missing",
    "Use proper heading tags",
    "title tag",
    "If you are using the <meta",
    "You can edit the privacy settings on",
    "superuser status",
    "Alternatively you can <a",
    "The filter options you have selected",
    "Yes, move these pages",
    "Please enter a correct %(username)s",
    "You haven't created any %(snippet_type_name)s",
    "A user with that username",
    "Cannot overwrite a revision that was not created",
    "<p>Promoted search results",
    "Things in Wagtail",
    "Don't worry",
    "Workflow task rejected",
    "Used on the following active workflows",
    "Anyone with editing permissions can create schedules",
    "%(model_name)s '%(title)s' is now unlocked",
    "Page '%(page_title)s' is now unlocked",
    "%(total)s ",
    "Troubleshoot your connection",
)


class Term(NamedTuple):
    """One line of the list: what Wagtail says, what we say, and what we do not say for it."""

    english: list[str]
    used: list[str]
    avoided: list[str]

    def names(self, sentence: str) -> bool:
        return bool(any_of("|".join(re.escape(word) for word in self.english)).search(sentence))

    def said_in(self, vietnamese: str) -> bool:
        return any(says(vietnamese, word) for word in [*self.used, *otherwise(self)])


@cache
def any_of(words: str) -> re.Pattern:
    return re.compile(rf"(?<![\w-])(?:{words})(?:e?s|e?d)?(?![\w-])", re.IGNORECASE)


def says(text: str, word: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE))


def words_of(cell: str) -> list[str]:
    return [word for word in (REMARK.sub("", part).strip() for part in re.split("[;,]", cell)) if word]


@cache
def terms() -> list[Term]:
    """The lines of all tables; days, months and what holds an ellipsis are no words to look for."""
    lines = [line for line in LIST.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    found = [Term(*map(words_of, row[:3])) for row in cells if row[0] != "Tiếng Anh" and "…" not in "".join(row[:2])]
    return [term for term in found if not says(" ".join(term.english), "a.m.")]


@cache
def entries() -> list[tuple[str, str]]:
    """English (one and many) and Vietnamese of every message, without what is put in later."""
    found = [entry for path in CATALOGUES for entry in polib.pofile(str(path), encoding="utf-8")]
    return [
        (without_fixed(f"{entry.msgid} {entry.msgid_plural}"), without_fixed(entry.msgstr or entry.msgstr_plural[0]))
        for entry in found
        if not entry.msgid.startswith(OTHER_SENSE)
    ]


def without_fixed(text: str) -> str:
    return FIXED.sub(" ", text)


@cache
def without_words_of_the_list(vietnamese: str, english: str) -> str:
    """What is left when the right words of all terms the sentence names are taken out."""
    named = [term for term in terms() if term.names(english)]
    right = [word for term in named for word in [*term.used, *otherwise(term)]]
    pattern = "|".join(re.escape(word) for word in sorted(right, key=len, reverse=True))
    return re.sub(pattern, "", vietnamese, flags=re.IGNORECASE)


def otherwise(term: Term) -> list[str]:
    return [word for english in term.english for word in OTHERWISE.get(english, [])]


@pytest.mark.parametrize("term", terms(), ids=lambda term: term.english[0])
def test_a_term_is_translated_as_the_list_says(term):
    named = [(english, words) for english, words in entries() if term.names(english)]
    assert not {english: words for english, words in named if not term.said_in(words)}


@pytest.mark.parametrize("term", [term for term in terms() if term.avoided], ids=lambda term: term.english[0])
def test_what_the_list_rules_out_is_not_said(term):
    for english, words in entries():
        if term.names(english):
            rest = without_words_of_the_list(words, english)
            assert not [word for word in term.avoided if says(rest, word)], words


def test_the_list_is_read_whole():
    assert len(terms()) > 120
    assert Term(["draft"], ["bản nháp"], ["dự thảo"]) in terms()


def test_every_sentence_set_aside_exists():
    sentences = [entry.msgid for path in CATALOGUES for entry in polib.pofile(str(path), encoding="utf-8")]
    assert not [start for start in OTHER_SENSE if not any(text.startswith(start) for text in sentences)]


def test_another_word_for_a_term_is_noticed():
    draft = Term(["draft"], ["bản nháp"], ["dự thảo"])
    assert draft.names("Save drafts")
    assert not draft.names("aircraft")
    assert draft.said_in("Lưu bản nháp")
    assert not draft.said_in("Lưu dự thảo")
