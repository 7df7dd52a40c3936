"""The house: who may import whom."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LAYERS = [
    {
        *("units", "copies", "counters", "handbook", "legal_documents", "vietnamese", "working_days"),
        *("editing", "strangers", "personal_data", "signing_in"),
    },
    {"news", "rankings", "procedures", "feedback"},
    {"site_project"},
]
# The lowest of the bottom: how words are spelled, and how whatever is edited is saved.
FOUNDATIONS = {"vietnamese", "editing"}
LEVEL = {app: level for level, apps in enumerate(LAYERS) for app in apps}


def imported_apps(source: str) -> set[str]:
    """The project's apps that a module imports, also inside functions."""
    modules = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            modules |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            modules.add(node.module)
    return {module.split(".")[0] for module in modules} & set(LEVEL)


def wrong_arrows(app: str, source: str) -> set[str]:
    """Apps that a module of `app` imports though they are above it, or beside it in the middle or on top.

    Apps of one layer do not import each other, but at the bottom any may use the foundations.
    """
    others = imported_apps(source) - {app}
    allowed = {other for other in others if LEVEL[other] < LEVEL[app]}
    if LEVEL[app] == 0:
        allowed |= FOUNDATIONS & others
    return others - allowed


MODULES = [(app, path) for app in sorted(LEVEL) for path in sorted((ROOT / app).rglob("*.py"))]


@pytest.mark.parametrize(("app", "path"), MODULES, ids=lambda value: str(value).removeprefix(f"{ROOT}/"))
def test_imports_flow_one_way(app, path):
    assert not wrong_arrows(app, path.read_text(encoding="utf-8"))


def test_an_arrow_turned_round_is_noticed():
    assert wrong_arrows("units", "def f():\n    from news.models import ArticlePage") == {"news"}
    assert wrong_arrows("news", "import site_project.models") == {"site_project"}
    assert wrong_arrows("news", "from rankings.models import Index") == {"rankings"}
    assert wrong_arrows("vietnamese", "from foundations.units.models import Unit") == {"units"}
    assert not wrong_arrows(
        "site_project", "from news.models import ArticlePage\nfrom foundations.units.models import Unit"
    )


def test_no_app_is_named_after_nothing():
    folders = {path.name for path in ROOT.iterdir() if (path / "__init__.py").exists()}
    assert not folders & {"core", "utils", "base", "common", "helpers"}


def test_modules_stay_short():
    long = {str(path): lines for _app, path in MODULES if (lines := len(path.read_text().splitlines())) > 300}
    assert not {path for path in long if "/migrations/" not in path}
