"""What the addresses are about: things of one unit, among the demonstration content."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import Query
from wagtail.documents.models import Document
from wagtail.models import Page, Site, Task, UploadedFile, Workflow

from feedback.models import CaseFile, FeedbackCase
from foundations.members.invitations import VALID_FOR
from foundations.members.models import Invitation, Membership
from foundations.members.roles import Role
from foundations.searching.changes import list_changes
from foundations.searching.models import MissedSearch, Synonym
from foundations.units.models import Unit
from foundations.uploads.collections import get_collection
from foundations.uploads.models import Picture
from news.comments.models import SentComment
from news.desks import open_desk
from news.models import ArticlePage, NewsIndexPage
from news.quotas.models import ClosedMonth, QuotaExemption
from procedures.import_runs.choices import RunState
from procedures.import_runs.models import ImportRun
from procedures.models import Procedure
from rankings import models as rankings
from site_project.models import SiteSettings
from tests.access.addresses import Address
from tests.access.roles import ROLES

FIXED = {
    "content_type_app_name": "news",
    "content_type_model_name": "articlepage",
    "app_name": "site_project",
    "filter_spec": "original",
    "kind": "tin",
    "code": "2026-01",
    "slug": "viet-bai",
    "year": "2026",
    "action_name": "approve",
    "revision_id_a": "earliest",
    "revision_id_b": "latest",
}
MODEL_NAMES = {  # (app_label, model_name) where an address asks for them
    "wagtailadmin_pages:choose_parent": ("news", "articlepage"),
    "wagtailadmin_workflows:add_task": ("news", "boardapprovaltask"),
    "wagtailadmin_editing_sessions:ping": ("wagtailcore", "page"),
    "wagtailadmin_tag_model_autocomplete": ("news", "keyword"),
    "wagtailsettings:edit": ("site_project", "sitesettings"),
    "wagtailsettings:preview_on_edit": ("site_project", "sitesettings"),
}


MODELS_BY_NAME = {  # parts of names of addresses whose views do not say what they are about
    "api:documents": Document,
    "api:images": Picture,
    "documents_chooser": Document,
    "wagtaildocs_chooser": Document,
    "wagtailimages_chooser": Picture,
    "workflows:edit_task": Task,
    "workflows:disable_task": Task,
    "workflows:enable_task": Task,
    "wagtailadmin_workflows": Workflow,
    "wagtailsettings": SiteSettings,
    "feedback_case": FeedbackCase,
    "feedback_file": CaseFile,
    "comment_": SentComment,
    "quotas:closing": ClosedMonth,
    "people_invitation": Invitation,
    "procedures_import_": ImportRun,
}


class Scene:
    """One unit with all it may own, and another one. Needs the demonstration content; writes to the database."""

    def __init__(self):
        columns = NewsIndexPage.objects.exclude(unit=None).filter(unit__valid_to=None).select_related("unit")
        self.unit = columns.first().unit
        self.desk = open_desk(self.unit, columns.first().get_parent())
        self.other = Unit.objects.filter(valid_to=None).exclude(pk=self.unit.pk).first()
        open_desk(self.other, self.desk.get_parent())
        self.users = {role.name: role.user(self.unit, self.other) for role in ROLES}
        self.editor = self.users[ROLES[1].name]
        self.make_what_the_demonstration_lacks()

    def make_what_the_demonstration_lacks(self) -> None:
        QuotaExemption.objects.create(
            unit=self.unit, valid_from=date(2026, 1, 1), valid_to=date(2026, 1, 31), reason="Sắp xếp tổ chức"
        )
        MissedSearch.objects.create(words="giấy phép", last_on=date(2026, 1, 1))
        Synonym.objects.get_or_create(typed="lý lịch", meant="lịch sử cá nhân")
        rankings.Region.objects.get_or_create(name="Tây Nguyên", slug="tay-nguyen")
        ImportRun.objects.create(name="danh-muc.xlsx", state=RunState.READ)
        case = FeedbackCase.objects.first()
        FeedbackCase.objects.filter(pk=case.pk).update(unit=self.unit)
        CaseFile.objects.create(case=case, name="don.pdf", size=1)
        ClosedMonth.objects.create(first_day=date(2020, 1, 1), closed_at=timezone.now(), fingerprint="0")
        invited = get_user_model().objects.create(username="thu-duoc-moi")
        Membership.objects.create(user=invited, unit=self.unit, role=Role.WRITER)
        Invitation.objects.create(user=invited, form_key="thu", expires_at=timezone.now() + VALID_FOR)

    @cached_property
    def article(self) -> ArticlePage:
        """Of the unit's editor, sent in for approval."""
        article = ArticlePage(title="Bài gửi duyệt", slug="bai-gui-duyet-thu", unit=self.unit, owner=self.editor)
        article.live = False
        self.desk.add_child(instance=article)
        article.save_revision(user=self.editor)
        self.desk.get_workflow().start(article, self.editor)
        return ArticlePage.objects.get(pk=article.pk)

    @cached_property
    def things(self) -> dict[str, object]:
        """Parameters of addresses that always mean the same, with their values."""
        collection = get_collection(self.unit)
        picture = Picture.objects.first()
        Picture.objects.filter(pk=picture.pk).update(collection=collection)
        document = Document.objects.create(
            title="Tệp", file=ContentFile(b"x", name="tep.txt"), collection=collection, uploaded_by_user=self.editor
        )
        state = self.article.current_workflow_state
        site = Site.objects.get(is_default_site=True)
        picture_type, page_type = map(ContentType.objects.get_for_model, (Picture, Page))
        upload = UploadedFile(for_content_type=picture_type, uploaded_by_user=self.editor)
        upload.file.save("anh.jpg", ContentFile(b"x"))
        session = EditingSession(user=self.editor, content_type=page_type, object_id=self.article.pk)
        session.last_seen_at = timezone.now()
        session.save()
        page, task = self.article.pk, Task.objects.first().pk
        return {
            **dict.fromkeys(("page_id", "page_to_move_id", "page_pk", "object_id"), page),
            "parent_page_id": self.desk.pk,
            "destination_id": self.desk.get_parent().pk,
            "revision_id": self.article.latest_revision_id,
            "workflow_state_id": state.pk,
            "task_state_id": state.current_task_state_id,
            "task_id": task,
            "workflow_pk": Workflow.objects.first().pk,
            "image_id": picture.pk,
            "document_id": document.pk,
            "doc_id": document.pk,
            "uploaded_file_id": upload.pk,
            "collection_id": collection.pk,
            "session_id": session.pk,
            "row_pk": self.edition.rows.first().pk,
            "upload_pk": rankings.TableUpload.objects.create(
                edition=self.edition, user=self.users["Ban biên tập"], file_name="bang.csv", sheets=[]
            ).pk,
            "redirect_id": Redirect.objects.create(old_path="/cu", site=site, redirect_link="/").pk,
            "query_id": Query.get("thủ tục").pk,
        }

    def path_of(self, address: Address) -> str | None:
        """The address with things of the unit in it; None where there is nothing of the kind."""
        if address.name == "wagtailadmin_pages:revisions_compare":  # Wagtail's one pattern without names
            return reverse(address.name, args=[self.article.pk, "earliest", "latest"])
        values = [self.value(address, name) for name in address.parameters]
        if None in values:
            return None
        return reverse(address.name, kwargs=dict(zip(address.parameters, values, strict=True)))

    def value(self, address: Address, parameter: str):
        if address.name in MODEL_NAMES and parameter in {"app_label", "app_name", "model_name"}:
            return MODEL_NAMES[address.name][parameter == "model_name"]
        if parameter == "pk":
            return self.primary_key(address)
        if parameter == "task_state_id" and "procedure" in address.name:
            return self.procedure.current_workflow_state.current_task_state_id
        return self.things.get(parameter, FIXED.get(parameter))

    @cached_property
    def procedure(self) -> Procedure:
        """Sent in for approval too."""
        procedure = Procedure.objects.first()
        procedure.save_revision(user=self.editor)
        procedure.get_workflow().start(procedure, self.users[ROLES[-1].name])
        return procedure

    def primary_key(self, address: Address):
        if address.name in self.own:
            return self.own[address.name]
        models = [model for part, model in MODELS_BY_NAME.items() if part in address.name]
        model = models[0] if models else address.model
        if model is None:
            return None
        if model in {Picture, Document}:
            return self.things["image_id" if model is Picture else "document_id"]
        return model.objects.values_list("pk", flat=True).first()

    @cached_property
    def unused_unit(self) -> Unit:
        """One that may be deleted: nothing rests on it."""
        return Unit.objects.create(name="Đơn vị nhập nhầm", kind=Unit.Kind.DEPARTMENT)

    @cached_property
    def edition(self):
        return rankings.Row.objects.first().edition

    @cached_property
    def own(self) -> dict[str, int]:
        """What addresses with a mere `pk` are about, where it must be the unit's own."""
        return {
            "wagtailadmin_api:pages:detail": self.article.pk,
            "wagtailadmin_api:pages:action": self.article.pk,
            "wagtailadmin_collections:edit": self.things["collection_id"],
            "wagtailadmin_collections:delete": self.things["collection_id"],
            "counter": self.article.pk,
            **{f"ranking_{step}": self.edition.pk for step in ("upload", "review", "rows", "row", "criteria")},
            "person_sign_ins": self.editor.pk,
            "before_submission": self.article.pk,
            "synonym_undo": list_changes().first().pk,
            **dict.fromkeys(("review", "review_text"), self.things["task_state_id"]),
            "cancel_workflow": self.things["workflow_state_id"],
            "wagtailsnippets_units_unit:delete": self.unused_unit.pk,
            "quotas:unit": self.unit.pk,
            "quotas:unit_pack": self.unit.pk,
        }
