"""The consent texts that come with the software; the board replaces them with its own versions."""

import datetime

from foundations.personal_data.models import ConsentText, Purpose

VALID_FROM = datetime.date(2026, 1, 1)  # the day on which Luật 91/2025/QH15 came into force

RIGHTS_SENTENCE = (
    "Tôi được quyền xem, sửa, rút lại sự đồng ý và yêu cầu xóa dữ liệu của mình theo Luật Bảo vệ dữ liệu cá nhân "
    "số 91/2025/QH15 và Nghị định số 356/2025/NĐ-CP; yêu cầu gửi về địa chỉ ghi ở chân trang."
)
TEXTS = {
    Purpose.COMMENT: (
        "Tôi đồng ý để cơ quan quản lý trang lưu họ tên, địa chỉ thư điện tử và nội dung bình luận của tôi nhằm kiểm "
        "duyệt, đăng và trả lời. Họ tên và nội dung được đăng công khai sau khi duyệt; địa chỉ thư điện tử không "
        f"được hiển thị và không được chuyển cho bên khác. {RIGHTS_SENTENCE}"
    ),
    Purpose.FEEDBACK: (
        "Tôi đồng ý để cơ quan quản lý trang lưu họ tên, thông tin liên hệ, nội dung và tệp gửi kèm nhằm tiếp nhận, "
        "chuyển đến cơ quan có thẩm quyền xem xét và trả lời tôi. Những dữ liệu này không được đăng công khai. "
        f"{RIGHTS_SENTENCE}"
    ),
}


def add_first_texts() -> None:
    """Adds the first version for each purpose that has none. Safe to repeat."""
    for purpose, text in TEXTS.items():
        if not ConsentText.objects.filter(purpose=purpose).exists():
            ConsentText.objects.create(purpose=purpose, text=text, valid_from=VALID_FROM)
