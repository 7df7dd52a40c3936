"""Files that cannot be imported: all that is wrong is said at once, and nothing of the run is stored."""

import json
import os
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import DataError
from hypothesis import given, settings
from hypothesis import strategies as st

from foundations.spreadsheets.problems import ImportRefusedError
from news.article_imports import storing
from news.article_imports.dates import find_dating
from news.article_imports.reading import OldArticle, read_folder
from news.article_imports.storing import store_articles
from news.models import ArticlePage
from tests.builders import column
from tests.news.old_articles import FIVE, OFFICE_LETTER, a_file, five_files, refusal, rows


def said(folder: Path) -> list[str]:
    """What is wrong with the files of the folder."""
    with pytest.raises(ImportRefusedError) as refused:
        read_folder(folder)
    return [str(problem) for problem in refused.value.problems]


TEXT = json.dumps(OFFICE_LETTER, ensure_ascii=False)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (TEXT[:300].encode(), "không phải JSON hợp lệ (dòng 1, cột "),
        (TEXT.encode("utf-16"), "không phải văn bản UTF-8 (byte thứ 1)"),
        (TEXT.encode("utf-16-le"), "không phải "),
        (
            '{"title": "C\u00b6i c\u00b8ch h\u00b5nh ch\u00ddnh"}'.encode("latin-1"),
            "không phải văn bản UTF-8 (byte thứ 13)",
        ),
        (TEXT.encode("cp1258", errors="ignore"), "không phải văn bản UTF-8"),
        (b"", "không phải JSON hợp lệ (dòng 1, cột 1)"),
        (b"\x00" * 100, "không phải JSON hợp lệ (dòng 1, cột 1)"),
        (b"[]", "phải là một đối tượng JSON { … }"),
        (f"[{TEXT}]".encode(), "phải là một đối tượng JSON { … }"),
        (b"null", "phải là một đối tượng JSON { … }"),
        (b"NaN", "không phải JSON hợp lệ (có số không đọc được)"),
        (b'{"views": NaN}', "không phải JSON hợp lệ (có số không đọc được)"),
        (b'{"views": -Infinity}', "không phải JSON hợp lệ (có số không đọc được)"),
        (b'{"views": ' + b"9" * 5000 + b"}", "không phải JSON hợp lệ (có số không đọc được)"),
        (b"[" * 200_000, "không phải JSON hợp lệ (lồng nhau quá sâu)"),
        (b'{"body":' * 200_000, "không phải JSON hợp lệ (lồng nhau quá sâu)"),
        (b'{"title": "A", "title": "B"}', "trường “title” ghi nhiều lần"),
        (b"{} " * 2_000_000, "tệp lớn hơn 5 MB"),
    ],
    ids=lambda value: repr(value[:24]),
)
def test_a_file_that_is_no_article_is_said_so(tmp_path, content, sentence):
    (tmp_path / "hong.json").write_bytes(content)
    [problem] = said(tmp_path)
    assert problem.startswith(f"hong.json: {sentence}")


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"id": ...}, "id: thiếu"),
        ({"id": None}, "id: thiếu"),
        ({"id": " \u00a0"}, "id: thiếu"),
        ({"id": 1.5}, "id: phải là chữ"),
        ({"id": True}, "id: phải là chữ"),
        ({"id": "a" * 256}, "id: dài 256 ký tự, tối đa 255"),
        ({"id": 10**300}, "id: dài 301 ký tự, tối đa 255"),
        ({"title": ...}, "title: thiếu"),
        ({"title": "\u200b\x00"}, "title: thiếu"),
        ({"title": 2021}, "title: phải là chữ"),
        ({"title": ["Bài"]}, "title: phải là chữ"),
        ({"title": "á" * 300}, "title: dài 300 ký tự, tối đa 255"),
        ({"title": "!!!"}, "title: phải có chữ cái hoặc chữ số, để đặt được địa chỉ trang"),
        ({"title": "Bài \ud83d"}, "title: có ký tự hỏng"),
        ({"body": ...}, "body: không có nội dung"),
        ({"body": []}, "body: không có nội dung"),
        ({"body": ["\u00a0", ""]}, "body: không có nội dung"),
        ({"body": ..., "content": "\n\n"}, "body: không có nội dung"),
        ({"body": ..., "content": {"p": "a"}}, "content: phải là danh sách các đoạn chữ"),
        ({"body": "Một đoạn"}, "body: phải là danh sách các đoạn chữ"),
        ({"body": False}, "body: phải là danh sách các đoạn chữ"),
        ({"body": {}}, "body: phải là danh sách các đoạn chữ"),
        ({"body": ["Đoạn", ["lồng", ["sâu"]]]}, "body: đoạn thứ 2 phải là chữ"),
        ({"body": ["Đoạn", "hỏng \udc00"]}, "body: có ký tự hỏng"),
        ({"captions": "Ảnh"}, "captions: phải là danh sách các đoạn chữ"),
        ({"captions": 0}, "captions: phải là danh sách các đoạn chữ"),
        ({"captions": [None]}, "captions: đoạn thứ 1 phải là chữ"),
        ({"captions": ["a" * 501]}, "captions: dài 501 ký tự, tối đa 500"),
        ({"date": 2021}, "date: phải là chữ"),
        ({"date": "31/02/2021"}, "date: không có ngày 31/02/2021"),
        ({"date": "01/01/2999"}, "date: ngày ở tương lai: 01/01/2999"),
        ({"date": None}, "date: không có ngày, và trong bài cũng không nêu ngày hay năm nào"),
        ({"byline": ["A", "B"]}, "byline: phải là chữ"),
        ({"byline": "a" * 256}, "byline: dài 256 ký tự, tối đa 255"),
        ({"source_credit": {"name": "Báo"}}, "source_credit: phải là chữ"),
        ({"source_credit": "a" * 256}, "source_credit: dài 256 ký tự, tối đa 255"),
        ({"source_credit": None, "source": "a" * 256}, "source: dài 256 ký tự, tối đa 255"),
        ({"url": 5}, "url: phải là chữ"),
        ({"url": "http://[/x"}, "url: không phải địa chỉ web hợp lệ"),
        ({"url": "https://a.vn/" + "a" * 1000}, "url: dài 1013 ký tự, tối đa 1000"),
        ({"views": -1}, "views: phải là số nguyên không âm"),
        ({"views": 2485.0}, "views: phải là số nguyên không âm"),
        ({"views": True}, "views: phải là số nguyên không âm"),
        ({"views": "69.53"}, "views: phải là số nguyên không âm"),
        ({"views": "nhiều"}, "views: phải là số nguyên không âm"),
        ({"views": [1]}, "views: phải là số nguyên không âm"),
        ({"visits": 10**12}, "visits: lớn quá mức có thể có"),
        ({"visits": "999.999.999.999.999"}, "visits: lớn quá mức có thể có"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_wrong_field_is_named_with_the_reason(tmp_path, fields, problem):
    assert said(a_file(tmp_path, **fields).parent) == [f"bai.json: {problem}"]


def test_all_that_is_wrong_is_said_at_once(tmp_path):
    a_file(tmp_path, "a.json", title=None, body=[], date="31/02/2021", views=-1, visits=1.5, byline=[], url={})
    a_file(tmp_path, "b.json", id="mot", title="Đúng")
    a_file(tmp_path, "c.json", id="mot", title=7)
    (tmp_path / "d.json").write_text("{")
    assert [problem.rpartition(":")[0] for problem in said(tmp_path)] == [
        *("a.json: body", "a.json: title", "a.json: date", "a.json: byline"),
        *("a.json: url", "a.json: views", "a.json: visits", "c.json: title", "d.json", "c.json: id"),
    ]


def test_an_id_stands_in_one_file_only(tmp_path):
    a_file(tmp_path, "a.json", id=5)
    a_file(tmp_path, "b.json", id="\u00a05 ")
    a_file(tmp_path, "c.json", id="5", title=None)
    assert said(tmp_path) == [
        "c.json: title: thiếu",
        "b.json: id: trùng mã với tệp a.json",
        "c.json: id: trùng mã với tệp a.json",
    ]


def test_a_folder_is_there_and_holds_files(tmp_path):
    assert said(tmp_path / "khong-co") == [f"{tmp_path}/khong-co: không có thư mục này"]
    assert said(a_file(tmp_path)) == [f"{tmp_path}/bai.json: không có thư mục này"]
    (tmp_path / "bai.json").rename(tmp_path / "bai.txt")
    (tmp_path / "._bai.json").write_bytes(b"\x00\x05\x16\x07")  # what a Mac leaves beside a file
    assert said(tmp_path) == [f"{tmp_path}: không có tệp .json nào trong thư mục"]
    assert "không đọc được" in said(tmp_path / ("a" * 300))[0]


def test_what_is_called_like_a_file_may_be_none(tmp_path):
    (tmp_path / "a.json").mkdir()
    os.mkfifo(tmp_path / "b.json")
    (tmp_path / "c.json").symlink_to("khong-co")
    assert said(tmp_path) == [f"{name}.json: không phải là tệp" for name in "abc"]


def test_a_file_that_may_not_be_read_is_named(tmp_path, monkeypatch):
    def forbidden(path, **options):
        raise PermissionError(13, "Permission denied")

    def broken(path):
        raise OSError(5, "Input/output error")

    a_file(tmp_path, "BÀI.JSON")
    monkeypatch.setattr(Path, "read_text", forbidden)
    assert said(tmp_path) == ["BÀI.JSON: không có quyền đọc"]
    monkeypatch.setattr(Path, "iterdir", broken)
    assert said(tmp_path) == [f"{tmp_path}: không đọc được (Input/output error)"]


def test_a_file_name_of_an_old_computer_can_be_printed(tmp_path):
    (tmp_path / os.fsdecode(b"b\xb5i\n.json")).write_text("")
    assert said(tmp_path) == ["b�i .json: không phải JSON hợp lệ (dòng 1, cột 1)"]


@pytest.mark.django_db
def test_one_broken_file_keeps_all_others_out(home, tmp_path):
    before = rows()
    a_file(five_files(tmp_path), "seed-002-b.json", id="x", views="-5")
    lines = refusal(tmp_path)
    assert lines == ["seed-002-b.json: views: phải là số nguyên không âm", "1 lỗi; không lưu bài nào."]
    assert rows() == before


@pytest.mark.django_db
def test_what_only_the_site_can_refuse_takes_all_back(home):
    dating = find_dating("16/09/2021", "", [])
    articles = [
        OldArticle(f"{name}.json", name, title, ["Đoạn."], dating, views=5, visits=5)
        for name, title in [("a", "Bài đúng"), ("b", "!!!"), ("c", "Bài đúng"), ("d", "d" * 300)]
    ]
    before, told = rows(), []
    with pytest.raises(ImportRefusedError) as refused:
        store_articles(articles, column(), told.append)
    assert [(problem.place, problem.field) for problem in refused.value.problems] == [
        ("b.json", "title"),
        ("d.json", "title"),
    ]
    assert told == ["a.json: Bài đúng", "c.json: Bài đúng"]
    assert rows() == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (DataError("value too\nlong"), "cơ sở dữ liệu không nhận (value too long)"),
        (ValidationError("Trang này không nhận."), "Trang này không nhận."),
    ],
)
def test_what_the_database_refuses_is_told_by_its_file(home, tmp_path, monkeypatch, error, sentence):
    publish = storing.publish_as_of

    def refuse_the_third(article, *args):
        if article.import_id == FIVE[2]["id"]:
            raise error
        return publish(article, *args)

    before = rows()
    monkeypatch.setattr(storing, "publish_as_of", refuse_the_third)
    assert refusal(five_files(tmp_path)) == [f"seed-002.json: {sentence}", "1 lỗi; không lưu bài nào."]
    assert rows() == before


CHARACTERS = st.characters() | st.sampled_from("\ud800\udfff\x00\u0323\u00a0\u2028<&/-()0129")
TEXTS = st.text(CHARACTERS, max_size=30) | st.sampled_from(
    ["(a) – b", "BBT", "Đăng bởi : x", "1/1/2021", "2021-01-01T00:00Z", "http://a.vn", "http://[", "69.534", "năm 2018"]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=12,
)
FIELDS = st.sampled_from([*OFFICE_LETTER, "content", "source"])
CHANGES = st.dictionaries(FIELDS, VALUES | st.lists(TEXTS, max_size=4), max_size=6)


@settings(max_examples=150)
@given(changes=CHANGES)
def test_no_value_in_a_file_breaks_the_reader(tmp_path, changes):
    a_file(tmp_path, **changes)
    try:
        read_folder(tmp_path)
    except ImportRefusedError as refused:
        assert all(str(problem).encode() and problem.message for problem in refused.problems)


@settings(max_examples=60)
@given(content=st.binary(max_size=200) | VALUES.map(lambda value: json.dumps(value).encode()))
def test_no_content_of_a_file_breaks_the_reader(tmp_path, content):
    (tmp_path / "bai.json").write_bytes(content)
    with pytest.raises(ImportRefusedError):
        read_folder(tmp_path)


@pytest.mark.django_db
@settings(max_examples=20)
@given(fields=st.fixed_dictionaries({}, optional=dict.fromkeys(OFFICE_LETTER, TEXTS)), body=st.lists(TEXTS))
def test_what_the_reader_lets_through_the_site_can_store(home, tmp_path, fields, body):
    a_file(tmp_path, **{**fields, "body": body, "captions": body[1:2]})
    try:
        articles = read_folder(tmp_path)
    except ImportRefusedError:
        return
    assert len(store_articles(articles, column(), str, dry_run=True).new) == 1
    assert not ArticlePage.objects.exists()
