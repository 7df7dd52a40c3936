"""Makes thirty-odd Word files of many kinds by LibreOffice: `python tests/word_files/kinds.py`.

It needs Debian's libreoffice-writer and libreoffice-math; the files are kept, so that tests do not.
Texts and names are invented.
"""

import subprocess
import tempfile
from pathlib import Path
from shutil import copy

from open_documents import (
    AUTOMATIC,
    COMMENT,
    CONTENTS,
    FIELDS,
    FOOT,
    FRACTION,
    HEADS,
    LISTS,
    MORE,
    RUBY,
    SHAPES,
    SPACES,
    TEXT,
    TITLE,
    TRACKED,
    WIDE,
    box,
    formula,
    h,
    items,
    note,
    office,
    p,
    picture,
    span,
    table,
)

FOLDER = Path(__file__).parent / "kinds"
DOCUMENTS = {
    "tin-thuong": TITLE + p(TEXT, "dam") + p(MORE) + h("Kết quả", 2) + p(TEXT) + h("Nhỏ hơn", 3) + p(MORE),
    "danh-sach-so": TITLE + items("so", "Nộp hồ sơ.", "Trả phí.", "Nhận kết quả.") + p(TEXT),
    "danh-sach-tiep": TITLE
    + items("so", "Một.", "Hai.")
    + p(TEXT)
    + items("so", "Ba.", more='text:continue-numbering="true"'),
    "danh-sach-la-ma": TITLE
    + items("la-ma", "Kết quả", items("la-ma", "Việc thứ nhất", items("la-ma", "Ý nhỏ"), "Việc thứ hai"), "Hạn chế"),
    "danh-sach-1-1": TITLE + items("so", "Chung", items("so", "Phạm vi", items("so", "Cả tỉnh"), "Đối tượng"), "Riêng"),
    "danh-sach-chu": TITLE + items("chu", "Điểm y", "Điểm z", "Điểm sau z", "Điểm nữa") + p(TEXT),
    "danh-sach-dieu": TITLE
    + items("chuong", "Quy định chung")
    + items("dieu", "Phạm vi", items("dieu", "Khoản một", "Khoản hai"), "Đối tượng")
    + p(TEXT),
    "danh-sach-tu-nam": TITLE + items("tu-nam", "Việc năm", "Việc sáu") + p(TEXT),
    "danh-sach-cham": TITLE + items("cham", "Một", items("cham", "Con"), "Hai") + p(TEXT),
    "de-muc-co-so": TITLE
    + items("la-ma", h("Kết quả", 2))
    + p(TEXT)
    + items("la-ma", h("Hạn chế", 2), more='text:continue-numbering="true"')
    + p(MORE),
    "bang-hai-dong-tieu-de": TITLE + p("Bảng 1. Kết quả chấm điểm") + HEADS + p(TEXT),
    "bang-o-gop": TITLE
    + table(
        ["TT", "Đơn vị", "Ghi chú"], [("Tổng cộng", 2, 1), "10"], ["1", ("Sở A", 1, 2), "x"], ["2", (None, 1, 1), "y"]
    )
    + p(TEXT),
    "bang-trong-bang": TITLE
    + table(
        ["Việc", "Nơi làm"],
        ["Cấp đổi", table(["Xã", "Ngày"], ["Đăk Hà", "thứ hai"], heads=0) + p("theo lịch")],
        ["Trả kết quả", "Bưu điện"],
    )
    + p(TEXT),
    "bang-40-cot": TITLE + table(WIDE, [str(at) for at in range(40)]) + p(TEXT),
    "bang-co-danh-sach": TITLE
    + table(
        ["Việc", "Hồ sơ"],
        ["Khai sinh", items("so", "Tờ khai", "Giấy chứng sinh")],
        ["Kết hôn", items("cham", "Tờ khai", "Giấy xác nhận")],
    )
    + p(TEXT),
    "bang-co-anh": TITLE
    + table(["Tên", "Ảnh", "Điểm"], ["Sở A", p(picture("#246")), "9"], ["Sở B", "", "8"])
    + p(TEXT),
    "bang-tu-danh-so": TITLE
    + table(
        ["TT", "Đơn vị"], [items("so", ""), "Sở A"], [items("so", "", more='text:continue-numbering="true"'), "Sở B"]
    )
    + p(TEXT),
    "chu-thich-cuoi": TITLE
    + p(
        "Theo báo cáo"
        + note("footnote", 1, "Báo cáo số 45/BC-UBND.")
        + " và số liệu"
        + note("endnote", 2, "Cục Thống kê.")
        + "."
    )
    + p(TEXT),
    "dau-trang-chan-trang": TITLE + p(TEXT) + p(MORE, "sang-trang"),
    "nhan-xet": TITLE + p("Tỷ lệ tăng" + COMMENT.format(p("Xem lại số này")) + " đều.") + p(TEXT),
    "thay-doi": TRACKED + TITLE + p('Tỷ lệ đạt <text:change text:change-id="c1"/>95%.') + p(TEXT),
    "hop-van-ban": TITLE + p(box("Chữ trong hộp", "Dòng thứ hai") + TEXT) + p(MORE),
    "hinh-ve": TITLE + p(SHAPES + TEXT) + p(MORE),
    "muc-luc": TITLE + CONTENTS + h("Kết quả", 2) + p(TEXT) + h("Hạn chế", 2) + p(MORE),
    "truong": TITLE + p(FIELDS) + p(TEXT),
    "cong-thuc": TITLE + p("Tỷ lệ là " + formula(FRACTION) + " theo quy định.") + p(TEXT),
    "anh": TITLE
    + p(picture("#632"))
    + p("Hình 1. Bộ phận một cửa", "nghieng-giua")
    + p(picture("#175", "GIF"))
    + p(TEXT),
    "chu-cai-lon": TITLE + p(TEXT, "chu-lon") + p(MORE),
    "chu-an-chu-gach": TITLE
    + p(
        "Mức thu "
        + span("gach", "50.000 đồng")
        + " nay là 40.000 đồng"
        + span("an", " ghi chú riêng ")
        + ", m"
        + span("tren", "2")
        + "."
    )
    + p(TEXT),
    "cot-va-ngat": TITLE
    + '<text:section text:style-name="cot" text:name="C">'
    + p(TEXT)
    + p("Dòng một<text:line-break/>Dòng hai<text:tab/>sau tab")
    + "</text:section>"
    + p(MORE, "sang-trang"),
    "ky-hieu": TITLE + p("thủ‑tục hành\u00adchính ✓ → ≥ 5 🙂 " + RUBY + " Ƀahnar") + p(TEXT),
    "bao-cao": office("SỞ NỘI VỤ", "123/BC-SNV", "Quảng Ngãi, ngày 05 tháng 11 năm 2026")
    + p("BÁO CÁO", "giua-dam")
    + p("Kết quả cải cách hành chính tháng 10 năm 2026", "giua-dam")
    + p("Kính gửi: Bộ Nội vụ.", "giua")
    + p(TEXT)
    + p(MORE)
    + FOOT,
    "cong-van": office("SỞ NỘI VỤ", "45/SNV-CCHC", "Quảng Ngãi, ngày 7 tháng 3 năm 2026").replace(
        "45/SNV-CCHC</text:p>", "45/SNV-CCHC</text:p>" + p("V/v rà soát thủ tục", "giua")
    )
    + p("Kính gửi: Các sở, ban, ngành.", "giua")
    + p(TEXT)
    + FOOT,
    "quyet-dinh": office("SỞ Y TẾ", "      /QĐ-SYT", "Quảng Ngãi, ngày    tháng 11 năm 2026")
    + p("QUYẾT ĐỊNH", "giua-dam")
    + p("Về việc công bố thủ tục hành chính", "giua-dam")
    + p("GIÁM ĐỐC SỞ Y TẾ", "giua-dam")
    + p("Căn cứ Luật Khám bệnh;")
    + p("QUYẾT ĐỊNH:", "giua-dam")
    + items("dieu", "Công bố 3 thủ tục.", "Quyết định có hiệu lực từ ngày ký.")
    + FOOT,
}
MARGINS = (
    f"<style:header>{p('Bản tin cải cách hành chính')}</style:header>"
    f"<style:footer>{p('Trang <text:page-number>1</text:page-number>')}</style:footer>"
)


def document(name: str) -> str:
    spaces = " ".join(f'xmlns:{short}="{address}"' for short, address in SPACES.items())
    headings = "".join(
        f'<style:style style:name="Heading_20_{level}" style:display-name="Heading {level}" style:family="paragraph" '
        f'style:parent-style-name="Standard" style:default-outline-level="{level}" style:class="text"/>'
        for level in (1, 2, 3)
    )
    margins = MARGINS if name == "dau-trang-chan-trang" else ""
    standard = '<style:style style:name="Standard" style:family="paragraph" style:class="text"/>'
    page = '<style:page-layout style:name="P"><style:page-layout-properties fo:page-width="21cm"/></style:page-layout>'
    master = f'<style:master-page style:name="Standard" style:page-layout-name="P">{margins}</style:master-page>'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {spaces} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:styles>{standard}{headings}{''.join(LISTS)}</office:styles>"
        f"<office:automatic-styles>{page}{''.join(AUTOMATIC)}</office:automatic-styles>"
        f"<office:master-styles>{master}</office:master-styles>"
        f"<office:body><office:text>{DOCUMENTS[name]}</office:text></office:body></office:document>"
    )


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for kind in DOCUMENTS:
            (folder / f"{kind}.fodt").write_text(document(kind), encoding="utf-8")
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
        command += ["--convert-to", "docx:MS Word 2007 XML", *sorted(each.name for each in folder.glob("*.fodt"))]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
        for made in folder.glob("*.docx"):
            copy(made, FOLDER)


if __name__ == "__main__":
    main()
