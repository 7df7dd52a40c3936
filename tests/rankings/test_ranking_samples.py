"""Every collected table: imported whole and given back cell by cell, or refused with what to do."""

import csv
import io
from decimal import Decimal, InvalidOperation

import pytest

from foundations.spreadsheets.reading import read_file
from foundations.spreadsheets.sheets import SheetLimits
from foundations.vietnamese.folding import fold
from foundations.vietnamese.normalisation import make_one_line
from rankings.files import build_published_table
from rankings.imports.guessing import is_number
from rankings.imports.mapping import Choices, get_headings
from rankings.imports.reader import Reader
from rankings.imports.storing import store
from rankings.models import RankingPage
from tests.rankings.ranking_builders import an_edition, an_index, guessed, provinces
from tests.sample_files import SAMPLES, find_folders

pytestmark = pytest.mark.django_db
TABLES = SAMPLES / "rankings"

WHOLE = {  # file: index, year, rows, last row given by the clerk
    **{f"papi/papi_{year}_official-workbook.csv": ("papi", year, 63) for year in (2012, 2014, 2016)},
    **{
        f"papi/papi_{year}_subdimensions.csv": ("papi", year, 63) for year in (2012, 2014, 2016, 2018, 2020, 2022, 2024)
    },
    **{f"pci/pci_{year}_summary-sheet.csv": ("pci", year, 63) for year in (2010, 2012, 2014, 2016)},
    "pci/pci_2006_summary-sheet.csv": ("pci", 2006, 64),
    "pci/pci_2008_summary-sheet.csv": ("pci", 2008, 64),
    "pci/pci_2021_top21_with-subindices.csv": ("pci", 2021, 21),
    "dti_2022_ranks_63.csv": ("dti", 2022, 63),
    "par-index/par-index_2020_top10_with-subscores.csv": ("par-index", 2020, 10),
}
TOTALS = {"total_2024": "score", "rank_2024": "rank", "total_2023": "previous", "rank_2023": "previous_rank"}
FIGURES = {"unit": "name", "score": "score", "rank": "rank", "max_score": "maximum"}
# Tables whose columns or rows the clerk must choose: headings to roles, filters, answers to unknown names.
CHOSEN = {
    "papi_2024_totals_63.csv": ("papi", 2024, TOTALS, [], 63),
    "pci_top_tables.csv": ("pci", 2019, {}, [(0, "2019")], 17),
    "papi_kontum_quangngai_2011_2024.csv": ("papi", 2020, {"rank_of_valid": "rank"}, [(1, "2020")], 2),
    "kontum_indices_summary.csv": ("pci", 2021, {"scale_max": ""}, [(0, "PCI"), (1, "2021")], 1),
    "sipas/sipas-papi-pci-dti_figures.csv": ("pci", 2023, FIGURES, [(0, "PCI"), (1, "2023")], 5),
}  # fmt: skip
REFUSED = {
    "papi/codebook_criteria.csv": "Chưa chọn cột nào là tên đơn vị",
    "papi/codebook_provinces.csv": "Chưa chọn cột nào là số liệu",
    "papi/codebook_subcriteria.csv": "Chưa chọn cột nào là số liệu",
    "kontum_indices_summary.csv": "mỗi đơn vị chỉ một dòng. Nếu bảng gồm nhiều năm",
}
NAMES_TO_ANSWER = {  # unknown names; the clerk must say which unit is meant, or leave the row out
    "kontum_internal_par.csv": {"Ban Quản lý Khu kinh tế", "Sở Công Thương"},
    "pci/pci_2016-2022_totals.csv": {"QNINH", "KTUM"},
    "seeds-figures.csv": {"UBND huyện Kon Rẫy", "Xã Đăk Tơ Lung"},
}


def sheet_of(name):
    return read_file(name, (TABLES / name).read_bytes())[0].put_on_one_line()


def number_or_text(text):
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation:
        return text


def cells_of_source(sheet, choices: Choices, matcher) -> dict:
    """(unit, column) -> cell, each column with the nearest column of names on its left."""
    found, names = {}, [column for column, role in enumerate(choices.roles) if role == "name"]
    last = choices.last_row or len(sheet.rows)
    for row in range(choices.first_row - 1, last):
        if any(sheet.cell(row, column) != value for column, value in choices.filters):
            continue
        for column, role in enumerate(choices.roles):
            if role in ("", "name"):
                continue
            name = sheet.cell(row, max((each for each in names if each < column), default=names[0]))
            if text := sheet.cell(row, column):
                found[matcher(name), column] = number_or_text(text)
    return found


def cells_given_back(edition, choices: Choices, sheet, matcher) -> dict:
    """The same of the exported table, its columns traced back to those of the source."""
    heading, rows = build_published_table(edition, list(edition.rows.derived().order_by("order")))
    out = io.StringIO()
    csv.writer(out).writerows([heading, *rows])  # as a file would carry them
    heading, *rows = csv.reader(io.StringIO(out.getvalue()))
    place = {text: number for number, text in enumerate(heading)}
    titles = {role: str(title) for role, title in columns().items()}
    criteria = {each.code: each.name for each in edition.criteria.all()}
    found = {}
    for column, role in enumerate(choices.roles):
        if role in ("", "name"):
            continue
        own_name = get_headings(sheet, choices)[column].rpartition(" · ")[2]
        title = titles.get(role) or criteria.get(role.removeprefix("template:")) or own_name
        for row in rows:
            if title in place and (text := row[place[title]]):
                found[matcher(row[place["Đơn vị"]]), column] = number_or_text(text)
    return found


def columns():
    from rankings.files import COLUMNS

    return {name.removesuffix("_text"): title for name, title in COLUMNS.items()}


def import_whole(sheet, edition, choices, rows):
    reader = Reader(sheet, choices, edition)
    plan = reader.read()
    choices.names = {each.key: answer(each) for each in plan.unknown}
    plan = Reader(sheet, choices, edition).read()
    assert [str(error) for error in plan.errors] == []
    assert plan.is_ready
    assert store(plan, choices, sheet, edition) == rows
    edition = RankingPage.objects.get(pk=edition.pk)
    units = {}
    for row in edition.rows.all():
        units[fold(row.name)] = row.key

    def matcher(name):
        unit = reader.matcher.find(name)
        return f"don-vi-{unit.pk}" if unit else units[fold(name)]

    source, back = cells_of_source(sheet, choices, matcher), cells_given_back(edition, choices, sheet, matcher)
    assert len(source) >= rows
    assert back == source


def answer(unknown):
    """What a clerk would say: the unit suggested first, or else the name as it is."""
    return f"unit:{unknown.suggestions[0].pk}" if unknown.suggestions else "keep"


@pytest.mark.parametrize("name", WHOLE)
def test_a_table_is_imported_and_given_back_cell_by_cell(home, name):
    provinces()
    slug, year, rows = WHOLE[name]
    edition, sheet = an_edition(an_index(slug), year), sheet_of(name)
    choices, _plan = guessed(sheet, edition)
    take_every_figure(sheet, choices)
    import_whole(sheet, edition, choices, rows)


def take_every_figure(sheet, choices):
    """Columns of figures that the index has no criterion for become criteria of their own, as a clerk may choose."""
    first = choices.roles.index("name")
    for column, heading in enumerate(get_headings(sheet, choices)):
        rows = range(choices.first_row - 1, choices.last_row or len(sheet.rows))
        texts = [text for row in rows if (text := sheet.cell(row, column))]
        if choices.roles[column] == "" and column > first and heading and all(map(is_number, texts)):
            choices.roles[column] = "part"


@pytest.mark.parametrize("name", CHOSEN)
def test_a_table_whose_columns_are_chosen_is_given_back_cell_by_cell(home, name):
    provinces()
    slug, year, roles, filters, rows = CHOSEN[name]
    edition, sheet = an_edition(an_index(slug), year), sheet_of(name)
    if name.startswith("sipas"):
        choices = Choices(roles=[""] * len(sheet.rows[0]))
    else:
        choices, _plan = guessed(sheet, edition)
    choices.filters, choices.last_row = filters, 0
    for column, heading in enumerate(sheet.rows[0]):
        choices.roles[column] = roles.get(heading, choices.roles[column])
    import_whole(sheet, edition, choices, rows)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_table_of_one_edition_is_refused_with_the_reason(home, name):
    provinces()
    edition = an_edition(an_index("papi"), 2020)
    _choices, plan = guessed(sheet_of(name), edition)
    assert not plan.is_ready
    assert REFUSED[name] in " ".join(map(str, plan.errors))


@pytest.mark.parametrize("name", NAMES_TO_ANSWER)
def test_unknown_names_are_asked_about_and_nothing_is_stored_before(home, name):
    provinces()
    edition = an_edition(an_index("pci"), 2020)
    _choices, plan = guessed(sheet_of(name), edition)
    assert {each.name for each in plan.unknown} >= NAMES_TO_ANSWER[name]
    assert not plan.is_ready
    with pytest.raises(ValueError, match="not stored"):
        store(plan, Choices(), sheet_of(name), edition)


def test_every_sample_table_is_looked_at():
    known = {*WHOLE, *CHOSEN, *REFUSED, *NAMES_TO_ANSWER}
    for folder in find_folders("rankings"):
        assert {str(path.relative_to(folder)) for path in folder.rglob("*.csv")} == known


def without_empty_end(row: list[str]) -> list[str]:
    return row[: max((place + 1 for place, text in enumerate(row) if text), default=0)]


LISTS = SAMPLES / "procedures" / "danh-muc"


@pytest.mark.parametrize("path", sorted([*TABLES.rglob("*.csv"), *LISTS.rglob("*.csv")]), ids=lambda path: path.name)
def test_a_sample_is_read_cell_by_cell_as_the_csv_module_reads_it(path):
    """Read independently of our reader: comma, rows and quotes as the standard library has them."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        source = [without_empty_end([make_one_line(text) for text in row]) for row in csv.reader(file)]
    (sheet,) = read_file(path.name, path.read_bytes(), limits=SheetLimits(cell=100_000))
    assert [row for row in sheet.put_on_one_line().rows if any(row)] == [row for row in source if any(row)]
