"""Creates the first pages: home page, columns, the board's rights, the approval workflow. Safe to repeat."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
    Task,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from foundations.members.memberships import adopt_members
from foundations.members.rights import collect_rights, get_permissions
from foundations.members.roles import Role, get_group
from foundations.personal_data.first_texts import add_first_texts
from foundations.searching.synonyms import load_defaults
from foundations.working_days.holidays import add_known_holidays
from news.desks import grant_desks_without_writers
from news.models import BoardApprovalTask, NewsIndexPage, UnitReviewTask
from procedures.models import Procedure
from rankings.ready_made import make_rankings
from site_project.administrators import make_administrators
from site_project.models import HomePage, SiteSettings

COLUMNS = [
    ("cai-cach-hanh-chinh", "Cải cách hành chính"),
    ("chi-dao-dieu-hanh", "Chỉ đạo, điều hành"),
    ("thong-bao", "Thông báo"),
]
NOTICES = "thong-bao"
BOARD_PAGE_RIGHTS = ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"]
# In addition to the `board_rights` of our own apps.
BOARD_RIGHTS_TO_WAGTAIL = [
    "access_admin",
    "add_searchpromotion",
    "change_searchpromotion",
    "delete_searchpromotion",
    "add_redirect",
    "change_redirect",
    "delete_redirect",
]


@transaction.atomic
def make_first_tree() -> HomePage:
    """Creates home page, columns, settings, board and workflow if they are missing."""
    rename_roots()
    home = make_home()
    set_address(home)
    columns = [make_column(home, slug, title) for slug, title in COLUMNS]
    make_rankings(home)
    board = make_board(home)
    make_workflow(board, columns)
    make_administrators(home, board)
    grant_desks_without_writers()
    adopt_members()
    load_defaults()
    add_known_holidays()
    add_first_texts()
    site_settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    if site_settings.notice_column is None:
        site_settings.notice_column = next(column for column in columns if column.slug == NOTICES)
        site_settings.save()
    return home


def rename_roots() -> None:
    """Gives Vietnamese names to the root page and the root collection, which editors see."""
    Page.objects.filter(depth=1, title="Root").update(title="Gốc", draft_title="Gốc")
    Collection.objects.filter(depth=1, name="Root").update(name="Bộ sưu tập chung")


def make_home() -> HomePage:
    """The home page as the root of the default site, in place of Wagtail's welcome page."""
    home = HomePage.objects.first()
    if home is not None:
        return home
    root = Page.get_first_root_node()
    greeting = root.get_children().filter(content_type=ContentType.objects.get_for_model(Page), slug="home").first()
    if greeting is not None:
        Site.objects.filter(root_page=greeting).delete()
        greeting.delete()
        root = Page.get_first_root_node()
    home = root.add_child(instance=HomePage(title="Trang chủ", slug="trang-chu", live=True))
    home.save_revision().publish()
    return home


def set_address(home: HomePage) -> None:
    """Sets host and port of the default site from SITE_URL."""
    address = urlsplit(settings.SITE_URL)
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        site = Site(site_name=settings.WAGTAIL_SITE_NAME, root_page=home, is_default_site=True)
    before = (site.hostname, site.port)
    site.hostname, site.port = address.hostname, address.port or (443 if address.scheme == "https" else 80)
    if site.pk is None or before != (site.hostname, site.port):
        site.save()


def make_column(home: HomePage, slug: str, title: str) -> NewsIndexPage:
    """The column with this slug below the home page, created if missing."""
    column = NewsIndexPage.objects.child_of(home).filter(slug=slug).first()
    if column is None:
        column = NewsIndexPage(title=title, slug=slug, show_in_menus=True)
        home.add_child(instance=column)
        column.save_revision().publish()  # a first revision, which later saves are compared with
    return column


def make_board(home: HomePage) -> Group:
    """The group of the editorial board: edits and publishes everywhere, changes site settings and units."""
    board = get_group(Role.BOARD)
    board.permissions.add(*get_permissions([*BOARD_RIGHTS_TO_WAGTAIL, *collect_rights("board_rights")]))
    for permission in get_permissions(BOARD_PAGE_RIGHTS):
        GroupPagePermission.objects.get_or_create(group=board, page=home, permission=permission)
    root = Collection.get_first_root_node()
    for permission in get_permissions(collect_rights("board_collection_rights")):
        GroupCollectionPermission.objects.get_or_create(group=board, collection=root, permission=permission)
    return board


def make_workflow(board: Group, columns: list[NewsIndexPage]) -> None:
    """Adds approval by the board to columns without a workflow; deletes Wagtail's two example groups if unused."""
    Group.objects.filter(name__in=["Moderators", "Editors"], user=None).delete()
    Workflow.objects.filter(name="Moderators approval", workflow_states=None).delete()
    Task.objects.filter(name="Moderators approval", workflow_tasks=None, task_states=None).delete()
    task = BoardApprovalTask.objects.first()
    if task is None:
        task = BoardApprovalTask.objects.create(name="Ban biên tập duyệt")
        task.groups.add(board)
    workflow = Workflow.objects.filter(workflow_tasks__task=task).first()
    if workflow is None:
        workflow = Workflow.objects.create(name="Quy trình biên tập")
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    if not UnitReviewTask.objects.exists():  # taken out of the workflow later, it stays out
        workflow.workflow_tasks.update(sort_order=F("sort_order") + 1)
        review = UnitReviewTask.objects.create(name="Biên tập viên đơn vị xem")
        WorkflowTask.objects.create(workflow=workflow, task=review, sort_order=0)
    for column in columns:
        WorkflowPage.objects.get_or_create(page=column, defaults={"workflow": workflow})
    procedures = ContentType.objects.get_for_model(Procedure)
    WorkflowContentType.objects.get_or_create(content_type=procedures, defaults={"workflow": workflow})
