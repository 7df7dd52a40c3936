"""Things to test with; what a test does not care about is taken from real documents."""

from __future__ import annotations

import json
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from io import BytesIO
from itertools import count

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.images import ImageFile
from django.utils import timezone
from PIL import Image
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from foundations.legal_documents.choices import DocumentKind
from foundations.legal_documents.models import LegalDocument
from foundations.members.roles import Role, get_group
from foundations.units.models import Succession, Unit
from foundations.uploads.models import Picture
from news.desks import get_editors_group, open_desk
from news.models import ArticlePage, NewsIndexPage
from news.publication import publish_as_of
from news.quotas.models import QuotaRule
from procedures.import_runs.models import Options
from procedures.import_runs.work import run_import
from procedures.models import DecisionItem, ListDecision, Procedure

_numbers = count(1)
_is_unreferenced = ContextVar("_is_unreferenced", default=False)

CHANNEL = {
    "way": "truc-tiep",
    "time_amount": 5,
    "time_unit": "ngay-lam-viec",
    "time_text": "",
    "fee_state": "chua-ro",
    "description": "",
    "fees": [],
}
PAPER = {"name": "", "originals": 1, "copies": 0, "form_name": "", "form_url": ""}
PARAGRAPH = "<p>Ủy ban nhân dân tỉnh Kon Tum ban hành Quyết định số 37/QĐ-UBND ngày 24/01/2022.</p>"


@contextmanager
def unreferenced():
    """What is stored inside has no entries in Wagtail's index of references: they take a fifth of the time. A test of
    usages asks for them with `index_references`."""
    if _is_unreferenced.get():  # Wagtail's own manager is not to be entered twice
        yield
        return
    token = _is_unreferenced.set(True)
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        _is_unreferenced.reset(token)


def index_references(*things) -> None:
    for each in things:
        ReferenceIndex.create_or_update_for_object(each)


@unreferenced()
def a_unit(name="Sở Nội vụ", **fields) -> Unit:
    fields.setdefault("slug", f"don-vi-{next(_numbers)}")
    fields.setdefault("kind", Unit.Kind.DEPARTMENT)
    unit = Unit(name=name, **fields)
    unit.full_clean()
    unit.save()
    return unit


@unreferenced()
def a_merger(predecessors: list[Unit], successor: Unit, day=date(2025, 7, 1)) -> None:
    for predecessor in predecessors:
        succession = Succession(predecessor=predecessor, successor=successor, kind=Succession.Kind.MERGE, date=day)
        succession.legal_basis = "Nghị quyết số 202/2025/QH15 ngày 12/06/2025"
        succession.full_clean()
        succession.save()


def column(slug="cai-cach-hanh-chinh") -> NewsIndexPage:
    return NewsIndexPage.objects.get(slug=slug)


@unreferenced()
def a_desk(unit: Unit | None = None) -> NewsIndexPage:
    return open_desk(unit or a_unit(), column())


@unreferenced()
def an_article(parent=None, title=None, published: datetime | None = None, **fields) -> ArticlePage:
    """A published article; `published` is local time without a zone."""
    article = ArticlePage(title=title or f"Kiểm tra công tác cải cách hành chính lần {next(_numbers)}", **fields)
    if not article.body:
        article.body = json.dumps([{"type": "paragraph", "value": PARAGRAPH}])
    moment = timezone.make_aware(published or datetime(2021, 9, 16, 8, 30))
    return publish_as_of(article, parent or column(), moment)


@unreferenced()
def a_picture(title="Quang cảnh hội nghị", size=(64, 40)) -> Picture:
    content = BytesIO()
    Image.new("RGB", size, "#7d1a1d").save(content, "JPEG")
    picture = Picture(title=title, file=ImageFile(content, name=f"anh-{next(_numbers)}.jpg"))
    picture.save()
    return picture


def an_editor(desk: NewsIndexPage, username=None):
    return user_in(get_editors_group(desk.unit), username or f"bien-tap-vien-{next(_numbers)}")


def a_board_member(username=None):
    return user_in(get_group(Role.BOARD), username or f"ban-bien-tap-{next(_numbers)}")


def an_administrator():
    return get_user_model().objects.create_superuser(f"quan-tri-{next(_numbers)}", password="mat-khau")


def user_in(group: Group, username: str):
    user = get_user_model().objects.create_user(username, password="mat-khau")
    user.groups.add(group)
    return user


def a_rule(**fields) -> QuotaRule:
    """One article a month of every unit in any column, from 2020 on."""
    columns = fields.pop("columns", [])
    fields = {
        "name": f"Tin, bài cải cách hành chính {next(_numbers)}",
        "valid_from": date(2020, 1, 1),
        "document": "Công văn số 2815/VP-HCQT ngày 10/9/2021",
        **fields,
    }
    rule = QuotaRule(**fields)
    rule.full_clean()
    rule.save()
    rule.columns.set(columns)
    return rule


def a_procedure(**content) -> Procedure:
    """A stored procedure; channels, cases and others as in `procedures.content`, with defaults for what is left out."""
    return many_procedures(content)[0]


@unreferenced()
def many_procedures(*contents: dict) -> list[Procedure]:
    """Procedures stored by one import; all live or none."""
    live = [content.pop("live", True) for content in contents]
    assert len(set(live)) <= 1
    for content in contents:
        number = next(_numbers)
        content.setdefault("code", f"1.{number:06}")
        content.setdefault("name", f"Thủ tục đăng ký khai sinh {number}")
        content["channels"] = [{**CHANNEL, **each} for each in content.get("channels", [{}])]
        content["cases"] = [
            {"name": case["name"], "items": [{**PAPER, "name": item} for item in case["items"]]}
            for case in content.get("cases", [])
        ]
    run_import(lambda: (("", each) for each in contents), Options(draft=False in live), report=lambda line: None)
    found = {each.code: each for each in Procedure.objects.filter(code__in=[each["code"] for each in contents])}
    return [found[content["code"]] for content in contents]


@unreferenced()
def a_decision(items, day=date(2025, 7, 1)) -> ListDecision:
    """A decision in force from `day`; `items` are (procedure, action) or (procedure, action, successor)."""
    decision = ListDecision(number=f"{next(_numbers)}/QĐ-UBND", issued_on=day, effective_from=day, agency="UBND tỉnh")
    decision.items = [
        DecisionItem(procedure=procedure, action=action, successor=successor[0] if successor else None)
        for procedure, action, *successor in items
    ]
    decision.save()
    return decision


@unreferenced()
def a_document(number=None, **fields) -> LegalDocument:
    """A decision of the province."""
    fields = {
        "kind": DocumentKind.DECISION,
        "agency": "UBND tỉnh Kon Tum",
        "issued_on": date(2022, 1, 24),
        "abstract": "Phê duyệt kết quả Chỉ số cải cách hành chính",
        **fields,
    }
    document = LegalDocument(number=number or f"{next(_numbers)}/QĐ-UBND", **fields)
    document.full_clean()
    document.save()
    return document
