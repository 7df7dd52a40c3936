"""What is pasted, on the server's side: cleaned for the editor, tidied as it is stored, asked about where it is old."""

import json
import unicodedata
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from foundations.uploads.collections import get_collection
from foundations.uploads.models import Picture
from news.checks.content_faults import find_faults, render_warning
from news.models import ArticlePage
from news.paragraphs import tidy_html
from tests.builders import a_board_member, a_desk, an_article, an_editor

OLD = "§éc lËp - Tù do - H¹nh phóc cña nh©n d©n"
NEW = "Độc lập - Tự do - Hạnh phúc của nhân dân"
pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(home):
    return a_desk()


def paste(client, **pasted):
    return client.post(reverse("news_cleaned_paste"), json.dumps(pasted), content_type="application/json")


def photograph(size=(64, 40), kind="JPEG") -> bytes:
    content = BytesIO()
    Image.new("RGB", size, "#7d1a1d").save(content, kind)
    return content.getvalue()


@pytest.mark.parametrize(
    ("stored", "kept"),
    [
        ('<p data-block-key="a">Một</p><p data-block-key="b"></p>', '<p data-block-key="a">Một</p>'),
        ("<p>\u00a0<b> </b><br/></p><h2>&nbsp;</h2><p>Hai</p>", "<p>Hai</p>"),
        ("<p> Một \u00a0&nbsp;  hai<br/></p>", "<p>Một hai</p>"),
        ("<ul><li>a</li><li> </li></ul><ol><li></li></ol>", "<ul><li>a</li></ul>"),
        ("<p>a</p><hr/><p>b</p>", "<p>a</p><hr/><p>b</p>"),
        ("<p>a<br/>b</p>", "<p>a<br/>b</p>"),
        ("<p></p>", "<p></p>"),
        (unicodedata.normalize("NFD", "<p>Đẩy m\u00adạnh</p>"), "<p>Đẩy mạnh</p>"),
    ],
)
def test_a_paragraph_is_tidied_as_it_is_stored(stored, kept):
    assert tidy_html(stored) == kept
    assert tidy_html(kept) == kept


def test_the_form_stores_a_tidy_paragraph_without_any_script():
    block = ArticlePage.body.field.stream_block.child_blocks["paragraph"]
    lines = [
        {"key": str(at), "text": text, "type": "unstyled", "depth": 0}
        for at, text in enumerate(["Một\u00a0 hai", "", " "])
    ]
    lines = [{**line, "inlineStyleRanges": [], "entityRanges": []} for line in lines]
    value = block.value_from_datadict({"p": json.dumps({"blocks": lines, "entityMap": {}})}, {}, "p")
    assert value.source == '<p data-block-key="0">Một hai</p>'


def test_pasted_html_comes_back_in_parts(client, desk):
    client.force_login(an_editor(desk))
    html = "<p class=MsoNormal>Một&nbsp; hai</p><p><img src='file:///C:/a/clip_image001.png'></p><table><tr><td>A<td>B<tr><td>1<td>2</table>"
    text, picture, table = paste(client, html=html).json()["parts"]
    assert (text["type"], text["html"]) == ("paragraph", "<p>Một hai</p>")
    assert json.loads(text["value"])["blocks"][0]["text"] == "Một hai"
    assert picture["lost"] == "Ảnh trong văn bản dán vào: clip_image001.png"
    assert [column["type"] for column in table["value"]["table"]["columns"]] == ["number", "number"]


def test_an_old_encoding_is_told_with_its_lines_before_and_after(client, desk):
    client.force_login(an_editor(desk))
    answer = paste(client, html=f"<p>{OLD}</p><p>Đã đúng.</p>").json()
    assert answer["parts"][0]["html"] == f"<p>{OLD}</p><p>Đã đúng.</p>"
    assert answer["old"]["lines"] == [[OLD, NEW]]
    assert answer["old"]["parts"][0]["html"] == f"<p>{NEW}</p><p>Đã đúng.</p>"
    assert paste(client, text=OLD).json()["old"]["text"] == NEW
    assert "old" not in paste(client, text="Cô Lê có bà là má.").json()


def test_pasting_is_for_those_who_may_enter_and_only_by_post(client, desk):
    assert paste(client, text=OLD).status_code == 302
    client.force_login(an_editor(desk))
    assert client.get(reverse("news_cleaned_paste")).status_code == 405
    for body in ("", "[]", "{"):
        answer = client.post(reverse("news_cleaned_paste"), body, content_type="application/json")
        assert answer.status_code == 400


def upload(client, content, name="anh.jpg", **more):
    return client.post(reverse("news_pasted_picture"), {"file": SimpleUploadedFile(name, content), **more})


def test_a_pasted_picture_goes_to_the_collection_of_the_desk(client, desk):
    article = an_article(desk)
    client.force_login(an_editor(desk))
    for number in (desk.pk, article.pk):
        answer = upload(client, photograph(), title="Hội nghị", page=number).json()
        picture = Picture.objects.get(pk=answer["value"]["id"])
        assert (picture.title, picture.collection) == ("Hội nghị", get_collection(desk.unit))
        assert answer["value"]["preview"]["url"]


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"<svg/>", photograph()[:200], photograph(kind="BMP")])
def test_what_is_no_good_picture_is_refused_in_a_sentence(client, desk, content):
    client.force_login(a_board_member())
    answer = upload(client, content)
    assert answer.status_code == 400
    assert answer.json()["error"]
    assert not Picture.objects.exists()


def test_a_draft_in_an_old_encoding_is_warned_of(desk):
    body = json.dumps([{"type": "paragraph", "value": f"<p>{OLD}</p>"}])
    found = find_faults(an_article(desk, title=OLD, body=body))
    assert [fault.kind for fault in found] == ["old-encoding", "old-encoding"]
    assert "Chuyển sang Unicode" in render_warning(found)
    assert not find_faults(an_article(desk))
