"""The indices every province is measured by, as they are defined; a new site begins with them.

Facts: Quyết định số 876/QĐ-BNV (2022) for PAR INDEX and SIPAS; papi.org.vn; pcivietnam.vn; dti.gov.vn.
"""

from __future__ import annotations

from django.utils.translation import gettext as _
from wagtail.models import Page

from rankings.models import IndexPage, RankingsPage, TemplateCriterion

# Code, name, further headings as they come in official tables.
PAPI = [
    ("C01", "Tham gia của người dân ở cấp cơ sở", "D1;Participation;Participation at Local Levels"),
    ("C02", "Công khai, minh bạch", "D2;Transparency;Transparency of Local Decision-making"),
    ("C03", "Trách nhiệm giải trình với người dân", "D3;Vertical Accountability"),
    (
        "C04",
        "Kiểm soát tham nhũng trong khu vực công",
        "D4;Control of Corruption;Control of Corruption in the Public Sector",
    ),
    ("C05", "Thủ tục hành chính công", "D5;Public Administrative Procedures"),
    ("C06", "Cung ứng dịch vụ công", "D6;Public Service Delivery"),
    ("C07", "Quản trị môi trường", "D7;Environmental Governance"),
    ("C08", "Quản trị điện tử", "D8;E-Governance"),
]
PAPI_PARTS = [
    ("SC11", "Tri thức công dân"),
    ("SC12", "Cơ hội tham gia bầu cử"),
    ("SC13", "Chất lượng bầu cử trưởng thôn"),
    ("SC14", "Đóng góp tự nguyện"),
    ("SC21", "Tiếp cận thông tin"),
    ("SC22", "Công khai danh sách hộ nghèo"),
    ("SC23", "Công khai thu, chi ngân sách cấp xã"),
    ("SC24", "Công khai quy hoạch, khung giá đất"),
    ("SC31", "Hiệu quả tương tác với các cấp chính quyền"),
    ("SC32", "Giải đáp kiến nghị của người dân"),
    ("SC33", "Tiếp cận dịch vụ tư pháp"),
    ("SC41", "Kiểm soát tham nhũng trong chính quyền địa phương"),
    ("SC42", "Kiểm soát tham nhũng trong cung ứng dịch vụ công"),
    ("SC43", "Công bằng trong tuyển dụng vào cơ quan nhà nước"),
    ("SC44", "Quyết tâm chống tham nhũng"),
    ("SC51", "Dịch vụ chứng thực, xác nhận"),
    ("SC52", "Dịch vụ cấp phép xây dựng"),
    ("SC53", "Thủ tục về giấy chứng nhận quyền sử dụng đất"),
    ("SC54", "Thủ tục hành chính về giấy tờ cá nhân"),
    ("SC61", "Y tế công lập"),
    ("SC62", "Giáo dục tiểu học công lập"),
    ("SC63", "Cơ sở hạ tầng căn bản"),
    ("SC64", "An ninh, trật tự"),
    ("SC71", "Nghiêm túc trong bảo vệ môi trường"),
    ("SC72", "Chất lượng không khí"),
    ("SC73", "Chất lượng nước"),
    ("SC81", "Tiếp cận cổng thông tin điện tử"),
    ("SC82", "Tiếp cận và sử dụng Internet"),
    ("SC83", "Phúc đáp qua cổng thông tin điện tử"),
]
PCI = [
    ("gia-nhap", "Gia nhập thị trường", "Chi phí gia nhập thị trường;Chỉ số 1: Chi phí gia nhập thị trường"),
    (
        "dat-dai",
        "Tiếp cận đất đai",
        "Tiếp cận đất đai và sự ổn định trong sử dụng đất;Chỉ số 2: Tiếp cận đất đai và Sự ổn định trong sử dụng đất",
    ),
    ("minh-bach", "Tính minh bạch", "Tính minh bạch và tiếp cận thông tin;Chỉ số 3: Tính minh bạch"),
    (
        "thoi-gian",
        "Chi phí thời gian",
        "Chi phí về thời gian để thực hiện các quy định của Nhà nước;Chỉ số 4: Chi phí thời gian để thực hiện các quy "
        "định của Nhà nước",
    ),
    ("khong-chinh-thuc", "Chi phí không chính thức", "Chỉ số 5: Chi phí không chính thức"),
    ("canh-tranh", "Cạnh tranh bình đẳng", "Ưu đãi đối với DNNN (Môi trường cạnh tranh);Chỉ số 6: Ưu đãi đối với DNNN"),
    (
        "nang-dong",
        "Tính năng động",
        "Tính năng động và tiên phong của lãnh đạo tỉnh;Chỉ số 7: Tính năng động và tiên phong của chính quyền tỉnh",
    ),
    (
        "ho-tro",
        "Hỗ trợ doanh nghiệp",
        "Chính sách hỗ trợ doanh nghiệp;Chính sách phát triển khu vực kinh tế tư nhân;Chỉ số 8: Chính sách phát triển "
        "khu vực KTTN",
    ),
    ("dao-tao", "Đào tạo lao động", "Chỉ số 9: Đào tạo lao động"),
    ("phap-ly", "Thiết chế pháp lý", "Chỉ số 10: Thiết chế pháp lý"),
]
PAR = [
    ("chi-dao", "Công tác chỉ đạo, điều hành cải cách hành chính"),
    ("the-che", "Cải cách thể chế"),
    ("tthc", "Cải cách thủ tục hành chính"),
    ("bo-may", "Cải cách tổ chức bộ máy hành chính nhà nước"),
    ("cong-vu", "Cải cách chế độ công vụ"),
    ("tai-chinh", "Cải cách tài chính công"),
    ("so", "Xây dựng và phát triển chính quyền điện tử, chính quyền số"),
    ("tac-dong", "Tác động của cải cách hành chính"),
]
DTI = [
    ("nhan-thuc", "Nhận thức số"),
    ("the-che-so", "Thể chế số"),
    ("ha-tang", "Hạ tầng số"),
    ("nhan-luc", "Nhân lực số"),
    ("an-toan", "An toàn thông tin mạng"),
    ("chinh-quyen", "Hoạt động chính quyền số"),
    ("kinh-te", "Hoạt động kinh tế số"),
    ("xa-hoi", "Hoạt động xã hội số"),
]
SIPAS = [
    ("tiep-can", "Tiếp cận dịch vụ"),
    ("thu-tuc", "Thủ tục hành chính"),
    ("cong-chuc", "Công chức giải quyết công việc"),
    ("ket-qua", "Kết quả dịch vụ"),
    ("phan-anh", "Tiếp nhận, giải quyết góp ý, phản ánh, kiến nghị"),
]
INDICES = [
    {
        "slug": "par-index",
        "title": "Chỉ số cải cách hành chính (PAR INDEX)",
        "short_name": "PAR INDEX",
        "publisher": "Bộ Nội vụ",
        "scale_max": 100,
        "decimals": 2,
        "website": "https://moha.gov.vn",
        "criteria": [(code, name, "") for code, name in PAR],
    },
    {
        "slug": "sipas",
        "title": "Chỉ số hài lòng về sự phục vụ hành chính (SIPAS)",
        "short_name": "SIPAS",
        "publisher": "Bộ Nội vụ",
        "scale_max": 100,
        "decimals": 2,
        "website": "https://moha.gov.vn",
        "criteria": [(code, name, "") for code, name in SIPAS],
    },
    {
        "slug": "papi",
        "title": "Chỉ số hiệu quả quản trị và hành chính công cấp tỉnh (PAPI)",
        "short_name": "PAPI",
        "publisher": "UNDP, CECODES, RTA và Mặt trận Tổ quốc Việt Nam",
        "scale_max": 80,
        "decimals": 2,
        "website": "https://papi.org.vn",
        "criteria": PAPI,
        "criterion_maximum": 10,
        "parts": PAPI_PARTS,
    },
    {
        "slug": "pci",
        "title": "Chỉ số năng lực cạnh tranh cấp tỉnh (PCI)",
        "short_name": "PCI",
        "publisher": "Liên đoàn Thương mại và Công nghiệp Việt Nam (VCCI)",
        "scale_max": 100,
        "decimals": 2,
        "is_weighted": True,
        "website": "https://pcivietnam.vn",
        "criteria": PCI,
        "criterion_maximum": 10,
    },
    {
        "slug": "dti",
        "title": "Chỉ số chuyển đổi số (DTI)",
        "short_name": "DTI",
        "publisher": "Bộ Khoa học và Công nghệ",
        "scale_max": 1,
        "decimals": 4,
        "website": "https://dti.gov.vn",
        "criteria": [(code, name, "") for code, name in DTI],
    },
    {
        "slug": "chi-so-noi-bo",
        "title": "Chỉ số cải cách hành chính của các cơ quan, địa phương trong tỉnh",
        "short_name": "CCHC nội bộ",
        "publisher": "Ủy ban nhân dân tỉnh",
        "scale_max": None,
        "decimals": None,
        "website": "",
        "criteria": [],
    },
]


def make_rankings(home: Page) -> RankingsPage:
    """The page of rankings below the home page with the ready-made indices; made only if it is missing."""
    hub = RankingsPage.objects.first()
    if hub is not None:
        return hub
    hub = RankingsPage(title=_("Xếp hạng"), slug="xep-hang", show_in_menus=True)
    home.add_child(instance=hub)
    hub.save_revision().publish()
    for definition in INDICES:
        make_index(hub, definition)
    return hub


def make_index(hub: RankingsPage, definition: dict) -> IndexPage:
    """An index with its criteria."""
    names = ("slug", "title", "short_name", "publisher", "scale_max", "decimals", "website")
    page = IndexPage(is_weighted=definition.get("is_weighted", False), **{name: definition[name] for name in names})
    top = [
        TemplateCriterion(
            code=code, name=name, headings=headings.replace(";", "\n"), maximum=definition.get("criterion_maximum")
        )
        for code, name, headings in definition["criteria"]
    ]
    parts = [
        TemplateCriterion(code=code, name=name, parent_code=f"C0{code[2]}")
        for code, name in definition.get("parts", [])
    ]
    page.template_criteria = [*top, *parts]
    hub.add_child(instance=page)
    page.save_revision().publish()
    return page
