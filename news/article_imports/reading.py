"""Reading articles of old sites: a folder of JSON files, one article each, all checked before any is stored.

A file is an object with `id`, `title` and `body` (a list of paragraphs) or `content` (text with line breaks), and
optionally `date`, `byline`, `source_credit`, `url`, `captions`, `views` and `visits`. Other fields are ignored.
Text that is HTML becomes parts of a body (`html_bodies`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from foundations.imported_html.html import Part
from foundations.spreadsheets.problems import ImportRefusedError, Problem
from foundations.vietnamese.normalisation import make_one_line
from foundations.vietnamese.slugs import slugify
from news.article_imports.dates import Dating, find_dating
from news.article_imports.html_bodies import HtmlBody, has_html, make_plain, read_html, take_dateline
from news.article_imports.json_files import UnreadableError, find_json_files, make_printable, read_object

MAX_COUNT = 10**12
MAX_LINE_LENGTH = 255  # characters, of a title and any other one-line field
MAX_CAPTION_LENGTH = 500
MAX_ADDRESS_LENGTH = 1000

COLLECTIVE_BYLINE = re.compile(r"(BBT|Ban biên tập|Tổ biên tập)\b.*", re.IGNORECASE)
POSTED_BY = re.compile(r"Đăng bởi\s*:\s*(?P<account>.*)", re.IGNORECASE)
SOURCE = re.compile(r"(?:Nguồn(?: tin)?\s*:)?\s*(?P<name>.*)", re.IGNORECASE)
BETWEEN_AUTHORS = re.compile(r"\s+[–—-]\s+|\s*[;&]\s*")
DATELINE = re.compile(r"(?P<dateline>\([^()]{2,60}\))\s*[–—-]\s*(?P<rest>.+)", re.DOTALL)
COLLECTORS_NOTE = re.compile(r"(?P<title>.+?)\s*\([^()]*\)", re.DOTALL)
WEB_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
HALF_CHARACTER = re.compile("[\ud800-\udfff]")  # lone surrogates, valid in JSON but not in a database


@dataclass
class OldArticle:
    """An article as read from its file.

    `parts`: of a body that was HTML, whose text `paragraphs` holds too; `left_out`: what stands in none of them.
    """

    file: str
    import_id: str
    title: str
    paragraphs: list[str]
    dating: Dating
    captions: list[str] = field(default_factory=list)
    dateline: str = ""
    authors: list[str] = field(default_factory=list)
    byline: str = ""
    posted_by: str = ""
    source: str = ""
    url: str = ""
    views: int | None = None
    visits: int | None = None
    parts: list[Part] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def read_folder(folder: Path) -> list[OldArticle]:
    """All articles of the folder, by file name. Raises ImportRefusedError with every problem of every file."""
    try:
        readers = [FileReader(path) for path in find_json_files(folder)]
    except UnreadableError as error:
        raise ImportRefusedError([Problem(make_printable(folder), "", str(error))]) from error
    articles = [reader.read() for reader in readers]
    problems = [problem for reader in readers for problem in reader.problems] + find_repeated_ids(readers)
    if problems:
        raise ImportRefusedError(problems)
    return [article for article in articles if article is not None]


def find_repeated_ids(readers: list[FileReader]) -> list[Problem]:
    """A problem for each id that an earlier file has."""
    seen: dict[str, str] = {}
    problems = []
    for reader in readers:
        if reader.import_id and (first := seen.get(reader.import_id)):
            problems.append(Problem(reader.name, "id", _("trùng mã với tệp %s") % first))
        seen.setdefault(reader.import_id, reader.name)
    return problems


class FileReader:
    """Reads one file and collects its problems."""

    def __init__(self, path: Path):
        self.path = path
        self.name = make_printable(path.name)
        self.import_id = ""
        self.problems: list[Problem] = []
        self.data: dict = {}
        self.body: HtmlBody | None = None

    def read(self) -> OldArticle | None:
        """The article, or None when the file has problems."""
        try:
            self.data = read_object(self.path)
        except UnreadableError as error:
            self.add_problem("", str(error))
            return None
        self.import_id, captions, paragraphs = self.read_identity(), self.read_captions(), self.read_paragraphs()
        title = self.read_title(captions)
        dating = self.read_dating(title, paragraphs)
        article = OldArticle(self.name, self.import_id, title, paragraphs, dating, captions)
        if self.body:
            article.parts, article.left_out = self.body.parts, self.body.left_out
        self.add_credits(article)
        article.views, article.visits = self.read_count("views"), self.read_count("visits")
        return None if self.problems else article

    def add_problem(self, name: str, message: str) -> None:
        self.problems.append(Problem(self.name, name, message))

    def read_identity(self) -> str:
        found = self.data.get("id")
        if isinstance(found, int) and not isinstance(found, bool):
            return self.check_length("id", str(found))
        return self.check_length("id", self.read_text("id", required=True))

    def read_title(self, captions: list[str]) -> str:
        title = remove_collectors_note(self.read_text("title", required=True), captions)
        if title and not slugify(title):
            self.add_problem("title", _("phải có chữ cái hoặc chữ số, để đặt được địa chỉ trang"))
        return self.check_length("title", title)

    def read_text(self, name: str, *, required: bool = False) -> str:
        """A field on one line; empty where it is missing or null."""
        found = self.data.get(name)
        if found is not None and not isinstance(found, str):
            self.add_problem(name, _("phải là chữ"))
            return ""
        if required and not HALF_CHARACTER.search(found or "") and not make_one_line(found or ""):
            self.add_problem(name, _("thiếu"))
        return self.clean_line(name, found or "")

    def clean_line(self, name: str, text: str) -> str:
        """The text on one line; a problem and empty if the export cut a character in two."""
        if HALF_CHARACTER.search(text):
            self.add_problem(name, _("có ký tự hỏng"))
            return ""
        return make_one_line(make_plain(text))

    def check_length(self, name: str, line: str, most: int = MAX_LINE_LENGTH) -> str:
        if len(line) > most:
            self.add_problem(name, _("dài %(found)s ký tự, tối đa %(most)s") % {"found": len(line), "most": most})
        return line

    def read_captions(self) -> list[str]:
        found = self.read_texts("captions", self.data.get("captions"))
        return [self.check_length("captions", caption, MAX_CAPTION_LENGTH) for caption in found]

    def read_paragraphs(self) -> list[str]:
        """The paragraphs of `body`, or the lines of `content`; empty ones left out."""
        known = len(self.problems)
        body, content = self.data.get("body"), self.data.get("content")
        name, texts = ("content", content) if body is None and content is not None else ("body", body)
        lines = texts.splitlines() if name == "content" and isinstance(texts, str) else texts
        found = self.read_texts(name, lines)
        if len(self.problems) == known and found and any(map(has_html, lines)):
            self.body = read_html([texts] if isinstance(texts, str) else texts)
            found = [line for each in self.body.lines if (line := make_one_line(each))]
        if not found and len(self.problems) == known:
            self.add_problem("body", _("không có nội dung"))
        return found

    def read_texts(self, name: str, found) -> list[str]:
        """A list of texts, each on one line; empty where it is missing or null."""
        if found is not None and not isinstance(found, list):
            self.add_problem(name, _("phải là danh sách các đoạn chữ"))
            return []
        lines = []
        for number, item in enumerate(found or [], start=1):
            if isinstance(item, str):
                lines.append(self.clean_line(name, item))
            else:
                self.add_problem(name, _("đoạn thứ %s phải là chữ") % number)
        return [line for line in lines if line]

    def read_dating(self, title: str, paragraphs: list[str]) -> Dating | None:
        known = len(self.problems)
        written = self.read_text("date")
        if len(self.problems) > known or not (written or paragraphs):
            return None  # reported already
        try:
            return find_dating(written, title, paragraphs)
        except ValueError as error:
            self.add_problem("date", str(error))
            return None

    def read_count(self, name: str) -> int | None:
        """A counter of the old site: a number, or text with thousands separators ("69.534")."""
        found = self.data.get(name)
        if found is None:
            return None
        if isinstance(found, str) and re.fullmatch(r"\d{1,3}(\.\d{3})+|\d{1,12}", found.strip(), flags=re.ASCII):
            found = int(found.replace(".", ""))
        if not isinstance(found, int) or isinstance(found, bool) or found < 0:
            self.add_problem(name, _("phải là số nguyên không âm"))
            return None
        if found >= MAX_COUNT:
            self.add_problem(name, _("lớn quá mức có thể có"))
        return found

    def add_credits(self, article: OldArticle) -> None:
        """Byline, posting account, source, address and dateline."""
        byline = self.check_length("byline", self.read_text("byline"))
        if account := POSTED_BY.fullmatch(byline):
            article.posted_by = account["account"]
        elif COLLECTIVE_BYLINE.fullmatch(byline):
            article.byline = byline
        else:
            article.authors = [name for name in BETWEEN_AUTHORS.split(byline) if name]
        article.source, article.url = self.read_source(), self.read_address()
        if article.paragraphs and (dateline := DATELINE.fullmatch(article.paragraphs[0])):
            if article.parts and not take_dateline(article.parts, dateline["dateline"]):
                return
            article.dateline = dateline["dateline"]
            article.paragraphs[0] = dateline["rest"]

    def read_source(self) -> str:
        """The original source: `source_credit`, or `source` if it is text."""
        name = "source" if isinstance(self.data.get("source"), str) else "source_credit"
        if self.data.get("source_credit") is not None:
            name = "source_credit"
        return SOURCE.fullmatch(self.check_length(name, self.read_text(name)))["name"]

    def read_address(self) -> str:
        """The web address at the start of `url`; empty if there is none."""
        found = WEB_ADDRESS.match(self.read_text("url"))
        if not found:
            return ""
        try:
            URLValidator(schemes=["http", "https"])(found[0])
        except ValidationError:
            self.add_problem("url", _("không phải địa chỉ web hợp lệ"))
        return self.check_length("url", found[0], MAX_ADDRESS_LENGTH)


def remove_collectors_note(title: str, captions: list[str]) -> str:
    """The title without a trailing note in brackets, if the rest is one of the captions."""
    noted = COLLECTORS_NOTE.fullmatch(title)
    return noted["title"] if noted and noted["title"] in captions else title
