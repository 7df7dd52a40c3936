"""Entries of closings in Wagtail's audit log."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from news.quotas.periods import Period


@hooks.register("register_log_actions")
def register_closing_actions(actions):
    @actions.register_action("news.quota.close")
    class ClosingLogFormatter(LogFormatter):
        label = gettext_lazy("Khóa sổ chỉ tiêu")

        def format_message(self, log_entry):
            words = {"month": Period.parse(log_entry.data["month"]), "fingerprint": log_entry.data["fingerprint"]}
            return _("Khóa sổ %(month)s, dấu vân tay %(fingerprint)s") % words

    @actions.register_action("news.quota.reopen")
    class ReopeningLogFormatter(LogFormatter):
        label = gettext_lazy("Mở lại sổ chỉ tiêu")

        def format_message(self, log_entry):
            words = {"month": Period.parse(log_entry.data["month"]), "reason": log_entry.data["reason"]}
            return _("Mở lại sổ %(month)s. Lý do: %(reason)s") % words
