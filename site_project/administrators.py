"""The group of administrators: everything that the board may do, and people, workflows and the site's frame besides.

Daily work needs no superuser: what is left to those is the permission matrix of groups, sites and languages.
"""

from __future__ import annotations

from django.contrib.auth.models import Group
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from foundations.members.rights import collect_rights, get_permissions
from foundations.members.roles import Role, get_group
from news.models import BoardApprovalTask

PAGE_RIGHTS = ["bulk_delete_page"]
COLLECTION_RIGHTS = ["add_collection", "change_collection", "delete_collection"]
# In addition to the `administrator_rights` of our own apps.
RIGHTS_TO_FRAMEWORKS = [
    "add_user",
    "change_user",
    "add_workflow",
    "change_workflow",
    "delete_workflow",
    "add_task",
    "change_task",
    "delete_task",
]


def make_administrators(home: Page, board: Group) -> Group:
    """The group with the board's rights of today and its own. Safe to repeat."""
    group = get_group(Role.ADMINISTRATOR)
    if not group.permissions.exists():  # a site may take them out of the approval again
        for task in BoardApprovalTask.objects.filter(groups=board):
            task.groups.add(group)
    own = get_permissions([*RIGHTS_TO_FRAMEWORKS, *collect_rights("administrator_rights")])
    group.permissions.add(*board.permissions.all(), *own)
    pages = set(GroupPagePermission.objects.filter(group=board, page=home).values_list("permission", flat=True))
    for permission in pages | {each.pk for each in get_permissions(PAGE_RIGHTS)}:
        GroupPagePermission.objects.get_or_create(group=group, page=home, permission_id=permission)
    root = Collection.get_first_root_node()
    used = GroupCollectionPermission.objects.filter(group=board, collection=root)
    of_board = set(used.values_list("permission", flat=True))
    for permission in of_board | {each.pk for each in get_permissions(COLLECTION_RIGHTS)}:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission_id=permission)
    return group
