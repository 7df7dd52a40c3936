"""Sign-ins of users, rules for the second step, failed attempts."""

from axes.models import AccessFailureLog
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class SignIn(models.Model):
    """One browser in which a user is signed in. No IP address is stored; browser and time tell the rows apart."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("người dùng"), on_delete=models.CASCADE, related_name="sign_ins"
    )
    session_key = models.CharField(_("phiên"), max_length=40, db_index=True)
    browser = models.CharField(_("trình duyệt"), max_length=40, blank=True)
    system = models.CharField(_("hệ điều hành"), max_length=40, blank=True)
    is_remembered = models.BooleanField(_("được nhớ"), default=False)
    began_at = models.DateTimeField(_("đăng nhập lúc"), auto_now_add=True)
    seen_at = models.DateTimeField(_("hoạt động lần cuối"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("nơi đang đăng nhập")
        verbose_name_plural = _("nơi đang đăng nhập")
        ordering = ["-seen_at"]

    def __str__(self):
        return self.device

    @property
    def device(self) -> str:
        """The device in words: "Chrome trên Windows"."""
        return describe_device(self.browser, self.system)


def describe_device(browser: str, system: str) -> str:
    """ "Chrome trên Windows"; either name may be empty."""
    if browser and system:
        return gettext("%(browser)s trên %(system)s") % {"browser": browser, "system": system}
    return browser or system or gettext("Trình duyệt không rõ")


class TwoStepRule(models.Model):
    """Members of the group must sign in in two steps; the rule without a group is for superusers."""

    group = models.OneToOneField(
        Group, verbose_name=_("vai trò"), on_delete=models.CASCADE, null=True, blank=True, related_name="two_step_rule"
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("quy định đăng nhập hai bước")
        verbose_name_plural = _("quy định đăng nhập hai bước")

    def __str__(self):
        return str(self.group or gettext("Quản trị kỹ thuật"))


class FailedSignIn(AccessFailureLog):
    """Axes' list of failed attempts, under a Vietnamese name."""

    class Meta:
        proxy = True
        verbose_name = _("lần đăng nhập không thành công")
        verbose_name_plural = _("lần đăng nhập không thành công")
        ordering = ["-attempt_time", "-pk"]
