"""The names of files that are proposed as names of pictures: the same rule in the browser as on the server."""

import pytest

from foundations.uploads.names import is_machine_name

pytestmark = pytest.mark.browser

NAMES = [
    "IMG_20261128_101500",
    "Screenshot_20261128-101500_Chrome",
    "z5123456789012_a1b2c3d4e5f6",
    "Ảnh chụp màn hình 2026-11-28 lúc 10.15.00",
    "Hội nghị 2026",
    "Đại hội",
    "PAR INDEX 2025",
]
PROPOSED = """(title) => {
  const data = { title };
  document.dispatchEvent(new CustomEvent("wagtail:images-upload", { detail: { data } }));
  return data.title;
}"""


def test_the_browser_proposes_what_the_server_takes_for_a_name(signed_in):
    page = signed_in("bien-tap-vien")
    proposed = [page.evaluate(PROPOSED, name) for name in NAMES]
    assert proposed == ["" if is_machine_name(name) else name for name in NAMES]
    assert proposed.count("") == 4
