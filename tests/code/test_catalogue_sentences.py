"""The sentences of gettext calls are found in modules and templates, in every app wherever it lies."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from scripts.catalogues.messages import (
    Message,
    find_app_folders,
    find_messages_by_app,
    find_messages_in_files,
    find_messages_in_python,
    find_messages_in_template,
)

ROOT = Path(__file__).resolve().parent.parent.parent


def test_sentences_of_python_are_found():
    source = """
from django.utils.translation import gettext as _, gettext_lazy, npgettext as many
from django.utils import translation
a = f"{_('trong chuỗi')} {_('một ' 'hai' + ' ba')}"
b = [gettext_lazy("lười"), translation.gettext("qua mô-đun"), many("bài", "một bài", "%s bài", n + 1), _(variable)]
c = other("không phải câu dịch")
"""
    assert set(find_messages_in_python(source)) == {
        Message("trong chuỗi"),
        Message("một hai ba"),
        Message("lười"),
        Message("qua mô-đun"),
        Message("một bài", "%s bài", "bài"),
    }


@pytest.mark.parametrize("call", ["_(f'có {n} bài')", "_('có %s bài' % n)", "_('có ' + n)"])
def test_a_sentence_put_together_before_the_call_is_refused(call):
    with pytest.raises(ValueError, match="line 1"):
        find_messages_in_python(call)


def test_sentences_of_templates_are_found():
    source = """{% load i18n %}{% translate 'Có "dấu" 5%' %}{% translate "Bảng" context "đồ gỗ" as table %}
{{ value|default:_('Trống') }}{% include "x.html" with label=_("Nhãn") %}{# {% translate "Bỏ" %} #}
{% blocktranslate trimmed count total=n with shown=n|grouped %}
  {{ shown }} bài
{% plural %}
  tất cả {{ shown }} bài
{% endblocktranslate %}{% blocktranslate %}Năm
{{ year }} 100%{% endblocktranslate %}"""
    assert find_messages_in_template(source) == [
        Message('Có "dấu" 5%%'),
        Message("Bảng", context="đồ gỗ"),
        Message("Trống"),
        Message("Nhãn"),
        Message("%(shown)s bài", "tất cả %(shown)s bài"),
        Message("Năm\n%(year)s 100%%"),
    ]


def test_an_app_in_a_folder_of_apps_is_found_and_one_inside_another_is_counted_by_itself(
    tmp_path, settings, monkeypatch
):
    outer = SimpleNamespace(name="wing", label="wing", path=tmp_path / "wing")
    inner = SimpleNamespace(name="wing.room", label="room", path=tmp_path / "wing" / "room")
    lower = SimpleNamespace(name="foundations.ground", label="ground", path=tmp_path / "foundations" / "ground")
    package = SimpleNamespace(name="wagtail", label="wagtail", path=tmp_path / ".venv" / "wagtail")
    for app in (outer, inner, lower, package):
        app.path.mkdir(parents=True)
        (app.path / "models.py").write_text(f"_('{app.label}')", encoding="utf-8")
    settings.BASE_DIR = tmp_path
    monkeypatch.setattr("django.apps.apps.get_app_configs", lambda: [outer, inner, lower, package])
    assert find_messages_by_app() == {name: [Message(name)] for name in ("ground", "room", "wing")}


def test_no_sentence_stands_outside_the_apps():
    apps = find_app_folders().values()
    roots = {ROOT / app.relative_to(ROOT).parts[0] for app in apps}
    modules = {path for root in roots for path in root.rglob("*.py")}
    outside = [path for path in modules if not any(path.is_relative_to(app) for app in apps)]
    assert len(roots) > 4
    assert find_messages_in_files(outside) == []
