"""What follows from published figures, and where they contradict themselves."""

import pytest
from django.db import IntegrityError

from foundations.units.models import Unit
from rankings.checks import find_contradictions
from rankings.figures import Figure, NotAFigure, format_figure, parse_figure, parse_rank, parse_score
from rankings.imports.names import NameMatcher
from rankings.models import GradeThreshold, RankingPage, Row
from rankings.tables import Choice, Table, get_criteria
from tests.builders import a_unit
from tests.rankings.ranking_builders import an_edition, an_index, fill, provinces, read

pytestmark = pytest.mark.django_db


def lines(edition, **choice):
    return {line.row.name: line for line in Table(edition, Choice(**choice)).lines}


def messages(edition):
    return [(w.unit, w.message, w.published, w.computed) for w in find_contradictions(edition)]


@pytest.mark.parametrize(
    ("cell", "figure"),
    [
        ("92,44", Figure("92.44", 92.44)),
        ("41.62", Figure("41.62", 41.62)),
        (" 85,5051 ", Figure("85.5051", 85.5051)),
        ("06", Figure("6", 6)),
        ("95,3 %", Figure("95.3", 95.3)),
        ("1.234,5", Figure("1234.5", 1234.5)),
        ("−0,25", Figure("-0.25", -0.25)),
        ("73.40", Figure("73.40", 73.4)),
        ("", Figure()),
        ("N/A", Figure("N/A")),
        ("–", Figure("N/A")),
        ("không công bố", Figure("N/A")),
    ],
)
def test_a_cell_is_read_as_it_was_printed(cell, figure):
    assert parse_figure(cell) == figure


@pytest.mark.parametrize("cell", ["mười", "1,2,3", "1e300", "9" * 300, "inf", "nan", "٣", "2000001", "=1+1", "12..3"])
def test_what_is_no_figure_is_refused(cell):
    with pytest.raises(NotAFigure):
        parse_figure(cell)


def test_a_score_may_name_its_maximum_and_a_rank_how_many_were_ranked():
    assert parse_score("88,5/96") == (Figure("88.5", 88.5), Figure("96", 96))
    assert parse_rank("37/63") == Figure("37", 37)
    assert parse_rank("1.0") == Figure("1", 1)
    for cell in ("0", "-3", "2,5"):
        with pytest.raises(NotAFigure):
            parse_rank(cell)


def test_a_figure_is_shown_with_the_decimals_of_its_index():
    assert format_figure("41.855675", 2) == "41,86"
    assert format_figure("85.5051") == "85,5051"
    assert format_figure("73.4", 2) == "73,4"
    assert format_figure("N/A", 2) == "N/A"


def test_the_percent_follows_from_the_maximum_of_the_unit_and_equals_the_published_one(home):
    edition = fill(
        an_edition(an_index("chi-so-noi-bo"), 2021, scope="departments", number_ranked=20),
        ["name", "score", "maximum", "percent", "grade", "rank"],
        ["Ban Quản lý Khu kinh tế tỉnh Kon Tum", "92,44", "97", "95,3", "Xuất sắc", "1"],
    )
    row = edition.rows.derived().get()
    assert row.score_text == "92.44"
    assert round(row.percent_computed, 1) == 95.3 == row.percent_now
    assert [w for w in messages(edition) if "Tỷ lệ" in w[1]] == []


def test_criteria_that_do_not_make_the_total_are_told_with_both_values(home):
    names = ["name", "self_score", "score", "grade", *["criterion"] * 7]
    headings = ["Đơn vị", "Tự chấm", "Điểm", "Xếp loại", *(f"Lĩnh vực {number}" for number in range(1, 8))]
    edition = an_edition(an_index("chi-so-noi-bo"), 2020, scope="districts")
    figures = ["18", "4,5", "06", "15,5", "5,25", "10,83", "05"]
    fill(edition, names, ["UBND huyện Kon Rẫy", "88,5/96", "73,33/96", "Khá", *figures], headings=headings)
    for name, minimum in (("Xuất sắc", 90), ("Tốt", 80), ("Khá", 70)):
        GradeThreshold.objects.create(edition=edition, name=name, minimum=minimum)
    edition = RankingPage.objects.get(pk=edition.pk)
    (line,) = lines(edition).values()
    assert (line.row.self_score_text, line.row.score_text, line.row.maximum_text) == ("88.5", "73.33", "96")
    assert line.row.grade_computed == "Khá"  # of 76,4 %, not of 73,33
    assert ("UBND huyện Kon Rẫy", "Tổng điểm khác tổng các tiêu chí", "73,33", "65,08") in messages(edition)
    assert line.total == 73.33  # as published, not repaired


def test_four_decimals_of_a_commune_stay(home):
    edition = an_edition(an_index("chi-so-noi-bo"), 2020, scope="communes")
    fill(edition, ["name", "score", "grade"], ["Xã Đăk Tơ Lung", "85,5051", "Tốt"])
    assert lines(edition)["Xã Đăk Tơ Lung"].score_shown == "85,5051"


def test_national_ranks_without_scores(home):
    provinces()
    for slug, rank in (("papi", "50"), ("par-index", "58"), ("sipas", "63/63")):
        edition = an_edition(an_index(slug), 2017, number_ranked=63)
        fill(edition, ["name", "rank"], ["Tỉnh Kon Tum", rank])
        (line,) = lines(edition).values()
        assert line.place == int(rank.split("/")[0])
        assert line.row.unit.slug == "tinh-kon-tum"
        assert messages(edition) == []


def test_ties_share_a_place_and_the_next_one_is_left_out(home):
    edition = an_edition(an_index("dti"), 2022)
    fill(edition, ["name", "score"], ["A", "0,7"], ["B", "0,6"], ["C", "0,6"], ["D", "0,5"], ["E", "N/A"])
    assert {name: line.place for name, line in lines(edition).items()} == {"A": 1, "B": 2, "C": 2, "D": 4, "E": None}


def test_published_ties_are_right_and_a_wrong_next_place_is_told(home):
    right, wrong = an_edition(an_index("dti"), 2022), an_edition(an_index("dti"), 2021)
    ranks = [["A", "1"], ["B", "2"], ["C", "2"]]
    assert messages(fill(right, ["name", "rank"], *ranks, ["D", "4"])) == [NO_UNIT]
    told = messages(fill(wrong, ["name", "rank"], *ranks, ["D", "3"]))
    assert ("", "Sau 2 đơn vị đồng hạng 2 phải là hạng 4", "3", "4") in told


NO_UNIT = ("", "Không dòng nào được nối với một đơn vị trong danh mục", "", "")


def test_a_missing_place_is_told_and_a_row_without_figures_says_so(home):
    provinces()
    edition = an_edition(an_index("pci"), 2019, number_ranked=63)
    rows = [["Đà Nẵng", "70,15", "5"], ["Quảng Ninh", "73,40", "1"], ["Đồng Tháp", "72,10", "2"]]
    rows += [["Vĩnh Long", "71,30", "3"], ["TP.HCM", "N/A", "N/A"]]
    fill(edition, ["name", "score", "rank"], *rows)
    assert ("", "Không có đơn vị nào ở hạng 4", "", "") in messages(edition)
    row = lines(edition)["TP.HCM"].row
    assert row.is_withheld
    assert (row.score, row.score_text, row.place) == (None, "N/A", None)


def test_an_excerpt_is_not_ranked_anew(home):
    provinces()
    edition = an_edition(an_index("par-index"), 2020, number_ranked=63)
    fill(edition, ["name", "score"], ["Kon Tum", "81,35"], ["Gia Lai", "80,1"])
    assert [line.place for line in lines(edition).values()] == [None, None]


def test_a_place_that_contradicts_the_scores_is_told(home):
    edition = an_edition(an_index("pci"), 2021)
    fill(edition, ["name", "score", "rank"], ["A", "70", "2"], ["B", "60", "1"])
    assert ("A", "Thứ hạng khác thứ tự theo điểm", "2", "1") in messages(edition)
    assert lines(edition)["A"].place == 2  # as published


def test_negative_points_and_points_beyond_the_maximum(home):
    edition = an_edition(an_index("chi-so-noi-bo"), 2022, scale_max=100)
    fill(edition, ["name", "score", "criterion", "criterion"], ["A", "-0,25", "1", "-1,25"], ["B", "101", "100", "1"])
    found = messages(edition)
    assert ("B", "Điểm vượt điểm tối đa", "101", "100") in found
    assert [w for w in found if w[0] == "A"] == []
    assert {line.row.name: line.place for line in lines(edition).values()} == {"B": 1, "A": 2}


def test_where_less_is_better_the_smallest_comes_first(home):
    index = an_index("chi-so-noi-bo")
    index.higher_is_better = False
    index.save()
    edition = fill(an_edition(index, 2022), ["name", "score"], ["A", "12"], ["B", "3"])
    assert {name: line.place for name, line in lines(edition).items()} == {"B": 1, "A": 2}


def test_a_fall_in_number_is_a_rise(home):
    provinces()
    for year, score, rank in ((2022, "81,35", "55"), (2023, "86,14", "43")):
        edition = an_edition(an_index(), year, number_ranked=63)
        fill(edition, ["name", "score", "rank"], ["Kon Tum", score, rank], ["Hà Giang", "", str(60 - year % 10)])
    line = lines(edition)["Kon Tum"]
    assert (line.rise, line.difference, line.difference_shown) == (12, 4.79, "+4,79")
    assert lines(edition)["Hà Giang"].rise == 1


def test_nothing_is_compared_across_a_break_unless_the_publisher_does(home):
    provinces()
    fill(
        an_edition(an_index("papi"), 2017), ["name", "score", "rank"], ["Kon Tum", "35,12", "50"], ["Hà Nội", "36", "9"]
    )
    edition = an_edition(an_index("papi"), 2018, series_break=True, break_note="Từ 6 lên 8 nội dung")
    roles = ["name", "score", "rank", "previous", "previous_rank"]
    fill(edition, roles, ["Kon Tum", "43,22", "42", "", ""], ["Hà Nội", "44", "8", "43", "10"])
    found = lines(edition)
    assert (found["Kon Tum"].rise, found["Kon Tum"].difference) == (None, None)
    assert (found["Hà Nội"].rise, found["Hà Nội"].difference) == (2, 1)


def test_a_merged_province_is_another_unit_and_gets_no_change(home):
    provinces()
    fill(an_edition(an_index("papi"), 2024), ["name", "score"], ["Quảng Ngãi", "43,07"])
    edition = fill(an_edition(an_index("papi"), 2025), ["name", "score"], ["Quảng Ngãi", "44"])
    # The new province is not among these units: the one known of that name ended in June.
    row = edition.rows.get()
    Unit.objects.create(slug="tinh-quang-ngai", name="Tỉnh Quảng Ngãi", kind="province", valid_from="2025-07-01")
    assert NameMatcher(edition).find("Quảng Ngãi").slug == "tinh-quang-ngai"
    row.unit = Unit.objects.get(slug="tinh-quang-ngai")
    row.save()
    assert lines(edition)["Quảng Ngãi"].difference is None


def test_a_total_that_was_not_published_is_the_sum_of_complete_criteria_only(home):
    edition = an_edition(an_index("papi"), 2020)
    roles = ["name", "template:SC11", "template:SC12", "template:SC21"]
    fill(edition, roles, ["A", "1,5", "0,5", "2"], ["B", "1", "", "1"])
    found = lines(edition)
    assert (found["A"].total, found["A"].score_shown, found["A"].score_is_computed) == (4, "4", True)
    assert found["B"].total is None
    by_code = {line.criterion.code: line for line in get_criteria(edition, found["A"].row)}
    assert (by_code["C01"].value, by_code["C01"].is_sum, by_code["C02"].value) == (2, True, 2)


def test_a_difference_that_most_units_share_is_said_once(home):
    edition = an_edition(an_index("pci"), 2010)
    units = [[f"Tỉnh {number}", str(60 - number), "6", "5"] for number in range(8)]
    fill(edition, ["name", "score", "criterion", "criterion"], *units, headings=["Tỉnh", "Điểm", "X", "Y"])
    (said,) = [w for w in messages(edition) if "Tổng điểm" in w[1]]
    assert said[:2] == (
        "",
        "Tổng điểm khác tổng các tiêu chí ở 8 trên 8 đơn vị: có thể do cách tính (như trọng số), không do số sai",
    )
    edition.criteria.filter(name="X").update(weight=10)
    edition.criteria.filter(name="Y").update(weight=0)
    assert len([w for w in messages(edition) if "Tổng điểm" in w[1]]) == 1


def test_a_difference_of_few_units_is_said_of_each(home):
    edition = an_edition(an_index("pci"), 2010)
    units = [[f"Tỉnh {number}", "11" if number > 2 else "12", "6", "5"] for number in range(8)]
    fill(edition, ["name", "score", "criterion", "criterion"], *units, headings=["Tỉnh", "Điểm", "X", "Y"])
    assert [w[0] for w in messages(edition) if "Tổng điểm" in w[1]] == ["Tỉnh 0", "Tỉnh 1", "Tỉnh 2"]


def test_weights_count_in_the_sum(home):
    edition = an_edition(an_index("chi-so-noi-bo"), 2022)
    fill(
        edition,
        ["name", "score", "criterion", "criterion"],
        ["A", "7", "10", "4"],
        headings=["Đơn vị", "Điểm", "X", "Y"],
    )
    edition.criteria.update(weight=0.5)
    assert [w for w in messages(edition) if "Tổng điểm" in w[1]] == []


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Đắk Lắk", "tinh-dak-lak-truoc-07-2025"),
        ("Đăk Lăk", "tinh-dak-lak-truoc-07-2025"),
        ("TP.HCM", "thanh-pho-ho-chi-minh-truoc-07-2025"),
        ("TP. Đà Nẵng", "thanh-pho-da-nang-truoc-07-2025"),
        ("Thừa Thiên - Huế", "tinh-thua-thien-hue"),
        ("UBND tỉnh Kon Tum", "tinh-kon-tum"),
        ("BRVT", "tinh-ba-ria-vung-tau"),
    ],
)
def test_a_province_is_known_by_its_usual_spellings(home, name, slug):
    provinces()
    assert NameMatcher(RankingPage(year=2023, scope="provinces")).find(name).slug == slug


def test_an_unknown_name_is_offered_units_and_none_is_taken_by_itself(home):
    provinces()
    matcher = NameMatcher(RankingPage(year=2023, scope="provinces"))
    assert matcher.find("Kon Tumm") is None
    assert [unit.slug for unit in matcher.suggest("Kon Tumm")] == ["tinh-kon-tum"]


def test_a_unit_stands_once_in_an_edition(home):
    edition, unit = an_edition(), a_unit("Tỉnh Kon Tum", kind="province")
    Row.objects.create(edition=edition, unit=unit, name="Kon Tum")
    with pytest.raises(IntegrityError):
        Row.objects.create(edition=edition, unit=unit, name="Tỉnh Kon Tum")


def test_pages_below_may_not_take_the_addresses_of_routes(home):
    with pytest.raises(Exception, match="dành cho trang có sẵn"):
        an_edition(slug="nhung")


def test_errors_name_row_and_column(home):
    provinces()
    plan = read(
        an_edition(), [["Tỉnh", "Điểm"], ["Kon Tum", "tám mươi"], ["", "5"], ["Hà Nội", "80,1"]], ["name", "score"]
    )
    assert [str(error) for error in plan.errors] == [
        "Ô B2 của trang tính “Bảng”, cột “Điểm”: “tám mươi” không phải là số.",
        "Ô A3 của trang tính “Bảng”, cột “Tỉnh”: có số liệu nhưng không có tên đơn vị.",
    ]


def test_merged_group_rows_and_repeated_headings_are_passed_over_with_a_note(home):
    provinces()
    rows = [["Tỉnh", "Điểm"], ["I. Vùng Tây Nguyên", ""], ["Kon Tum", "80"], ["Tỉnh", "Điểm"], ["Gia Lai", ""]]
    plan = read(an_edition(), rows, ["name", "score"])
    assert [row.name for row in plan.rows] == ["Kon Tum", "Gia Lai"]
    assert plan.is_ready
    assert "I. Vùng Tây Nguyên" in " ".join(plan.notes)
    assert "Dòng lặp lại tiêu đề cột nên được bỏ qua: 4." in " ".join(plan.notes)
