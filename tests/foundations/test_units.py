"""Agencies over time."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from foundations.units.matching import UnitMatcher
from foundations.units.models import Succession, Unit, UnitAlias
from tests.builders import a_merger, a_unit, an_administrator, an_article

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "day", "exists"),
    [
        (date(1991, 10, 1), date(2025, 6, 30), date(2025, 6, 30), True),
        (date(1991, 10, 1), date(2025, 6, 30), date(2025, 7, 1), False),
        (date(2025, 7, 1), None, date(2025, 6, 30), False),
        (date(2025, 7, 1), None, date(2025, 7, 1), True),
        (None, None, date(1900, 1, 1), True),
        (None, date(2025, 6, 30), date(2026, 1, 1), False),
    ],
)
def test_a_unit_exists_from_its_first_to_its_last_day(valid_from, valid_to, day, exists):
    unit = a_unit("Tỉnh Kon Tum", valid_from=valid_from, valid_to=valid_to)
    assert unit.is_valid_on(day) is exists
    assert Unit.objects.valid_on(day).filter(pk=unit.pk).exists() is exists


def test_a_unit_cannot_end_before_it_begins():
    with pytest.raises(ValidationError) as refusal:
        a_unit(valid_from=date(2025, 7, 1), valid_to=date(2025, 6, 30))
    assert "valid_to" in refusal.value.message_dict


def test_a_unit_cannot_stand_above_itself():
    province = a_unit("Tỉnh Quảng Ngãi", kind=Unit.Kind.PROVINCE)
    department = a_unit("Sở Nội vụ tỉnh Quảng Ngãi", parent=province)
    province.parent = department
    with pytest.raises(ValidationError) as refusal:
        province.full_clean()
    assert "parent" in refusal.value.message_dict


def test_today_a_merged_unit_is_found_through_all_its_successions():
    oldest = a_unit("Ban Tổ chức chính quyền", valid_to=date(2003, 12, 31))
    old = a_unit("Sở Nội vụ tỉnh Kon Tum", valid_to=date(2025, 6, 30))
    today = a_unit("Sở Nội vụ tỉnh Quảng Ngãi", valid_from=date(2025, 7, 1))
    a_merger([oldest], old, date(2004, 1, 1))
    a_merger([old], today)
    assert oldest.find_current_successors() == [today]
    assert today.find_current_successors() == []


def test_a_ring_of_successions_ends():
    one, other = a_unit("Một", valid_to=date(2020, 1, 1)), a_unit("Hai", valid_to=date(2020, 1, 1))
    a_merger([one], other)
    a_merger([other], one)
    assert one.find_current_successors() == []


def test_a_succession_names_what_is_missing():
    unit = a_unit()
    nameless = Succession(predecessor=unit, kind=Succession.Kind.MERGE, date=date(2025, 7, 1), legal_basis="NQ 202")
    with pytest.raises(ValidationError) as refusal:
        nameless.full_clean()
    assert "successor" in refusal.value.message_dict
    itself = Succession(
        predecessor=unit, successor=unit, kind=Succession.Kind.RENAME, date=date(2025, 7, 1), legal_basis="x"
    )
    with pytest.raises(ValidationError):
        itself.full_clean()


def test_a_unit_that_took_over_cannot_be_deleted():
    old, new = a_unit("Cũ", valid_to=date(2025, 6, 30)), a_unit("Mới")
    a_merger([old], new)
    with pytest.raises(ProtectedError):
        new.delete()


def test_units_stand_in_vietnamese_order():
    for name in ("Đăk Tô", "Dục Nông", "Ea", "Đắk Hà", "Ân Hảo", "An Phú", "Ăn Thề"):
        a_unit(name)
    ordered = list(Unit.objects.alphabetical().values_list("name", flat=True))
    assert ordered == ["An Phú", "Ăn Thề", "Ân Hảo", "Dục Nông", "Đăk Tô", "Đắk Hà", "Ea"]


def test_a_unit_is_found_by_its_name_without_accents():
    a_unit("UBND xã Đăk Tơ Lung")
    a_unit("Sở Y tế")
    assert [unit.name for unit in Unit.objects.named_like("dak to LUNG")] == ["UBND xã Đăk Tơ Lung"]
    assert not Unit.objects.named_like("không có")


def test_an_account_of_an_old_site_leads_to_its_unit():
    unit = a_unit("Sở Lao động - Thương binh và Xã hội", website="http://www.sldtbxh.kontum.gov.vn")
    unit.aliases.add(UnitAlias(name="SLDTBXH Kontum"))
    unit.save()
    matcher = UnitMatcher()
    assert matcher.find_by_name("sldtbxh kontum") == unit
    assert matcher.find_by_address("https://sldtbxh.kontum.gov.vn/tin/1.html") == unit
    assert matcher.find_by_name("Sở Y tế") is None
    assert matcher.find_by_address("") is None
    assert matcher.find_by_address("http://[broken") is None


def test_a_name_of_two_units_is_decided_by_the_day_or_not_at_all():
    old = a_unit("Sở Nội vụ", valid_to=date(2025, 6, 30))
    new = a_unit("Sở Nội vụ", valid_from=date(2025, 7, 1))
    matcher = UnitMatcher()
    assert matcher.find_by_name("Sở Nội vụ") is None
    assert matcher.find_by_name("Sở Nội vụ", date(2021, 9, 16)) == old
    assert matcher.find_by_name("Sở Nội vụ", date(2026, 9, 16)) == new


@time_machine.travel("2026-11-22 10:00+07:00")
def test_the_page_of_an_ended_unit_tells_what_became_of_it(client, home):
    old = a_unit("Sở Nội vụ tỉnh Kon Tum", valid_to=date(2025, 6, 30))
    a_merger([old], a_unit("Sở Nội vụ tỉnh Quảng Ngãi", valid_from=date(2025, 7, 1)))
    article = an_article(unit=old)
    page = client.get(old.get_absolute_url()).content.decode()
    assert "hoạt động đến hết ngày 30/06/2025" in page
    assert "Sở Nội vụ tỉnh Quảng Ngãi" in page
    assert "Nghị quyết số 202/2025/QH15" in page
    assert article.title in page
    assert "Cơ quan tiếp nhận hiện nay" in client.get(article.url).content.decode()


@time_machine.travel("2026-11-22 10:00+07:00")
def test_the_list_shows_todays_units_and_the_past_on_request(client, home):
    a_unit("Sở Nội vụ tỉnh Kon Tum", valid_to=date(2025, 6, 30))
    a_unit("Sở Nội vụ tỉnh Quảng Ngãi", valid_from=date(2025, 7, 1))
    today = client.get("/don-vi/").content.decode()
    assert "Quảng Ngãi" in today
    assert "tỉnh Kon Tum" not in today
    assert "tỉnh Kon Tum" in client.get("/don-vi/?tinh-trang=tat-ca").content.decode()
    assert "Quảng Ngãi" not in client.get("/don-vi/?q=kon+tum&tinh-trang=tat-ca").content.decode()


def test_the_export_opens_in_a_vietnamese_excel_and_holds_no_live_formula(client, home):
    a_unit("=HYPERLINK(1)")
    a_unit("Sở Nội vụ", valid_from=date(2025, 7, 1))
    client.force_login(an_administrator())
    answer = client.get("/quan-tri/don-vi/?export=csv")
    content = b"".join(answer.streaming_content)
    assert content.startswith(b"\xef\xbb\xbf")
    assert "\n'=HYPERLINK(1)," in content.decode("utf-8-sig")
    assert "2025-07-01" in content.decode()
    assert client.get("/quan-tri/don-vi/?export=xlsx").status_code == 200


@pytest.mark.parametrize(
    "query", ["?q=so+noi+vu", "?current=yes", "?current=no", "?kind=department", "?current=x&kind=%00"]
)
def test_the_listing_of_units_answers_every_filter(client, home, query):
    a_unit("Sở Nội vụ", valid_to=date(2025, 6, 30))
    client.force_login(an_administrator())
    assert client.get(f"/quan-tri/don-vi/{query}").status_code in {200, 404}
