"""Reading articles of old sites: a folder of JSON files, one article each, all checked before any is stored.

A file is an object with `id`, `title` and `body` (a list of paragraphs) or `content` (text with line breaks), and
where the old site had them `date`, `byline`, `source_credit`, `url`, `captions`, `views` and `visits`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from news.dates import Dating, date_article
from vietnamese.normalisation import one_line

LARGEST_FILE = 5 * 1024 * 1024  # bytes
LONGEST_TITLE = 255  # characters, of Wagtail's Page.title
LARGEST_COUNT = 10**12

COLLECTIVE_BYLINE = re.compile(r"(BBT|Ban biên tập|Tổ biên tập)\b.*", re.IGNORECASE)
POSTED_BY = re.compile(r"Đăng bởi\s*:\s*(?P<account>.+)", re.IGNORECASE)
BETWEEN_AUTHORS = re.compile(r"\s+[–—-]\s+|\s*[;&]\s*")
DATELINE = re.compile(r"(?P<dateline>\([^()]{2,60}\))\s*[–—-]\s*(?P<rest>.+)", re.DOTALL)
COLLECTORS_NOTE = re.compile(r"(?P<title>.+?)\s*\([^()]*\)", re.DOTALL)
WEB_ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True)
class Problem:
    """What is wrong, and where: file name, field and a sentence."""

    file: str
    field: str
    message: str

    def __str__(self):
        return f"{self.file}: {self.field}: {self.message}" if self.field else f"{self.file}: {self.message}"


class ImportRefusedError(Exception):
    """Something in the folder is wrong; nothing of it was stored. `problems` lists all that was found."""

    def __init__(self, problems: list[Problem]):
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


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
    if not folder.is_dir():
        raise ImportRefusedError([Problem(str(folder), "", _("không có thư mục này"))])
    articles, problems = [], []
    files = sorted(folder.glob("*.json"))
    for path in files:
        reader = FileReader(path)
        article = reader.read()
        problems += reader.problems
        if article is not None:
            articles.append(article)
    if not files:
        problems.append(Problem(str(folder), "", _("không có tệp .json nào trong thư mục")))
    problems += repeated_ids(articles)
    if problems:
        raise ImportRefusedError(problems)
    return articles


def repeated_ids(articles: list[OldArticle]) -> list[Problem]:
    seen: dict[str, str] = {}
    problems = []
    for article in articles:
        if first := seen.get(article.import_id):
            problems.append(Problem(article.file, "id", _("trùng mã với tệp %s") % first))
        seen.setdefault(article.import_id, article.file)
    return problems


class FileReader:
    """Reads one file and collects what is wrong with it."""

    def __init__(self, path: Path):
        self.path = path
        self.problems: list[Problem] = []
        self.data: dict = {}

    def read(self) -> OldArticle | None:
        """The article, or None when the file has problems."""
        self.data = self.load()
        if self.problems:
            return None
        title, captions, paragraphs = self.text("title", required=True), self.captions(), self.paragraphs()
        title = without_collectors_note(title, captions)
        if len(title) > LONGEST_TITLE:
            self.refuse(
                "title", _("dài %(found)s ký tự, tối đa %(most)s") % {"found": len(title), "most": LONGEST_TITLE}
            )
        dating = self.dating(title, paragraphs)
        article = OldArticle(self.path.name, self.identity(), title, paragraphs, dating, captions)
        self.add_credits(article)
        article.views, article.visits = self.count("views"), self.count("visits")
        return None if self.problems else article

    def load(self) -> dict:
        try:
            if self.path.stat().st_size > LARGEST_FILE:
                return self.refuse("", _("tệp lớn hơn 5 MB"))
            data = json.loads(self.path.read_text(encoding="utf-8-sig"))
        except OSError as error:
            return self.refuse("", _("không đọc được tệp (%s)") % error.strerror)
        except UnicodeDecodeError as error:
            return self.refuse("", _("không phải văn bản UTF-8 (byte thứ %s)") % error.start)
        except json.JSONDecodeError as error:
            where = {"line": error.lineno, "column": error.colno}
            return self.refuse("", _("không phải JSON hợp lệ (dòng %(line)s, cột %(column)s)") % where)
        except (RecursionError, ValueError):
            return self.refuse("", _("không phải JSON hợp lệ"))
        return data if isinstance(data, dict) else self.refuse("", _("phải là một đối tượng JSON { … }"))

    def refuse(self, name: str, message: str) -> dict:
        self.problems.append(Problem(self.path.name, name, message))
        return {}

    def identity(self) -> str:
        found = self.data.get("id")
        if isinstance(found, int) and not isinstance(found, bool):
            return str(found)
        identity = self.text("id", required=True)
        if len(identity) > LONGEST_TITLE:
            self.refuse("id", _("dài quá %s ký tự") % LONGEST_TITLE)
        return identity

    def text(self, name: str, *, required: bool = False) -> str:
        """A field on one line; empty where it is missing or null."""
        found = self.data.get(name)
        if found is None:
            found = ""
        if not isinstance(found, str):
            self.refuse(name, _("phải là chữ"))
            return ""
        found = one_line(found)
        if required and not found:
            self.refuse(name, _("thiếu"))
        return found

    def captions(self) -> list[str]:
        return self.texts("captions", self.data.get("captions") or [])

    def paragraphs(self) -> list[str]:
        """The paragraphs of `body`, or the lines of `content`; empty ones left out."""
        body = self.data.get("body")
        if body is None and isinstance(self.data.get("content"), str):
            body = self.data["content"].splitlines()
        found = self.texts("body", body or [])
        if not found and not self.problems:
            self.refuse("body", _("không có nội dung"))
        return found

    def texts(self, name: str, found) -> list[str]:
        if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
            self.refuse(name, _("phải là danh sách các đoạn chữ"))
            return []
        return [line for line in (one_line(item) for item in found) if line]

    def dating(self, title: str, paragraphs: list[str]) -> Dating | None:
        try:
            return date_article(self.text("date"), title, paragraphs)
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
        if isinstance(found, int) and not isinstance(found, bool) and 0 <= found < LARGEST_COUNT:
            return found
        self.refuse(name, _("phải là số nguyên không âm"))
        return None

    def add_credits(self, article: OldArticle) -> None:
        """Byline, posting account, source, address and dateline."""
        byline = self.text("byline")
        if account := POSTED_BY.fullmatch(byline):
            article.posted_by = account["account"]
        elif COLLECTIVE_BYLINE.fullmatch(byline):
            article.byline = byline
        else:
            article.authors = [name for name in BETWEEN_AUTHORS.split(byline) if name]
        source = self.data.get("source_credit") or self.data.get("source")
        if isinstance(source, str):
            article.source = one_line(source).removeprefix("Nguồn").removeprefix(" ").removeprefix(":").strip()
        if address := WEB_ADDRESS.match(self.text("url")):
            article.url = address[0]
        if article.paragraphs and (dateline := DATELINE.fullmatch(article.paragraphs[0])):
            article.dateline = dateline["dateline"]
            article.paragraphs[0] = dateline["rest"]


def without_collectors_note(title: str, captions: list[str]) -> str:
    """The title without a note in brackets behind it, where the rest is known to be the text on the page."""
    noted = COLLECTORS_NOTE.fullmatch(title)
    return noted["title"] if noted and noted["title"] in captions else title
