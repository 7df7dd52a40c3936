"""The house: five floors, who may import whom, no circles, nothing too large (README and docs/kien-truc.md draw it)."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
MAX_CHARACTERS = 12_000  # of a file
MAX_LINES = 300  # of a file
MAX_LINES_OF_APP = 4_500
MAX_LINES_OF_TOP = 2_500  # site_project, without the demonstration
MAX_FOLDERS = 14  # at the root

FLOORS = {
    "ground": {
        "foundations.authentication",
        "foundations.counters",
        "foundations.delivery",
        "foundations.editing",
        "foundations.editors_interface",
        "foundations.file_kinds",
        "foundations.handbook",
        "foundations.legal_documents",
        "foundations.old_portals",
        "foundations.page_copies",
        "foundations.personal_data",
        "foundations.public_forms",
        "foundations.searching",
        "foundations.spreadsheets",
        "foundations.vietnamese",
        "foundations.working_days",
    },
    "lower": {"foundations.imported_html", "foundations.members", "foundations.units", "foundations.uploads"},
    "mission": {"feedback", "news", "procedures", "procedures.reading", "rankings"},
    "above": {
        "news.article_imports",
        "news.comments",
        "news.newsroom",
        "news.quotas",
        "news.word_files",
        "procedures.import_runs",
        "rankings.imports",
    },
    "top": {"site_project", "site_project.demonstration", "site_search"},
}
LEVEL = {app: level for level, apps in enumerate(FLOORS.values()) for app in apps}
# How words are spelled is for everybody.
FOR_ALL = "foundations.vietnamese"
# Arrows within a floor, each with its reason.
BESIDE = {
    ("foundations.authentication", "foundations.public_forms"): "an address stands for its household there too",
    ("foundations.authentication", "foundations.spreadsheets"): "its reports are exported",
    ("foundations.counters", "foundations.spreadsheets"): "its reports are exported",
    ("foundations.editors_interface", "foundations.spreadsheets"): "Wagtail's reports are exported",
    ("foundations.legal_documents", "foundations.editing"): "its form guards what others wrote",
    ("foundations.legal_documents", "foundations.delivery"): "it names its pages by absolute addresses",
    ("foundations.legal_documents", "foundations.searching"): "its list and chooser are searched",
    ("foundations.legal_documents", "foundations.old_portals"): "its addresses change and lead on",
    ("foundations.legal_documents", "foundations.spreadsheets"): "its list is exported",
    ("foundations.personal_data", "foundations.editing"): "its form guards what others wrote",
    ("foundations.personal_data", "foundations.spreadsheets"): "a person's data are handed out as a workbook",
    ("foundations.searching", "foundations.delivery"): "what it remembers is good until content changes",
    ("foundations.searching", "foundations.editing"): "its form guards what others wrote",
    ("foundations.searching", "foundations.spreadsheets"): "its list is exported",
    ("foundations.spreadsheets", "foundations.file_kinds"): "a table is known by its first bytes",
    ("foundations.working_days", "foundations.editing"): "its form guards what others wrote",
    ("foundations.working_days", "foundations.searching"): "its list is searched",
    ("foundations.members", "foundations.units"): "people belong to units",
    ("foundations.uploads", "foundations.units"): "each unit has a collection of its own",
    ("procedures", "procedures.reading"): "it stores what the readers of files return",
    ("news.newsroom", "news.quotas"): "the editors' desk shows what a unit still owes",
    ("site_project", "site_project.demonstration"): "`set_up --demo` loads it",
    ("site_project", "site_search"): "its addresses lead to the search",
    ("site_project.demonstration", "site_project"): "it fills the home page and the settings",
}
# Strings like a dotted path of ours that settings and code may hold: Django and Wagtail load them by name, or `patch`.
DOTTED = re.compile(
    r"(?:foundations|feedback|news|procedures|rankings|site_project|site_search)(?:\.[a-z_0-9]+)*(?:\.\w+)?"
)


@cache
def modules() -> dict[str, Path]:
    """The project's modules by dotted name, without migrations."""
    folders = {app.split(".")[0] for app in LEVEL}
    paths = [path for folder in sorted(folders) for path in sorted((ROOT / folder).rglob("*.py"))]
    return {name_of(path): path for path in paths if path.parent.name != "migrations"}


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def module_of(name: str) -> str | None:
    """The module that a dotted name is, or is something in; None where it is none of ours."""
    parent = name.rpartition(".")[0]
    return name if name in modules() else parent if parent in modules() else None


def app_of(module: str) -> str | None:
    """The innermost app that a module belongs to; None for the folder of foundations itself."""
    parts = module.split(".")
    names = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((name for name in names if name in LEVEL), None)


@cache
def imported_names(source: str) -> set[str]:
    """All dotted names that a module imports, also inside functions; of `from a import b` a.b."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports are absolute"
            names |= {f"{node.module}.{name.name}" for name in node.names}
    return names


@cache
def imported_modules(source: str) -> set[str]:
    """The project's modules among them."""
    return {module for name in imported_names(source) if (module := module_of(name))}


@cache
def dotted_paths(source: str) -> set[str]:
    """Strings that name a module of the project, or something in one: the arrows that no import shows."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and DOTTED.fullmatch(node.value):
            found.add(module_of(node.value))
    return found - {None}


def wrong_arrows(module: str, source: str) -> set[str]:
    """Apps that a module may not use: above it, or beside it without a reason."""
    app = app_of(module)
    others = {app_of(name) for name in imported_modules(source) | dotted_paths(source)} - {app, None, FOR_ALL}
    if app is None:
        return others
    return {other for other in others if LEVEL[other] >= LEVEL[app] and (app, other) not in BESIDE}


def circles(arrows: dict[str, set[str]]) -> list[set[str]]:
    """Groups of nodes that lead to each other."""
    reached = {node: reachable(node, arrows) for node in arrows}
    found = []
    for node in arrows:
        group = {other for other in reached[node] if node in reached.get(other, ())}
        if group and group not in found:
            found.append(group)
    return found


def reachable(start: str, arrows: dict[str, set[str]]) -> set[str]:
    seen, left = set(), [start]
    while left:
        for other in arrows.get(left.pop(), ()):
            if other not in seen:
                seen.add(other)
                left.append(other)
    return seen


@cache
def sources() -> dict[str, str]:
    return {name: path.read_text(encoding="utf-8") for name, path in modules().items()}


def lines_of_apps() -> dict[str, int]:
    counted = dict.fromkeys(LEVEL, 0)
    for name, source in sources().items():
        if app := app_of(name):
            counted[app] += len(source.splitlines())
    return counted


def test_every_app_stands_on_a_floor():
    folders = {name_of(path.parent / "__init__.py") for path in ROOT.glob("*/**/apps.py") if ".venv" not in str(path)}
    assert folders - {"tests"} <= set(LEVEL)
    assert {app for app in LEVEL if app != "site_project.demonstration"} <= folders


def test_imports_and_dotted_paths_flow_one_way():
    wrong = {name: arrows for name, source in sources().items() if (arrows := wrong_arrows(name, source))}
    assert not wrong


def test_no_reason_stands_for_an_arrow_that_is_gone():
    drawn = {
        (app_of(name), app_of(other))
        for name, source in sources().items()
        for other in imported_modules(source) | dotted_paths(source)
    }
    assert set(BESIDE) <= drawn


def test_apps_form_no_circle():
    arrows = {app: set() for app in LEVEL}
    for name, source in sources().items():
        if app := app_of(name):
            arrows[app] |= {app_of(other) for other in imported_modules(source)} - {app, None}
    # The demonstration is a part of the top, kept apart only to be counted apart.
    arrows["site_project"] |= arrows.pop("site_project.demonstration") - {"site_project"}
    arrows["site_project"].discard("site_project.demonstration")
    assert circles(arrows) == []


def test_modules_form_no_circle():
    assert circles({name: imported_modules(source) - {name} for name, source in sources().items()}) == []


def test_nobody_imports_the_top():
    users = {name for name, source in sources().items() for other in imported_names(source) if "site_project" in other}
    assert {app_of(name) for name in users} == {"site_project", "site_project.demonstration"}


def test_an_arrow_turned_round_is_noticed():
    assert wrong_arrows("foundations.units.x", "def f():\n    from news.models import ArticlePage") == {"news"}
    assert wrong_arrows("news.x", "import site_project.models") == {"site_project"}
    assert wrong_arrows("news.x", "from rankings.models import Index") == {"rankings"}
    assert wrong_arrows("news.x", "from news.quotas import models") == {"news.quotas"}
    assert wrong_arrows("news.x", 'load("news.quotas.models.QuotaRule")') == {"news.quotas"}
    assert wrong_arrows("foundations.delivery.x", "from foundations.units.models import Unit") == {"foundations.units"}
    assert wrong_arrows("foundations.counters.x", "from foundations.handbook import views") == {"foundations.handbook"}
    assert not wrong_arrows("site_project.x", "from news.models import A\nfrom foundations.units.models import Unit")
    assert not wrong_arrows("news.quotas.x", "from news.models import ArticlePage")


def test_a_circle_is_noticed():
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [{"a", "b", "c"}]
    assert circles({"a": {"b"}, "b": {"c"}, "c": set()}) == []


def test_no_app_is_named_after_nothing():
    names = {part for app in LEVEL for part in app.split(".")}
    assert not names & {"core", "utils", "base", "common", "helpers"}


@pytest.mark.parametrize("limit", ["characters", "lines"])
def test_files_stay_short(limit):
    size, most = (len, MAX_CHARACTERS) if limit == "characters" else (lambda text: text.count("\n"), MAX_LINES)
    assert {name: size(source) for name, source in sources().items() if size(source) > most} == {}


def test_apps_stay_small():
    counted = lines_of_apps()
    assert {app: lines for app, lines in counted.items() if lines > MAX_LINES_OF_APP} == {}
    assert counted["site_project"] <= MAX_LINES_OF_TOP


def test_the_root_stays_small():
    ignored = {line.strip("/") for line in (ROOT / ".gitignore").read_text().splitlines()}
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith((".", "_"))}
    assert len(folders - ignored) <= MAX_FOLDERS


def test_each_app_says_what_it_is():
    missing = {app for app in LEVEL if not ast.get_docstring(ast.parse(sources()[app]))}
    assert not missing
