"""Office documents as Word files, in the ways that offices write them (Nghị định 30/2020/NĐ-CP). Texts are invented."""

import unicodedata

from tests.news.word_builders import line

NATION = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
BODY = line("Thực hiện Kế hoạch số 45/KH-UBND ngày 10/01/2026, Ủy ban nhân dân xã A báo cáo kết quả như sau.") + line(
    "Bộ phận một cửa tiếp nhận 1.200 hồ sơ."
)


def lines(*texts, bold=False, centred=True):
    return "".join(line(text, bold=bold, centred=centred) for text in texts)


def cell(*paragraphs):
    return f"<w:tc>{''.join(paragraphs)}</w:tc>"


def rows(*cells):
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in (''.join(each) for each in cells))}</w:tbl>"


def tabbed(*texts):
    runs = "<w:r><w:tab/></w:r>".join(f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' for text in texts)
    return f"<w:p>{runs}</w:p>"


def head(agency, number, place, *, above="UBND TỈNH QUẢNG NGÃI", nation=NATION, below=()):
    left = cell(lines(above), lines(agency, bold=True), lines(number), lines(*below))
    return rows([left, cell(lines(*nation, bold=True), lines(place))])


FOOT = rows(
    [
        cell(line("Nơi nhận:", bold=True), line("- Như trên;"), line("- Lưu: VT.")),
        cell(lines("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", bold=True), lines("(Đã ký)", "Nguyễn Văn A")),
    ]
)
REPORT = head("SỞ NỘI VỤ", "Số: 123/BC-SNV", "Quảng Ngãi, ngày 5 tháng 11 năm 2026")
REPORT += lines("BÁO CÁO", "Kết quả công tác cải cách hành chính", "6 tháng đầu năm 2026", bold=True) + lines("-------")
REPORT += line("Kính gửi: Bộ Nội vụ.", centred=True) + BODY + FOOT
IN_ONE_PARAGRAPH = (
    '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>BÁO CÁO</w:t><w:br/>'
    "<w:t>Kết quả rà soát thủ tục hành chính</w:t></w:r></w:p>"
)
# By name: the body, and title, number, day and agency as they must come out.
DOCUMENTS = {
    "a report": (
        REPORT,
        "Báo cáo kết quả công tác cải cách hành chính 6 tháng đầu năm 2026",
        ("123/BC-SNV", "2026-11-05", "Sở Nội vụ"),
    ),
    "a report in decomposed letters": (
        unicodedata.normalize("NFD", REPORT),
        "Báo cáo kết quả công tác cải cách hành chính 6 tháng đầu năm 2026",
        ("123/BC-SNV", "2026-11-05", "Sở Nội vụ"),
    ),
    "a letter": (
        rows(
            [cell(lines("ỦY BAN NHÂN DÂN"), lines("XÃ A", bold=True), lines("-------")), cell(lines(*NATION))],
            [
                cell(lines("Số: 45/UBND-VP", "V/v tăng cường kỷ luật,", "kỷ cương hành chính")),
                cell(lines("Xã A, ngày 07 tháng 3 năm 2026")),
            ],
        )
        + line("Kính gửi:", centred=True)
        + line("- Các phòng chuyên môn;")
        + line("- Các thôn trên địa bàn xã.")
        + BODY
        + FOOT,
        "Tăng cường kỷ luật, kỷ cương hành chính",
        ("45/UBND-VP", "2026-03-07", "Ủy ban nhân dân xã A"),
    ),
    "a decision, old spelling": (
        rows(
            [
                cell(lines("ỦY BAN NHÂN DÂN"), lines("TỈNH QUẢNG NGÃI", bold=True)),
                cell(lines("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập – Tự do – Hạnh phúc")),
            ],
            [cell(lines("Số: 37/QĐ-UBND")), cell(lines("Quảng Ngãi, ngày 24 tháng 01 năm 2026"))],
        )
        + lines("QUYẾT ĐỊNH", "Về việc phê duyệt Chỉ số cải cách hành chính năm 2025", bold=True)
        + lines("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH QUẢNG NGÃI", bold=True)
        + BODY
        + FOOT,
        "Quyết định về việc phê duyệt Chỉ số cải cách hành chính năm 2025",
        ("37/QĐ-UBND", "2026-01-24", "Ủy ban nhân dân tỉnh Quảng Ngãi"),
    ),
    "a plan, all lines below each other": (
        lines("ỦY BAN NHÂN DÂN XÃ A", *NATION, "Số: 12/KH-UBND", "Xã A, ngày 05 tháng 11 năm 2026")
        + lines("KẾ HOẠCH", "Cải cách hành chính năm 2026", bold=True)
        + BODY
        + lines("Nơi nhận:", "- Như trên;", "- Lưu: VT.", centred=False)
        + lines("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Thị Bích Ngọc"),
        "Kế hoạch cải cách hành chính năm 2026",
        ("12/KH-UBND", "2026-11-05", "Ủy ban nhân dân xã A"),
    ),
    "a notice with tabs": (
        tabbed("UBND XÃ A", NATION[0])
        + tabbed("PHÒNG VĂN HÓA - XÃ HỘI", NATION[1])
        + tabbed("Số: 07/TB-VHXH", "A, ngày 02 tháng 12 năm 2026")
        + lines("THÔNG BÁO", "Về việc tiếp nhận hồ sơ trực tuyến", bold=True)
        + BODY
        + tabbed("Nơi nhận:", "TRƯỞNG PHÒNG")
        + tabbed("- UBND xã;", "")
        + tabbed("- Lưu.", "Lê Văn C"),
        "Thông báo về việc tiếp nhận hồ sơ trực tuyến",
        ("07/TB-VHXH", "2026-12-02", "Phòng Văn hóa - Xã hội"),
    ),
    "a report with blanks, its number open": (
        line(f"UBND XÃ A               {NATION[0]}")
        + line(f"                             {NATION[1]}")
        + line("Số:      /BC-UBND             Xã A, ngày     tháng 11 năm 2026")
        + lines("BÁO CÁO", "Tình hình cải cách hành chính quý III năm 2026", bold=True)
        + BODY,
        "Báo cáo tình hình cải cách hành chính quý III năm 2026",
        None,
    ),
    "a report of the Party": (
        rows(
            [
                cell(lines("ĐẢNG BỘ TỈNH QUẢNG NGÃI"), lines("ĐẢNG ỦY XÃ A", bold=True), lines("*", "Số 15-BC/ĐU")),
                cell(lines("ĐẢNG CỘNG SẢN VIỆT NAM", bold=True), lines("Xã A, ngày 05 tháng 11 năm 2026")),
            ]
        )
        + lines("BÁO CÁO", "kết quả thực hiện Nghị quyết số 18-NQ/TW", bold=True)
        + lines("-----")
        + BODY
        + rows(
            [
                cell(line("Nơi nhận:"), line("- Thường trực Tỉnh ủy,"), line("- Lưu Văn phòng Đảng ủy.")),
                cell(lines("T/M ĐẢNG ỦY", "BÍ THƯ", "Phạm Văn D")),
            ]
        ),
        "Báo cáo kết quả thực hiện Nghị quyết số 18-NQ/TW",
        ("15-BC/ĐU", "2026-11-05", "Đảng ủy xã A"),
    ),
    "an invitation": (
        head("VĂN PHÒNG HĐND VÀ UBND", "Số: 31/GM-VP", "Xã A, ngày 01 tháng 6 năm 2026", above="UBND XÃ A")
        + lines("GIẤY MỜI", "Họp giao ban công tác cải cách hành chính", bold=True)
        + BODY
        + rows([cell(line("Nơi nhận:"), line("- Như trên;")), cell(lines("CHÁNH VĂN PHÒNG", "Đỗ Thị E"))]),
        "Giấy mời họp giao ban công tác cải cách hành chính",
        ("31/GM-VP", "2026-06-01", "Văn phòng HĐND và UBND"),
    ),
    "kind and subject in one paragraph": (
        head("SỞ TƯ PHÁP", "Số: 9/BC-STP", "Quảng Ngãi, ngày 30/10/2026") + IN_ONE_PARAGRAPH + BODY,
        "Báo cáo kết quả rà soát thủ tục hành chính",
        ("9/BC-STP", "2026-10-30", "Sở Tư pháp"),
    ),
    "a subject in capitals, the day on its own line": (
        lines("SỞ Y TẾ", NATION[0], "ĐỘC LẬP - TỰ DO - HẠNH PHÚC", "__________")
        + lines("Quảng Ngãi, ngày 9 tháng 9 năm 2026", "SỐ: 88/TB-SYT")
        + lines("THÔNG BÁO", "KẾT QUẢ ĐÁNH GIÁ CHỈ SỐ HÀI LÒNG NĂM 2026", bold=True)
        + BODY,
        "THÔNG BÁO KẾT QUẢ ĐÁNH GIÁ CHỈ SỐ HÀI LÒNG NĂM 2026",
        ("88/TB-SYT", "2026-09-09", "Sở Y tế"),
    ),
    "a letter without a number": (
        lines("SỞ TÀI CHÍNH", *NATION)
        + line("V/v đăng ký nhu cầu đào tạo năm 2027")
        + line("Kính gửi: Các đơn vị trực thuộc Sở.")
        + BODY,
        "Đăng ký nhu cầu đào tạo năm 2027",
        None,
    ),
    "an urgent draft of a resolution": (
        head(
            "XÃ A",
            "Số:       /NQ-HĐND",
            "Xã A, ngày      tháng      năm 2026",
            above="HỘI ĐỒNG NHÂN DÂN",
            below=["DỰ THẢO"],
        )
        + lines("NGHỊ QUYẾT", "Về nhiệm vụ phát triển kinh tế - xã hội năm 2027", bold=True)
        + BODY,
        "Nghị quyết về nhiệm vụ phát triển kinh tế - xã hội năm 2027",
        None,
    ),
    "a proposal, signed above its recipients": (
        lines("SỞ NỘI VỤ", *NATION, "Số: 5/TTr-SNV")
        + lines("TỜ TRÌNH", "Về việc ban hành Kế hoạch cải cách hành chính", bold=True)
        + line("Kính gửi: UBND tỉnh.")
        + BODY
        + lines("GIÁM ĐỐC", "(Ký tên, đóng dấu)", "Nguyễn Thị F")
        + line("Nơi nhận:")
        + line("Như trên;", number=(2, 0))
        + line("Lưu: VT.", number=(2, 0)),
        "Tờ trình về việc ban hành Kế hoạch cải cách hành chính",
        ("5/TTr-SNV", None, "Sở Nội vụ"),
    ),
    "a programme in spaced letters, small ones below": (
        head("UBND PHƯỜNG KON TUM", "Số: 9/CTr-UBND", "Kon Tum, ngày 3/4/2026", above="")
        + lines("C H Ư Ơ N G   T R Ì N H", bold=True)
        + lines("công tác quý II")
        + BODY,
        "Chương trình công tác quý II",
        ("9/CTr-UBND", "2026-04-03", "UBND phường Kon Tum"),
    ),
    "a notice whose year stands in the number": (
        head("SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "Số: 118/2026/TB-SVHTTDL", "Quảng Ngãi, ngày 1 tháng 2 năm 2026")
        + lines("THÔNG BÁO", bold=True)
        + lines("V/v tuyển dụng viên chức", bold=True)
        + BODY,
        "Thông báo về việc tuyển dụng viên chức",
        ("118/2026/TB-SVHTTDL", "2026-02-01", "Sở Văn hóa, Thể thao và Du lịch"),
    ),
}
