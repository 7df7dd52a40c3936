"""Every address asked and posted to as every role, and the answers as a table that people read."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.template.response import SimpleTemplateResponse
from django.test import Client
from django.urls import reverse

from tests.access.addresses import PREFIX, addresses
from tests.access.roles import ROLES, Role
from tests.access.scene import Scene

DOCUMENT = settings.BASE_DIR / "docs" / "quyen-truy-cap.md"
MAY, MAY_NOT, SIGN_IN, READS, POSTS = "được", "không", "đăng nhập", "chỉ xem", "chỉ gửi"
UNTRIED = "chưa thử"
HEAD = """# Ai vào được địa chỉ nào của trang quản trị

Bảng này do lệnh `scripts/renew_access_table` lập: mỗi địa chỉ được mở thử và gửi thử (biểu mẫu không có dữ liệu) bằng
từng vai trò, trên nội dung trình diễn; không thay đổi nào được giữ lại. `tests/access/test_access.py` so bảng với thực
tế, nên bảng luôn đúng với phần mềm. Đối tượng trong địa chỉ (bài viết, ảnh, tệp, bộ sưu tập …) là của đơn vị ở
cột “{own}”.

- **được**: mở được và gửi được (biểu mẫu thiếu dữ liệu vẫn bị trả lại để sửa);
- **chỉ xem**, **chỉ gửi**: chỉ một trong hai việc ấy;
- **không**: bị từ chối trước khi có việc gì xảy ra, hoặc trả lời như không có trang ấy;
- **đăng nhập**: được dẫn đến trang đăng nhập.

Thao tác hàng loạt (`{prefix}bulk/…`) mở được với mọi người đã đăng nhập nhưng bỏ qua những gì người đó không có quyền;
việc này được kiểm riêng trong `tests/access/test_access.py`.
"""


class Row(NamedTuple):
    """An address with what each role gets there, in the order of the roles."""

    pattern: str
    cells: tuple[str, ...]


def rows(roles: Sequence[Role] = ROLES) -> list[Row]:
    """Tries everything. Needs the demonstration content; what it writes is for the caller to roll back."""
    scene, found = Scene(), []
    clients = [client_of(scene.users[role.name]) for role in roles]
    drawing = SimpleTemplateResponse.rendered_content
    SimpleTemplateResponse.rendered_content = ""  # who may see a screen is settled before it is drawn
    logging.disable(logging.ERROR)  # forms without data make some of Wagtail's views stumble, past their permissions
    try:
        for address in addresses():
            path = scene.path_of(address)
            cells = tuple(cell(client, path) if path else UNTRIED for client in clients)
            found.append(Row(address.pattern.removeprefix(PREFIX), cells))
    finally:
        SimpleTemplateResponse.rendered_content = drawing
        logging.disable(logging.NOTSET)
    return sorted(set(found))


def client_of(user) -> Client:
    # A script's request is refused by a status; a person's by a redirect to the dashboard, as many a success ends.
    asked_by = {} if user is None else {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}
    client = Client(raise_request_exception=False, SERVER_NAME=settings.LOOPBACK_HOSTS[0], **asked_by)
    if user is not None:
        client.force_login(user)
        client.get(reverse("wagtailadmin_home"))  # its session is on record before anything is rolled back
    return client


def cell(client: Client, path: str) -> str:
    """What a role gets at an address, by reading and by posting; nothing that it does there is kept."""
    read, posted = (attempt(client, method, path) for method in ("get", "post"))
    if read == posted or posted is None:
        return read or MAY_NOT
    if read is None:
        return posted
    return READS if read == MAY else POSTS


def attempt(client: Client, method: str, path: str) -> str | None:
    """None where the address does not know the method."""
    with transaction.atomic():
        answer = getattr(client, method)(path)
        if answer.streaming:
            answer.getvalue()  # a file is closed once it was read
        transaction.set_rollback(True)
    location = answer.headers.get("Location", "")
    if location.startswith(reverse("wagtailadmin_login")):
        return SIGN_IN
    if answer.status_code == 405:
        return None
    refused = answer.status_code in {403, 404} or location == reverse("wagtailadmin_home")
    return MAY_NOT if refused else MAY


def written(table: list[Row]) -> str:
    """The table in Markdown, a part for each first word of the addresses."""
    lines = [HEAD.format(own=ROLES[1].name, prefix=f"/{PREFIX}")]
    heading = " | ".join(role.name for role in ROLES)
    for part, members in groupby(table, lambda row: row.pattern.partition("/")[0]):
        lines += [f"## {part or 'Bảng điều khiển'}", "", f"| địa chỉ | {heading} |", "|---" * (len(ROLES) + 1) + "|"]
        lines += [f"| `/{PREFIX}{row.pattern}` | {' | '.join(row.cells)} |" for row in members]
        lines.append("")
    return "\n".join(lines)


def read_document() -> list[Row]:
    """The rows of the table in the docs."""
    lines = [line.strip("| ").split(" | ") for line in DOCUMENT.read_text(encoding="utf-8").splitlines()]
    rows = [words for words in lines if words[0].startswith("`/")]
    return [Row(words[0].strip("`").removeprefix(f"/{PREFIX}"), tuple(words[1:])) for words in rows]
