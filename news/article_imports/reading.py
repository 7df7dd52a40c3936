"""Reading articles of old sites: a folder of JSON files, one article each, all checked before any is stored.

A file is an object with `id`, `title` and `body` (a list of paragraphs) or `content` (text with line breaks), and
where the old site had them `date`, `byline`, `source_credit`, `url`, `captions`, `views` and `visits`. What else
stands in it (notes of who collected it) is left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from foundations.spreadsheets.problems import ImportRefusedError, Problem
from foundations.vietnamese.normalisation import make_one_line
from foundations.vietnamese.slugs import slugify
from news.article_imports.dates import Dating, date_article
from news.article_imports.json_files import UnreadableError, json_files, load_object, printable

LARGEST_COUNT = 10**12
LONGEST_LINE = 255  # characters, of a title and of whatever else stands on one line
LONGEST_CAPTION = 500
LONGEST_ADDRESS = 1000

COLLECTIVE_BYLINE = re.compile(r"(BBT|Ban biên tập|Tổ biên tập)\b.*", re.IGNORECASE)
POSTED_BY = re.compile(r"Đăng bởi\s*:\s*(?P<account>.*)", re.IGNORECASE)
SOURCE = re.compile(r"(?:Nguồn(?: tin)?\s*:)?\s*(?P<name>.*)", re.IGNORECASE)
BETWEEN_AUTHORS = re.compile(r"\s+[–—-]\s+|\s*[;&]\s*")
DATELINE = re.compile(r"(?P<dateline>\([^()]{2,60}\))\s*[–—-]\s*(?P<rest>.+)", re.DOTALL)
COLLECTORS_NOTE = re.compile(r"(?P<title>.+?)\s*\([^()]*\)", re.DOTALL)
WEB_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
HALF_CHARACTER = re.compile("[\ud800-\udfff]")  # JSON can write half of a character; no database can store it


@dataclass
class OldArticle:
    """An article as an old site showed it."""

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


def read_folder(folder: Path) -> list[OldArticle]:
    """All articles of the folder, by file name. Raises ImportRefusedError with every problem of every file."""
    try:
        readers = [FileReader(path) for path in json_files(folder)]
    except UnreadableError as error:
        raise ImportRefusedError([Problem(printable(folder), "", str(error))]) from error
    articles = [reader.read() for reader in readers]
    problems = [problem for reader in readers for problem in reader.problems] + repeated_ids(readers)
    if problems:
        raise ImportRefusedError(problems)
    return [article for article in articles if article is not None]


def repeated_ids(readers: list[FileReader]) -> list[Problem]:
    seen: dict[str, str] = {}
    problems = []
    for reader in readers:
        if reader.import_id and (first := seen.get(reader.import_id)):
            problems.append(Problem(reader.name, "id", _("trùng mã với tệp %s") % first))
        seen.setdefault(reader.import_id, reader.name)
    return problems


class FileReader:
    """Reads one file and collects what is wrong with it."""

    def __init__(self, path: Path):
        self.path = path
        self.name = printable(path.name)
        self.import_id = ""
        self.problems: list[Problem] = []
        self.data: dict = {}

    def read(self) -> OldArticle | None:
        """The article, or None when the file has problems."""
        try:
            self.data = load_object(self.path)
        except UnreadableError as error:
            self.refuse("", str(error))
            return None
        self.import_id, captions, paragraphs = self.identity(), self.captions(), self.paragraphs()
        title = self.title(captions)
        dating = self.dating(title, paragraphs)
        article = OldArticle(self.name, self.import_id, title, paragraphs, dating, captions)
        self.add_credits(article)
        article.views, article.visits = self.count("views"), self.count("visits")
        return None if self.problems else article

    def refuse(self, name: str, message: str) -> None:
        self.problems.append(Problem(self.name, name, message))

    def identity(self) -> str:
        found = self.data.get("id")
        if isinstance(found, int) and not isinstance(found, bool):
            return self.fitting("id", str(found))
        return self.fitting("id", self.text("id", required=True))

    def title(self, captions: list[str]) -> str:
        title = without_collectors_note(self.text("title", required=True), captions)
        if title and not slugify(title):
            self.refuse("title", _("phải có chữ cái hoặc chữ số, để đặt được địa chỉ trang"))
        return self.fitting("title", title)

    def text(self, name: str, *, required: bool = False) -> str:
        """A field on one line; empty where it is missing or null."""
        found = self.data.get(name)
        if found is not None and not isinstance(found, str):
            self.refuse(name, _("phải là chữ"))
            return ""
        if required and not HALF_CHARACTER.search(found or "") and not make_one_line(found or ""):
            self.refuse(name, _("thiếu"))
        return self.line(name, found or "")

    def line(self, name: str, text: str) -> str:
        """The text on one line; empty where it is broken, which is told: who exported it cut a character in two."""
        if HALF_CHARACTER.search(text):
            self.refuse(name, _("có ký tự hỏng"))
            return ""
        return make_one_line(text)

    def fitting(self, name: str, line: str, most: int = LONGEST_LINE) -> str:
        if len(line) > most:
            self.refuse(name, _("dài %(found)s ký tự, tối đa %(most)s") % {"found": len(line), "most": most})
        return line

    def captions(self) -> list[str]:
        found = self.texts("captions", self.data.get("captions"))
        return [self.fitting("captions", caption, LONGEST_CAPTION) for caption in found]

    def paragraphs(self) -> list[str]:
        """The paragraphs of `body`, or the lines of `content`; empty ones left out."""
        known = len(self.problems)
        body, content = self.data.get("body"), self.data.get("content")
        if body is not None or content is None:
            found = self.texts("body", body)
        else:
            found = self.texts("content", content.splitlines() if isinstance(content, str) else content)
        if not found and len(self.problems) == known:
            self.refuse("body", _("không có nội dung"))
        return found

    def texts(self, name: str, found) -> list[str]:
        """A list of texts, each on one line; empty where it is missing or null."""
        if found is not None and not isinstance(found, list):
            self.refuse(name, _("phải là danh sách các đoạn chữ"))
            return []
        lines = []
        for number, item in enumerate(found or [], start=1):
            if isinstance(item, str):
                lines.append(self.line(name, item))
            else:
                self.refuse(name, _("đoạn thứ %s phải là chữ") % number)
        return [line for line in lines if line]

    def dating(self, title: str, paragraphs: list[str]) -> Dating | None:
        known = len(self.problems)
        written = self.text("date")
        if len(self.problems) > known or not (written or paragraphs):
            return None  # said already; a missing date would only repeat it
        try:
            return date_article(written, title, paragraphs)
        except ValueError as error:
            self.refuse("date", str(error))
            return None

    def count(self, name: str) -> int | None:
        """A counter of the old site: a number, or text with dots between thousands ("69.534")."""
        found = self.data.get(name)
        if found is None:
            return None
        if isinstance(found, str) and re.fullmatch(r"\d{1,3}(\.\d{3})+|\d{1,12}", found.strip(), flags=re.ASCII):
            found = int(found.replace(".", ""))
        if not isinstance(found, int) or isinstance(found, bool) or found < 0:
            self.refuse(name, _("phải là số nguyên không âm"))
            return None
        if found >= LARGEST_COUNT:
            self.refuse(name, _("lớn quá mức có thể có"))
        return found

    def add_credits(self, article: OldArticle) -> None:
        """Byline, posting account, source, address and dateline."""
        byline = self.fitting("byline", self.text("byline"))
        if account := POSTED_BY.fullmatch(byline):
            article.posted_by = account["account"]
        elif COLLECTIVE_BYLINE.fullmatch(byline):
            article.byline = byline
        else:
            article.authors = [name for name in BETWEEN_AUTHORS.split(byline) if name]
        article.source, article.url = self.source(), self.address()
        if article.paragraphs and (dateline := DATELINE.fullmatch(article.paragraphs[0])):
            article.dateline = dateline["dateline"]
            article.paragraphs[0] = dateline["rest"]

    def source(self) -> str:
        """Who had the article first: `source_credit`, or a text in `source` (where collectors also keep notes)."""
        name = "source" if isinstance(self.data.get("source"), str) else "source_credit"
        if self.data.get("source_credit") is not None:
            name = "source_credit"
        return SOURCE.fullmatch(self.fitting(name, self.text(name)))["name"]

    def address(self) -> str:
        """The web address at the start of `url`; empty where only the name of a site or nothing stands there."""
        found = WEB_ADDRESS.match(self.text("url"))
        if not found:
            return ""
        try:
            URLValidator(schemes=["http", "https"])(found[0])
        except ValidationError:
            self.refuse("url", _("không phải địa chỉ web hợp lệ"))
        return self.fitting("url", found[0], LONGEST_ADDRESS)


def without_collectors_note(title: str, captions: list[str]) -> str:
    """The title without a note in brackets behind it, where the rest is known to be the text on the page."""
    noted = COLLECTORS_NOTE.fullmatch(title)
    return noted["title"] if noted and noted["title"] in captions else title
