"""Whether somebody else changed what an open form shows: who, when, which fields.

Wagtail compares the newest revision with the one the form was opened on. That alone calls an editor's own autosave,
whose answer has not come yet or got lost, another person's change, and the publication of an unchanged text a change.
So each open form has a key of its own, which stands in the revisions it writes, and numbers what it sends; and two
revisions differ where their texts do.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name
from wagtail.log_actions import registry
from wagtail.models import Revision

from foundations.editing.states import get_changed_fields, get_labels, get_state, get_stored_state

MAX_KEY_LENGTH = 64


class OvertakenError(Exception):
    """Another version was stored between the check and the save. The middleware calls the view again."""


@dataclass(frozen=True)
class SeenVersion:
    """What a sent form says: the version it shows, and its own identity."""

    user_id: int | None = None
    revision_id: str = ""
    created_at: str = ""  # ISO; another session's autosave rewrites a revision in place, its time tells
    own_revision_id: str = ""  # of an autosave: the revision that this form wrote and goes over now
    state: tuple[tuple[str, str], ...] = ()  # digests of what was there when the form was opened
    form_key: str = ""  # random, of one opening of the form
    form_number: int = 0  # counts what the form sends

    @property
    def is_unknown(self) -> bool:
        return not (self.revision_id or self.own_revision_id or self.state)


def parse_seen_version(data, user) -> SeenVersion:
    """Parses the data of a form; missing or invalid parts are empty."""
    number = data.get("form_number", "")
    return SeenVersion(
        user_id=getattr(user, "pk", None),
        revision_id=data.get("loaded_revision_id") or "",
        created_at=data.get("loaded_revision_created_at") or "",
        own_revision_id=data.get("overwrite_revision_id") or "",
        state=tuple(parse_state(data.get("opened_state", "")).items()),
        form_key=(data.get("form_key") or "")[:MAX_KEY_LENGTH],
        form_number=int(number) if number.isdecimal() and len(number) < 10 else 0,
    )


def parse_state(text: str) -> dict[str, str]:
    """Parses digests by field from JSON; empty if it is invalid."""
    try:
        state = json.loads(text or "{}")
    except ValueError:
        return {}
    return {str(name): str(value) for name, value in state.items()} if isinstance(state, dict) else {}


@dataclass(frozen=True)
class Conflict:
    """A version that a form does not show: its user and time, and labels of the differing fields."""

    user: object | None
    moment: datetime | None
    fields: tuple[str, ...]
    is_own: bool = False  # of the same person: another tab, or the same page before it was loaded again


def get_newest_revision(thing) -> Revision | None:
    """The latest revision in the database, whatever `thing` has loaded; None if there are no revisions."""
    if not hasattr(thing, "latest_revision_id"):
        return None
    stored = type(thing)._base_manager.filter(pk=thing.pk).values_list("latest_revision_id", flat=True).first()
    return Revision.objects.filter(pk=stored).select_related("user").first() if stored else None


def is_written_by(revision: Revision, seen: SeenVersion) -> bool:
    """Whether this open form wrote the revision."""
    return (
        bool(seen.form_key) and revision.content.get("form_key") == seen.form_key and seen.user_id == revision.user_id
    )


def find_conflict(thing, seen: SeenVersion) -> Conflict | None:
    """The version that a form would overwrite unseen; None if there is none, or the form states no version."""
    if seen.is_unknown and not seen.form_key:
        return None
    newest = get_newest_revision(thing)
    if newest is None:
        return find_change_of_record(thing, seen)
    if is_written_by(newest, seen):
        is_late = newest.content.get("form_number", 0) > seen.form_number  # equal: the same one sent again
        return make_conflict(thing, newest, (), seen) if is_late and seen.form_number else None
    if is_newest(newest, seen):
        return None
    before = get_state_seen(thing, seen)
    if before is None:
        return None if seen.is_unknown else make_conflict(thing, newest, (), seen)
    changed = get_changed_fields(before, get_state(type(thing), newest.content))
    return make_conflict(thing, newest, changed, seen) if changed else None


def is_newest(newest: Revision, seen: SeenVersion) -> bool:
    if seen.own_revision_id:
        return seen.own_revision_id == str(newest.pk)
    return seen.revision_id == str(newest.pk) and seen.created_at in {"", newest.created_at.isoformat()}


def get_state_seen(thing, seen: SeenVersion) -> dict[str, str] | None:
    """Digests of what the form stored last or was opened on; None if unknown."""
    own = thing.revisions.filter(user_id=seen.user_id, content__form_key=seen.form_key) if seen.form_key else None
    if own and (last := own.order_by("-pk").first()):
        return get_state(type(thing), last.content)
    pk = seen.own_revision_id or seen.revision_id
    revision = thing.revisions.filter(pk=pk).first() if pk.isdecimal() else None
    if revision and (seen.own_revision_id or seen.created_at == revision.created_at.isoformat()):
        return get_state(type(thing), revision.content)
    return dict(seen.state) or None


def find_change_of_record(thing, seen: SeenVersion) -> Conflict | None:
    """The same for models without revisions: compares fields; the log tells who changed them."""
    changed = get_changed_fields(dict(seen.state), get_stored_state(thing)) if seen.state else set()
    if not changed:
        return None
    entry = registry.get_logs_for_instance(thing).order_by("-timestamp").first()
    user = entry.user if entry else None
    labels = order_labels(thing, changed)
    return Conflict(user, entry and entry.timestamp, labels, is_own=bool(user) and user.pk == seen.user_id)


def make_conflict(thing, newest: Revision, changed, seen: SeenVersion) -> Conflict:
    """The conflict with a revision."""
    is_own = newest.user_id is not None and newest.user_id == seen.user_id
    return Conflict(newest.user, newest.created_at, order_labels(thing, changed), is_own)


def order_labels(thing, names) -> tuple[str, ...]:
    """Labels of the fields in the order of the model."""
    return tuple(label for name, label in get_labels(type(thing)).items() if name in names)


def describe_conflict(conflict: Conflict) -> str:
    """The sentences for the editor: who, when, what; and that nothing typed is lost."""
    return " ".join(filter(None, [describe_writer(conflict), describe_fields(conflict), describe_remedy()]))


def describe_writer(conflict: Conflict) -> str:
    """Who changed the text, and when."""
    moment = date_format(timezone.localtime(conflict.moment), "H:i d/m/Y") if conflict.moment else ""
    if conflict.is_own:
        return _(
            "Chính bạn vừa lưu nội dung này ở thẻ khác lúc %(moment)s, sau khi bạn mở ở thẻ này (hoặc ngay trước khi "
            "tải lại trang)."
        ) % {"moment": moment}
    if conflict.user is None:
        return _("Nội dung này vừa được một người khác lưu, sau khi bạn mở.")
    facts = {"name": get_user_display_name(conflict.user), "moment": moment}
    return _("Nội dung này vừa được %(name)s lưu lúc %(moment)s, sau khi bạn mở.") % facts


def describe_fields(conflict: Conflict) -> str:
    """Which fields differ."""
    return _("Đã đổi: %(fields)s.") % {"fields": ", ".join(conflict.fields)} if conflict.fields else ""


def describe_remedy() -> str:
    """What the editor can do."""
    return _(
        "Nội dung bạn nhập vẫn còn dưới đây và chưa được lưu. Hãy mở bản mới trong thẻ khác để đối chiếu; nếu bấm lưu "
        "lần nữa, bản của bạn sẽ thay thế bản đó."
    )
