"""Text of Word and of old fonts pasted into the real editor."""

import base64
import json
import re
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

ARTICLE = """
import json
from tests.builders import an_article
body = json.dumps([{"type": "paragraph", "value": "<p>Trước đó. Sau đó.</p>"}])
print(an_article(title="Dán thử", lead="Tóm lược.", body=body).pk)
"""
WORD = """<html><head><style>p.MsoNormal {margin:0}</style></head><body><!--StartFragment-->
<h1>Ke\u0302\u0301t qua\u0309<o:p></o:p></h1>
<p class=MsoNormal><b style='mso-bidi-font-weight:normal'><span
style='font-family:"Times New Roman";color:red'>Ngày   24/01,</span>
</b>UBND&nbsp;&nbsp;tỉnh họp.<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·&nbsp;</span>Một</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·&nbsp;</span>Hai</p>
<!--EndFragment--></body></html>"""
PASTE = """([html, text]) => {
    const data = new DataTransfer();
    if (html) data.setData("text/html", html);
    data.setData("text/plain", text);
    document.activeElement.dispatchEvent(
        new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""
OLD = "§éc lËp - Tù do - H¹nh phóc cña nh©n d©n"
NEW = "Độc lập - Tự do - Hạnh phúc của nhân dân"


def open_article(page, site):
    """A new article in the editor, the caret in its paragraph."""
    number = int(site.manage("shell", "--no-imports", "-c", ARTICLE).split()[-1])
    page.goto(f"/quan-tri/pages/{number}/edit/")
    text = page.locator("[data-contentpath=body] [contenteditable=true]").first
    text.click()
    return text


def blocks_of(page, number=0):
    """What the form would send of a paragraph: type, text and styles of its lines."""
    state = json.loads(
        page.locator("[data-contentpath=body] input[name$=-value][value^='{']").nth(number).input_value()
    )
    return [
        (block["type"], block["text"], sorted({r["style"] for r in block["inlineStyleRanges"]}))
        for block in state["blocks"]
    ]


def test_text_of_word_comes_in_clean(signed_in, site):
    editor = signed_in("ban-bien-tap")
    text = open_article(editor, site)
    editor.keyboard.press("Control+A")
    editor.keyboard.press("Delete")
    editor.evaluate(PASTE, [WORD, "Kết quả"])
    expect(text).to_contain_text("Hai")
    handed_over = editor.locator("[data-contentpath=body] input[name$=-value]").first
    expect(handed_over).to_have_value(re.compile("Hai"))  # a quarter of a second after the last change
    assert blocks_of(editor) == [
        ("header-two", "Kết quả", []),
        ("unstyled", "Ngày 24/01, UBND tỉnh họp.", ["BOLD"]),
        ("unordered-list-item", "Một", []),
        ("unordered-list-item", "Hai", []),
    ]


@pytest.mark.parametrize(("button", "comes"), [("Chuyển sang Unicode", NEW), ("Giữ nguyên", OLD)])
def test_text_of_old_fonts_is_converted_only_after_asking(signed_in, site, button, comes):
    editor = signed_in("ban-bien-tap")
    text = open_article(editor, site)
    editor.keyboard.press("Control+End")
    editor.evaluate(PASTE, [f"<p><font face='.VnTime'>{OLD}</font></p>", OLD])
    question = editor.get_by_role("dialog", name=re.compile("bảng mã cũ TCVN3"))
    expect(question).to_contain_text(NEW)
    question.get_by_role("button", name=button).click()
    expect(text).to_contain_text(comes)

    title = editor.locator("[name=title]")
    title.fill("")
    editor.evaluate(PASTE, ["", OLD])
    editor.get_by_role("dialog").get_by_role("button", name=button).click()
    expect(title).to_have_value(comes)


def test_bullets_copied_from_a_pdf_are_a_list_and_no_part_of_a_title(signed_in, site):
    editor = signed_in("ban-bien-tap")
    text = open_article(editor, site)
    editor.keyboard.press("Control+A")
    editor.keyboard.press("Delete")
    editor.evaluate(PASTE, ["", "\uf0b7 Một\ufffe cửa\n\uf0a7 Hai"])
    expect(text).to_contain_text("Hai")
    handed_over = editor.locator("[data-contentpath=body] input[name$=-value]").first
    expect(handed_over).to_have_value(re.compile("Hai"))
    assert blocks_of(editor) == [("unordered-list-item", "Một cửa", []), ("unordered-list-item", "Hai", [])]
    title = editor.locator("[name=title]")
    title.fill("")
    editor.evaluate(PASTE, ["", "\uf0b7 Cải\uffff cách"])
    expect(title).to_have_value("Cải cách")


def test_pictures_and_tables_become_blocks_in_their_order(signed_in, site):
    content = BytesIO()
    Image.effect_noise((320, 200), 60).convert("RGB").save(content, "JPEG")
    data = base64.b64encode(content.getvalue()).decode()
    html = (
        f"<p>Đoạn một</p><p><img src='data:image/jpeg;base64,{data}'></p><p><i>Hội nghị. Ảnh: Văn Hiển</i></p>"
        "<p>Đoạn hai</p>"
        "<p>Bảng 1. Điểm</p><table><tr><td>Đơn vị</td><td>Điểm</td></tr>"
        "<tr><td>Sở Nội vụ</td><td>92,44</td></tr></table>"
        "<p><img src='file:///C:/clip_image001.png'></p>"
    )
    editor = signed_in("ban-bien-tap")
    open_article(editor, site)
    editor.keyboard.press("Home")
    for _letter in "Trước đó.":
        editor.keyboard.press("ArrowRight")
    editor.evaluate(PASTE, [html, "Đoạn một"])
    expect(editor.locator(".messages").last).to_contain_text("Hãy điền mô tả")
    shown = editor.evaluate(
        """() => document.querySelector("#body-root").rootBlock.children.map((child) => child.type)"""
    )
    assert shown == ["paragraph", "picture", "paragraph", "table", "lost_picture", "paragraph"]
    body = editor.locator("[data-contentpath=body]")
    expect(body.locator("[contenteditable=true]").first).to_have_text("Trước đó.Đoạn một")
    expect(body.locator("[name$=-caption]").first).to_have_value("Hội nghị.")
    expect(body.locator("[name$=-alt]")).to_have_value("")
    expect(body.locator(".chooser img")).to_be_visible()
    editor.get_by_role("button", name="Lưu").first.click()
    expect(editor.locator(".messages").last).to_contain_text("Dán thử")
    editor.reload()
    kept = [each.inner_text() for each in editor.locator("[data-contentpath=body] [contenteditable=true]").all()]
    assert [" ".join(each.split()) for each in kept] == ["Trước đó.Đoạn một", "Đoạn hai", "Sau đó."]


def test_a_picture_copied_alone_becomes_a_picture_block(signed_in, site):
    content = BytesIO()
    Image.new("RGB", (320, 200), "#123456").save(content, "PNG")
    editor = signed_in("ban-bien-tap")
    open_article(editor, site)
    editor.evaluate(
        """([html, data]) => {
            const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
            const clipboard = new DataTransfer();
            clipboard.setData("text/html", html);
            clipboard.items.add(new File([bytes], "anh.png", {type: "image/png"}));
            document.activeElement.dispatchEvent(
                new ClipboardEvent("paste", {clipboardData: clipboard, bubbles: true, cancelable: true}));
        }""",
        ['<img src="https://vi.du.vn/anh.png">', base64.b64encode(content.getvalue()).decode()],
    )
    expect(editor.locator("[data-contentpath=body] .chooser img")).to_be_visible()
