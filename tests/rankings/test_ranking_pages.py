"""Rankings as readers, other sites and programs meet them."""

import csv
import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from foundations.units.models import Unit
from rankings.models import Criterion, CriterionScore, RankingPage, Region, Row
from rankings.ready_made import make_rankings
from tests.builders import a_unit, an_article
from tests.rankings.ranking_builders import an_edition, an_index, fill, hub, provinces

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12  # of an edition page, when its worker has answered one before


@pytest.fixture
def edition(home):
    units = provinces()
    region = Region.objects.get(name="Tây Nguyên")
    assert units["tinh-kon-tum"] in region.units.all()
    hub_page = hub()
    hub_page.focus_units.add(units["tinh-kon-tum"])
    hub_page.save()
    before = an_edition(an_index(), 2022, slug="2022", number_ranked=3)
    fill(before, ["name", "score", "rank"], ["Kon Tum", "81,35", "3"], ["Hà Nội", "88", "1"], ["Gia Lai", "82", "2"])
    edition = an_edition(an_index(), 2023, slug="2023", number_ranked=3, source="Quyết định 251/QĐ-BNV")
    roles = ["name", "score", "rank", "grade", "template:the-che"]
    return fill(
        edition,
        roles,
        ["Hà Nội", "91,1", "1", "A", "9,5"],
        ["Kon Tum", "86,14", "2", "B", "9,42"],
        ["Gia Lai", "80,05", "3", "B", "8"],
    )


def shown(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def names_in_order(text):
    body = text[text.index("<tbody>") :]
    return sorted(("Kon Tum", "Hà Nội", "Gia Lai"), key=lambda name: body.find(f">{name}</a>"))


def test_an_edition_shows_its_table_with_change_and_source(client, edition):
    text = shown(client, edition.url)
    assert edition.url == "/xep-hang/par-index/2023/"
    assert "86,14" in text
    assert "bậc, tăng" in text
    assert "+4,79" in text
    assert "Quyết định 251/QĐ-BNV" in text
    assert "style=" not in text.replace("&quot;", "")


@pytest.mark.parametrize(
    ("query", "order"),
    [
        ("", ["Hà Nội", "Kon Tum", "Gia Lai"]),
        ("?sap-xep=-hang", ["Gia Lai", "Kon Tum", "Hà Nội"]),
        ("?sap-xep=ten", ["Gia Lai", "Hà Nội", "Kon Tum"]),
        ("?sap-xep=diem", ["Gia Lai", "Kon Tum", "Hà Nội"]),
        ("?sap-xep=thay-doi", ["Kon Tum", "Hà Nội", "Gia Lai"]),
        ("?sap-xep=khong-co", ["Hà Nội", "Kon Tum", "Gia Lai"]),
    ],
)
def test_a_table_is_sorted_by_links(client, edition, query, order):
    assert names_in_order(shown(client, edition.url + query)) == order


def test_a_table_is_narrowed_by_region_group_and_name(client, edition):
    for query, expected in (
        ("?vung=tay-nguyen", ["Kon Tum", "Gia Lai"]),
        ("?nhom=A", ["Hà Nội"]),
        ("?tim=kon+tum", ["Kon Tum"]),
        ("?tim=hà nội", ["Hà Nội"]),
        ("?vung=tay-nguyen&nhom=B&tim=gia", ["Gia Lai"]),
    ):
        text = shown(client, edition.url + query)
        body = text[text.index("<tbody>") : text.index("</tbody>")]
        assert [name for name in ("Hà Nội", "Kon Tum", "Gia Lai") if name in body] == expected


def test_a_row_opens_its_criteria(client, edition):
    text = shown(client, f"{edition.url}?mo=tinh-kon-tum")
    assert "Cải cách thể chế" in text
    assert "9,42" in text
    assert "8,97" in text  # the mean of 9,5, 9,42 and 8
    assert "Cải cách thể chế" not in shown(client, edition.url)


@pytest.mark.parametrize(
    "query",
    [
        *(
            "?sap-xep=",
            "?sap-xep=%00",
            "?vung=khong-co",
            "?mo=khong-co",
            "?tim=" + "a" * 5000,
            "?don-vi=%27%22<script>",
        ),
        *("?so-dong=abc", "?so-dong=-1", "?so-dong=99999999999999999999", "?so-dong=%D9%A3", "?nhom=%F0%9F%98%80"),
    ],
)
def test_a_bad_value_is_never_an_error_of_the_site(client, edition, query):
    for address in (edition.url, f"{edition.url}nhung/", "/xep-hang/so-sanh/", "/xep-hang/par-index/", "/xep-hang/"):
        assert client.get(address + query).status_code in (200, 404)
    for kind in ("csv", "json"):
        assert client.get(f"/xep-hang/par-index/2023.{kind}{query}").status_code in (200, 404)
    assert b"<script>" not in client.get(edition.url + "?don-vi=<script>&tim=<script>").content.replace(
        b'<script type="module"', b""
    ).replace(b"<script src", b"")


def test_a_profile_shows_one_unit_through_the_years(client, edition):
    text = shown(client, "/xep-hang/don-vi/tinh-kon-tum/")
    assert text.index("2023") < text.index("81,35")
    assert "hoạt động đến hết ngày 30/06/2025" in text
    assert "<svg" in text
    assert client.get("/xep-hang/don-vi/khong-co/").status_code == 404
    assert client.get(f"/xep-hang/don-vi/{a_unit('Sở Y tế').slug}/").status_code == 404


def test_units_are_compared_up_to_six(client, edition):
    text = shown(client, "/xep-hang/so-sanh/?don-vi=tinh-kon-tum&don-vi=thanh-pho-ha-noi&don-vi=&don-vi=khong-co")
    assert "86,14" in text
    assert "91,1" in text
    assert text.count('type="hidden" name="don-vi"') == 2
    many = "&".join(f"don-vi={unit.slug}" for unit in Unit.objects.filter(kind="province")[:9])
    assert shown(client, f"/xep-hang/so-sanh/?{many}").count('type="hidden" name="don-vi"') == 6


def test_csv_and_json_hold_the_chosen_rows_with_their_source(client, edition):
    answer = client.get("/xep-hang/par-index/2023.csv?vung=tay-nguyen")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    heading, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert heading == ["Thứ hạng", "Đơn vị", "Điểm", "Nhóm, xếp loại", "Cải cách thể chế"]
    assert rows == [["2", "Kon Tum", "86.14", "B", "9.42"], ["3", "Gia Lai", "80.05", "B", "8"]]
    data = json.loads(shown(client, "/xep-hang/par-index/2023.json"))
    assert data["source"] == "Quyết định 251/QĐ-BNV"
    assert data["licence"]
    assert data["rows"][1]["published"] == {"score": "86.14", "rank": "2", "grade": "B"}
    assert data["rows"][1]["derived"]["rank_change"] == 1
    assert data["rows"][1]["criteria"] == {"the-che": "9.42"}


def test_a_file_holds_no_live_formula_and_negative_numbers_stay_numbers(client, home):
    edition = an_edition(an_index("chi-so-noi-bo"), 2022, slug="2022")
    fill(edition, ["name", "score"], ["=HYPERLINK(1)", "-0,25"], ["B", "1"])
    rows = list(csv.reader(io.StringIO(client.get("/xep-hang/chi-so-noi-bo/2022.csv").content.decode("utf-8-sig"))))
    assert rows[2] == ["'=HYPERLINK(1)", "-0.25"]


def test_only_the_embedded_page_may_be_framed(client, edition):
    for address in ("/xep-hang/", "/xep-hang/par-index/", edition.url, "/xep-hang/so-sanh/", "/"):
        headers = client.get(address).headers
        assert headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    for address in (f"{edition.url}nhung/", "/xep-hang/par-index/nhung/?don-vi=tinh-kon-tum"):
        headers = client.get(address).headers
        assert "X-Frame-Options" not in headers
        assert "frame-ancestors *" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]


def test_an_embed_holds_the_chosen_rows_source_link_and_licence(client, edition):
    text = shown(client, f"{edition.url}nhung/?so-dong=1")
    assert "Hà Nội" in text
    assert "Kon Tum" in text  # in focus, though second
    assert "Gia Lai" not in text
    assert "Quyết định 251/QĐ-BNV" in text
    assert "Được dùng lại khi ghi rõ nguồn" in text
    assert f'href="{edition.full_url}"' in text
    assert "don-vi=khong-co" not in text
    assert client.get("/xep-hang/par-index/nhung/?don-vi=khong-co").status_code == 404


def test_oembed_answers_for_editions_only(client, edition):
    address = edition.full_url
    data = client.get("/xep-hang/oembed/", {"url": f"{address}?vung=tay-nguyen", "maxwidth": "300"}).json()
    assert (data["version"], data["type"], data["width"]) == ("1.0", "rich", 300)
    assert "/xep-hang/par-index/2023/nhung/?vung=tay-nguyen" in data["html"]
    for other in ("", "http://[", "https://example.org/", "/xep-hang/", "/" + "a/" * 50, f"{address}x/"):
        assert client.get("/xep-hang/oembed/", {"url": other}).status_code == 404
    assert client.get("/xep-hang/oembed/", {"url": address, "format": "xml"}).status_code == 501
    assert "oembed/?url=" in shown(client, address)
    english = address.replace("/xep-hang/", "/en/xep-hang/")
    assert "/en/xep-hang/" in client.get("/en/xep-hang/oembed/", {"url": english}).json()["html"]


def test_what_is_not_public_is_nowhere_to_be_read(client, edition):
    PageViewRestriction.objects.create(page=edition, restriction_type="login")
    for address in ("/xep-hang/par-index/2023.csv", f"/xep-hang/oembed/?url={edition.full_url}"):
        assert client.get(address).status_code == 404
    assert "86,14" not in shown(client, "/xep-hang/don-vi/tinh-kon-tum/")
    assert "86,14" not in shown(client, "/xep-hang/")
    PageViewRestriction.objects.all().delete()
    edition.unpublish()
    assert client.get("/xep-hang/par-index/2023.json").status_code == 404
    assert client.get(f"{edition.url}nhung/").status_code == 404


def test_a_ranking_stands_in_an_article(client, edition):
    units = list(Unit.objects.filter(slug__in=["tinh-kon-tum", "tinh-gia-lai-truoc-07-2025"]))
    body = [
        {"type": "ranking", "value": {"edition": edition.pk, "rows": 2, "units": [], "shows_chart": True}},
        {"type": "ranking_series", "value": {"index": edition.index_id, "units": [unit.pk for unit in units]}},
    ]
    article = an_article(body=json.dumps(body))
    text = shown(client, article.url)
    assert "91,1" in text
    assert "Toàn bảng" in text
    assert "81,35" in text  # from the series
    edition.unpublish()
    assert "91,1" not in shown(client, article.url)


def test_the_home_page_names_the_newest_edition_of_each_index(client, edition):
    text = shown(client, "/")
    assert edition.title in text
    assert "PAR INDEX 2022" not in text
    assert 'href="/xep-hang/"' in text


def test_an_index_may_be_deleted_with_its_editions(edition):
    an_index().delete()
    assert not RankingPage.objects.exists()
    assert not Row.objects.exists()


def test_the_ready_made_indices_are_made_once(home):
    assert sorted(page.short_name for page in hub().get_children().specific()) == sorted(
        ["PAR INDEX", "SIPAS", "PAPI", "PCI", "DTI", "CCHC nội bộ"]
    )
    an_index("sipas").delete()
    make_rankings(home)
    assert hub().get_children().count() == 5
    assert an_index("papi").template_criteria.filter(parent_code="").count() == 8
    assert an_index("pci").template_criteria.count() == 10


def many_editions(index, years, units, criteria=8):
    """Whole tables, written without the importer: 63 rows and as many criteria each."""
    for year in years:
        edition = an_edition(index, year, slug=str(year), number_ranked=len(units))
        tops = [Criterion(edition=edition, code=f"C{n}", name=f"Nội dung {n}", order=n) for n in range(criteria)]
        Criterion.objects.bulk_create(tops)
        rows = [Row(edition=edition, unit=unit, name=unit.name, order=n) for n, unit in enumerate(units)]
        for row in rows:
            row.derive()
        Row.objects.bulk_create(rows)
        CriterionScore.objects.bulk_create(
            CriterionScore(row=row, criterion=top, text=str(n % 10), value=n % 10)
            for row in rows
            for n, top in enumerate(tops, start=row.order)
        )


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_queries_do_not_grow_with_editions_rows_or_criteria(client, home):
    provinces()
    units = list(Unit.objects.filter(kind="province")[:63])
    addresses = ["/xep-hang/", "/xep-hang/papi/", "/xep-hang/papi/2011/", "/xep-hang/papi/2011/?mo=" + units[0].slug]
    addresses += [
        f"/xep-hang/don-vi/{units[0].slug}/",
        f"/xep-hang/so-sanh/?don-vi={units[0].slug}&don-vi={units[1].slug}",
    ]
    indices = [an_index(slug) for slug in ("papi", "pci", "dti", "sipas", "par-index", "chi-so-noi-bo")]
    many_editions(indices[0], [2010, 2011], units[:2])
    few = {address: queries(client, address) for address in addresses}
    Row.objects.all().delete()
    Criterion.objects.all().delete()
    RankingPage.objects.all().delete()
    for index in indices:
        many_editions(index, range(2010, 2025), units)
    many = {address: queries(client, address) for address in addresses}
    assert all(many[address] <= few[address] for address in addresses), (few, many)
    assert all(number <= MOST_QUERIES for address, number in many.items() if "/2011/" in address), many
