"""Who works for which unit, in which role, from when until when. A membership adds its user to the role's group."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundations.members.roles import SITE_GROUPS, UNIT_GROUPS, UNIT_ROLES, Role, get_group
from foundations.searching.folded_columns import FoldedTextMixin, build_words_filter
from foundations.vietnamese.folding import fold

CHANGE_PERMISSION = "members.change_membership"
PERSON_FIELDS = ("first_name", "last_name", "email", "username")


class MembershipQuerySet(models.QuerySet):
    """Words of queries on memberships."""

    def valid_on(self, day: datetime.date) -> MembershipQuerySet:
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)

    def visible_to(self, user) -> MembershipQuerySet:
        """All for users who may change them; for a unit's editors those of their own units."""
        return self if user.has_perm(CHANGE_PERMISSION) else self.filter(unit__editors__user=user)

    def matching(self, words: str) -> MembershipQuerySet:
        """Those whose person's or unit's names hold each of the words, with or without accents."""
        return self.filter(build_words_filter(words, "folded", "unit__folded"))

    def outdated(self, today: datetime.date) -> MembershipQuerySet:
        """Those that have begun or ended without their group having been added or removed."""
        present = self.valid_on(today).values("pk")
        begun = Q(granted=False, user__is_active=True, pk__in=present)
        return self.filter(begun | (Q(granted=True) & ~Q(pk__in=present)))


class Membership(FoldedTextMixin, models.Model):
    """A person's role at a unit or at the whole site. It ends by its last day and is never deleted, as a record."""

    FOLDED_FIELDS = ("user",)

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships", verbose_name=_("người dùng")
    )
    role = models.CharField(_("vai trò"), max_length=20, choices=Role.choices)
    unit = models.ForeignKey(
        "units.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("đơn vị"),
        help_text=_("Bắt buộc đối với người viết và biên tập viên đơn vị; để trống đối với các vai trò khác."),
    )
    valid_from = models.DateField(_("từ ngày"), default=timezone.localdate)
    valid_to = models.DateField(
        _("đến hết ngày"),
        null=True,
        blank=True,
        help_text=_("Ngày cuối cùng còn giữ vai trò; để trống nếu chưa ấn định. Sau ngày này quyền tự hết."),
    )
    granted = models.BooleanField(default=False, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("thành viên")
        verbose_name_plural = _("thành viên")
        ordering = ["unit__sort_key", "role", "user__last_name", "user__first_name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="membership_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=models.F("valid_from")),
                violation_error_message=_("Ngày kết thúc không được trước ngày bắt đầu."),
            ),
            models.CheckConstraint(
                name="membership_has_a_unit_where_its_role_needs_one",
                condition=Q(role__in=["writer", "editor"], unit__isnull=False)
                | Q(role__in=["board", "administrator"], unit__isnull=True),
                violation_error_message=_("Vai trò và đơn vị không khớp nhau."),
            ),
        ]

    def __str__(self):
        name = self.user.get_full_name() or self.user.get_username()
        return f"{name} – {self.get_role_display()}" + (f", {self.unit}" if self.unit else "")

    def save(self, *args, **kwargs):
        with transaction.atomic():
            super().save(*args, **kwargs)
            settle_groups(self.user)

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            self.user.groups.remove(get_group(self.role, self.unit))
            result = super().delete(*args, **kwargs)
            settle_groups(self.user)
        return result

    def clean(self):
        super().clean()
        check_unit(self.role, self.unit, is_new=self.pk is None)
        if self.valid_to and self.valid_from and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": _("Ngày kết thúc không được trước ngày bắt đầu.")})
        if self.user_id and self.valid_from:
            self._refuse_twice()

    def _refuse_twice(self):
        same = Membership.objects.filter(user=self.user, unit=self.unit, role=self.role).exclude(pk=self.pk)
        if self.valid_to:
            same = same.filter(valid_from__lte=self.valid_to)
        if same.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=self.valid_from)).exists():
            raise ValidationError(_("Người này đã giữ vai trò đó trong cùng thời gian."))

    def get_searched_words(self):
        return get_searched_words(self.user)

    def is_valid_on(self, day: datetime.date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def get_searched_words(user) -> str:
    """The words by which a person's memberships are found; units have their own."""
    return " ".join(getattr(user, name) for name in PERSON_FIELDS)


def renew_searched_words(instance, update_fields=None, **_sent) -> None:
    """Receives `post_save` of accounts: updates the words by which their memberships are found.

    A signal, because accounts are Django's model and are saved by Wagtail's forms, too.
    """
    if update_fields is None or set(update_fields) & set(PERSON_FIELDS):
        words = fold(get_searched_words(instance))
        instance.memberships.exclude(folded=words).update(folded=words)


def check_unit(role: str, unit, *, is_new: bool = True) -> None:
    """Raises ValidationError if role and unit do not match, or a new membership's unit has ended."""
    if role in UNIT_ROLES and unit is None:
        raise ValidationError({"unit": gettext("Hãy chọn đơn vị mà người này làm việc.")})
    if role in SITE_GROUPS and unit is not None:
        raise ValidationError(
            {"unit": gettext("Vai trò này thuộc về cả trang, không thuộc riêng một đơn vị: hãy để trống.")}
        )
    if unit is not None and is_new and unit.valid_to and unit.valid_to < timezone.localdate():
        names = ", ".join(str(each) for each in unit.find_current_successors())
        words = {"unit": unit, "day": date_format(unit.valid_to, "d/m/Y"), "names": names}
        sentence = gettext("%(unit)s đã kết thúc hoạt động ngày %(day)s.") % words
        if names:
            sentence += " " + gettext("Đơn vị tiếp nhận: %(names)s.") % words
        raise ValidationError({"unit": sentence})


@transaction.atomic
def settle_groups(user) -> None:
    """Adds the groups of the user's present memberships and removes those of past ones; other groups stay.

    An inactive account gets none.
    """
    today = timezone.localdate()
    memberships = list(user.memberships.select_related("unit"))
    present = [each for each in memberships if user.is_active and each.is_valid_on(today)]
    due = {get_group(each.role, each.unit) for each in present}
    over = {get_group(each.role, each.unit) for each in memberships} - due
    user.groups.add(*due)
    user.groups.remove(*over)
    keys = [each.pk for each in present]
    user.memberships.filter(pk__in=keys).update(granted=True)
    user.memberships.exclude(pk__in=keys).update(granted=False)


def settle_due_groups() -> int:
    """Settles everybody whose membership began or ended meanwhile; returns how many. One query if nobody's did."""
    outdated = Membership.objects.outdated(timezone.localdate()).values_list("user", flat=True)
    people = get_user_model().objects.filter(pk__in=list(outdated))
    for user in people:
        settle_groups(user)
    return len(people)


def adopt_members() -> int:
    """Gives members of the groups who have no membership one from today on; returns how many. Safe to repeat."""
    adopted = 0
    for role, name in SITE_GROUPS.items():
        adopted += _adopt(role, None, get_user_model().objects.filter(groups__name=name))
    for role, (field, _word, _rights) in UNIT_GROUPS.items():
        for unit in Membership.unit.field.related_model.objects.filter(**{f"{field}__user__isnull": False}).distinct():
            adopted += _adopt(role, unit, getattr(unit, field).user_set.all())
    return adopted


def _adopt(role: str, unit, people) -> int:
    missing = people.exclude(memberships__in=Membership.objects.filter(role=role, unit=unit))
    for user in missing:
        Membership.objects.create(user=user, role=role, unit=unit)
    return len(missing)
