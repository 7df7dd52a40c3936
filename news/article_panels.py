"""The panels of the article form, in writing order; rarely used ones are collapsed at the end.

Help texts say what readers will see and give an example, for first-time writers.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from foundations.counters.panels import ViewsPanel
from foundations.vietnamese.titles import TitlePanel
from news.checks.before_submission import BeforeSubmissionPanel

FOLDED = "collapsed"

WRITING = [
    TitlePanel(
        "title",
        placeholder=_("Tiêu đề bài viết"),
        help_text=_("Nói việc gì, ở đâu; viết như câu thường. Ví dụ: Phường Thống Nhất trả kết quả hộ tịch tại nhà"),
    ),
    FieldPanel(
        "lead",
        help_text=_(
            "Một, hai câu từ 20 đến 60 chữ: ai làm gì, khi nào, kết quả ra sao. Hiển thị đậm đầu bài, trong danh sách "
            "và trên máy tìm kiếm. Ví dụ: Từ ngày 1/7, bộ phận một cửa nhận hồ sơ cả sáng thứ Bảy; tháng đầu đã "
            "giải quyết 320 hồ sơ, không hồ sơ nào trễ hẹn."
        ),
    ),
    MultiFieldPanel(
        [
            FieldPanel("cover", help_text=_("Ảnh ngang, rõ việc. Cũng là ảnh hiện ra khi chia sẻ bài.")),
            FieldPanel(
                "cover_alt",
                help_text=_("Cho người không nhìn thấy ảnh. Ví dụ: Công chức hướng dẫn người dân điền tờ khai."),
            ),
            FieldPanel(
                "cover_caption",
                help_text=_("Hiện dưới ảnh, kèm người chụp. Ví dụ: Bộ phận một cửa ngày 2/7. Ảnh: Lê Thu"),
            ),
        ],
        heading=_("Ảnh đại diện"),
    ),
    FieldPanel(
        "body",
        help_text=_(
            "Bấm dấu cộng để thêm đoạn văn, ảnh, bảng, trích dẫn, văn bản được dẫn hoặc tệp đính kèm; kéo để đổi chỗ."
        ),
    ),
    MultiFieldPanel(
        [
            InlinePanel(
                "authors",
                label=_("tác giả"),
                help_text=_("Tên của bạn đã điền sẵn; sửa, thêm hoặc bỏ tùy bài. Ví dụ: Nguyễn Thị Nhàn"),
            ),
            FieldPanel("byline", help_text=_("Ký tên chung thay cho từng người. Ví dụ: BBT, Ban biên tập.")),
        ],
        heading=_("Tác giả, bút danh"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("origin", help_text=_("Chọn “Đăng lại” nếu bài đã đăng ở nơi khác; khi đó phải ghi nguồn.")),
            FieldRowPanel(
                [
                    FieldPanel("source", help_text=_("Nơi đã đăng trước. Ví dụ: Báo Kon Tum")),
                    FieldPanel("source_url", help_text=_("Chép từ thanh địa chỉ. Ví dụ: https://baokontum.com.vn/…")),
                ]
            ),
        ],
        heading=_("Nguồn"),
    ),
]

MORE = [
    MultiFieldPanel(
        [
            FieldPanel("kind", help_text=_("“Tin” ngắn, nêu việc; “Bài” dài, có phân tích; “Tin ảnh” chủ yếu là ảnh.")),
            FieldPanel("tags", help_text=_("Hai đến năm từ khóa. Ví dụ: dịch vụ công trực tuyến, một cửa")),
            FieldPanel("unit", help_text=_("Tại trang của đơn vị, ô này điền sẵn và không đổi được.")),
            FieldPanel("dateline", help_text=_("Nơi hoặc báo đưa tin, ghi ở đầu bài. Ví dụ: (kontumtv.vn)")),
        ],
        heading=_("Thể loại, từ khóa, đơn vị"),
        classname=FOLDED,
    ),
    MultiFieldPanel(
        [
            FieldPanel(
                "facts_source",
                help_text=_(
                    "Văn bản hoặc trang công bố các con số trong bài. Ví dụ: Báo cáo số 12/BC-UBND ngày 15/01/2026"
                ),
            ),
            FieldPanel(
                "allows_comments", help_text=_("Bỏ chọn nếu bài không nhận bình luận, ví dụ thông báo nhân sự.")
            ),
        ],
        heading=_("Căn cứ số liệu, bình luận"),
        classname=FOLDED,
    ),
    MultiFieldPanel(
        [
            FieldPanel(
                "change_note",
                help_text=_("Lần này sửa gì; bạn đọc thấy trong lịch sử bài. Ví dụ: Bổ sung số liệu quý II"),
            ),
            InlinePanel(
                "corrections",
                label=_("đính chính"),
                help_text=_("Chỉ dùng khi bài đã đăng có chỗ sai; hiện rõ ở đầu hoặc cuối bài."),
            ),
        ],
        heading=_("Thay đổi sau khi đăng"),
        classname=FOLDED,
    ),
    MultiFieldPanel(
        [
            FieldPanel("slug", help_text=_("Tự đặt theo tiêu đề. Ví dụ: tra-ket-qua-ho-tich-tai-nha")),
            FieldPanel("seo_title", help_text=_("Tiêu đề trên máy tìm kiếm. Để trống thì lấy tiêu đề bài.")),
            FieldPanel(
                "search_description",
                help_text=_(
                    "Đoạn tóm tắt trên máy tìm kiếm và khi chia sẻ. Để trống thì lấy lời dẫn; ảnh chia sẻ là ảnh đại "
                    "diện."
                ),
            ),
        ],
        heading=_("Địa chỉ, tìm kiếm và chia sẻ (tự điền nếu để trống)"),
        classname=FOLDED,
    ),
    ViewsPanel(heading=_("Lượt xem"), icon="history"),
]

CONTENT_PANELS = [*WRITING, BeforeSubmissionPanel(heading=_("Trước khi gửi duyệt"), icon="tasks"), *MORE]
