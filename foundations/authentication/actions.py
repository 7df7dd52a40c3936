"""Labels and sentences of the log entries about signing in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter

# Label, and the sentence with the entry's data, or None if it has no data.
ACTIONS = {
    "signing_in.in": (_("Đăng nhập"), _("Đăng nhập bằng %(device)s")),
    "signing_in.failed": (_("Đăng nhập không thành công"), None),
    "signing_in.locked": (_("Tạm dừng đăng nhập"), _("Tạm dừng đăng nhập sau %(count)s lần nhập sai")),
    "signing_in.unlocked": (_("Mở khóa đăng nhập"), None),
    "signing_in.recovery": (_("Dùng mã dự phòng"), _("Đăng nhập bằng mã dự phòng, còn lại %(left)s mã")),
    "signing_in.two_step_on": (_("Bật đăng nhập hai bước"), None),
    "signing_in.two_step_off": (_("Tắt đăng nhập hai bước"), None),
    "signing_in.two_step_removed": (_("Gỡ đăng nhập hai bước của người khác"), _("Gỡ bước hai. Lý do: %(reason)s")),
    "signing_in.recovery_renewed": (_("Tạo mã dự phòng mới"), None),
    "signing_in.ended": (_("Đăng xuất ở nơi khác"), _("Đăng xuất ở %(device)s")),
    "signing_in.ended_by_other": (_("Đăng xuất người khác khỏi mọi nơi"), None),
    "signing_in.rule_set": (_("Bắt buộc đăng nhập hai bước"), _("Bắt buộc đăng nhập hai bước: %(role)s")),
    "signing_in.rule_lifted": (_("Thôi bắt buộc đăng nhập hai bước"), _("Thôi bắt buộc đăng nhập hai bước: %(role)s")),
    "signing_in.role_given": (_("Giao vai trò"), _("Giao vai trò: %(roles)s")),
    "signing_in.role_taken": (_("Thôi vai trò"), _("Thôi vai trò: %(roles)s")),
    "signing_in.made_administrator": (_("Giao quyền quản trị"), None),
    "signing_in.no_administrator": (_("Thôi quyền quản trị"), None),
}


class SentenceFormatter(LogFormatter):
    """The sentence filled in with the entry's data; the label if there is none or old entries lack the data."""

    sentence = None

    def format_message(self, log_entry):
        try:
            return str(self.sentence) % log_entry.data if self.sentence else self.label
        except KeyError:
            return self.label


def register_actions(registry) -> None:
    """Hook `register_log_actions`."""
    for action, (label, sentence) in ACTIONS.items():
        registry.register_action(action)(
            type("Formatter", (SentenceFormatter,), {"label": label, "sentence": sentence})
        )
