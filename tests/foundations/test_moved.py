"""Old addresses: of pages, columns with all below them, procedures, documents and units; chains and rings."""

from unicodedata import normalize
from urllib.parse import quote

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from foundations.old_portals.redirects import add_redirect
from news.models import ArticlePage
from procedures.models import Procedure
from tests.builders import a_desk, a_document, a_procedure, a_unit, an_administrator, an_article, column

pytestmark = [pytest.mark.django_db, pytest.mark.newest_wagtail]


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """Runs a change as if it were committed: Wagtail makes its redirects then."""

    def run(change):
        with django_capture_on_commit_callbacks(execute=True):
            return change()

    return run


def rename(page, slug):
    page.slug = slug
    page.save_revision().publish()


def leads_to(client, address) -> str:
    answer = client.get(address)
    assert answer.status_code == 301, (address, answer.status_code)
    return answer.headers["Location"]


def fresh(page) -> Page:
    return Page.objects.get(pk=page.pk).specific


def test_a_renamed_or_moved_article_is_found_at_each_of_its_old_addresses(client, home, commit):
    article = an_article()
    addresses = [article.url]
    commit(lambda: rename(ArticlePage.objects.get(pk=article.pk), "ten-hai"))
    addresses.append(fresh(article).url)
    commit(lambda: ArticlePage.objects.get(pk=article.pk).move(column("thong-bao"), pos="last-child"))
    for address in addresses:
        assert leads_to(client, address) == fresh(article).url
    assert client.get(fresh(article).url).status_code == 200


def test_all_below_a_renamed_column_is_found_at_its_old_address(client, home, commit):
    desk = a_desk(a_unit("Sở Nội vụ", slug="so-noi-vu"))
    article = an_article(desk)
    old = [column().url, desk.url, article.url]
    commit(lambda: rename(column(), "cai-cach"))
    assert [leads_to(client, address) for address in old] == [
        fresh(each).url for each in (desk.get_parent(), desk, article)
    ]


def test_a_page_that_goes_back_is_simply_there_again(client, home, commit):
    article, first = an_article(), None
    first = article.url
    commit(lambda: rename(fresh(article), "tam-thoi"))
    second = fresh(article).url
    commit(lambda: rename(fresh(article), first.strip("/").rsplit("/", 1)[1]))
    assert client.get(first).status_code == 200
    assert leads_to(client, second) == first
    fresh(article).unpublish()
    assert client.get(first).status_code == 404


def test_a_chain_is_one_step_and_a_ring_is_not_found(client, home):
    Redirect.add_redirect("/a", "/b/")
    Redirect.add_redirect("/b", "/c/")
    Redirect.add_redirect("/c", column())
    assert leads_to(client, "/a/") == column().url
    Redirect.add_redirect("/x", "/y/")
    Redirect.add_redirect("/y", "/x/")
    assert client.get("/x/").status_code == client.get("/y/").status_code == 404
    Redirect.add_redirect("/ra-ngoai", "https://chinhphu.vn/a")
    assert leads_to(client, "/ra-ngoai/") == "https://chinhphu.vn/a"


def test_redirects_made_one_after_another_form_no_chain(client, home):
    for old, new in (("/mot/", "/hai/"), ("/hai/", "/ba/"), ("/ba/", "/mot/")):
        add_redirect(old, new)
    assert dict(Redirect.objects.values_list("old_path", "redirect_link")) == {"/hai": "/mot/", "/ba": "/mot/"}


def edited(client, viewset, instance, **changes):
    """The editors' form of a snippet, sent as it came but for the changes."""
    address = f"/quan-tri/{viewset}/edit/{instance.pk}/"
    form = client.get(address).context["form"]
    sent = form_data(form) | changes
    answer = client.post(address, sent)
    assert answer.status_code == 302, answer.context["form"].errors


def form_data(form) -> dict:
    """What a browser would send of a form and of the formsets in it."""
    sent = {f.html_name: f.value() for f in form if f.value() not in (None, "", [])}
    for formset in getattr(form, "formsets", {}).values():
        sent |= {f.html_name: f.value() for f in formset.management_form}
        for inner in formset.forms:
            sent |= form_data(inner)
    return sent


def test_a_document_with_another_slug_leads_on(client, home):
    document = a_document("37/QĐ-UBND")
    client.force_login(an_administrator())
    edited(client, "van-ban", document, slug="quyet-dinh-37", issued_on="24/01/2022")
    assert leads_to(client, "/van-ban/37-qd-ubnd-2022/") == "/van-ban/quyet-dinh-37/"


def test_a_unit_with_another_slug_leads_on(client, home):
    unit = a_unit("Sở Nội vụ", slug="so-noi-vu")
    client.force_login(an_administrator())
    edited(client, "don-vi", unit, slug="so-noi-vu-tinh")
    assert leads_to(client, "/don-vi/so-noi-vu/") == "/don-vi/so-noi-vu-tinh/"


def test_a_procedure_with_another_code_leads_on_once_it_is_published(client, home):
    procedure = a_procedure(code="1.000001")
    procedure.save_revision()
    procedure.code = "1.000002"
    revision = procedure.save_revision()
    assert client.get("/thu-tuc-hanh-chinh/1.000001/").status_code == 200
    revision.publish()
    assert Procedure.objects.get(pk=procedure.pk).code == "1.000002"
    assert leads_to(client, "/thu-tuc-hanh-chinh/1.000001/") == "/thu-tuc-hanh-chinh/1.000002/"


OLD = "/Tin tức/Bài viết cũ.aspx?TabId=5&Tên=Cải cách"


@pytest.mark.parametrize(
    "address",
    [
        "/tin%20t%E1%BB%A9c/b%C3%A0i%20vi%E1%BA%BFt%20c%C5%A9.aspx?tabid=5&t%C3%AAn=c%E1%BA%A3i%20c%C3%A1ch",
        "/Tin+t%E1%BB%A9c/B%C3%A0i+vi%E1%BA%BFt+c%C5%A9.aspx?T%C3%AAn=C%E1%BA%A3i+c%C3%A1ch&TabId=5",
        quote(normalize("NFD", "/TIN TỨC/BÀI VIẾT CŨ.ASPX/?tên=cải cách&tabid=5"), "/?=&"),
        "/tin tức/bài viết cũ.aspx?tên=cải cách&tabid=5",
    ],
)
@pytest.mark.parametrize(
    "stored", [OLD, quote(OLD, "/?=&"), normalize("NFD", OLD), OLD.upper(), f" https://cu.example{quote(OLD, '/?=&')} "]
)
def test_an_old_address_is_found_however_it_is_spelled(client, home, stored, address):
    Redirect.add_redirect(stored, "/thong-bao/")
    assert Redirect.objects.get().old_path == "/tin tức/bài viết cũ.aspx?tabid=5&tên=cải cách"
    assert leads_to(client, address) == "/thong-bao/"


def test_rows_of_before_are_found_as_they_stand(client, home):
    Redirect.objects.create(old_path="/Bài-Cũ.aspx?Id=5", redirect_link="/thong-bao/")
    Redirect.objects.create(old_path="/bài%20cũ", redirect_link="/cai-cach-hanh-chinh/")
    assert leads_to(client, "/B%C3%A0i-C%C5%A9.aspx?Id=5") == "/thong-bao/"
    assert leads_to(client, "/b%C3%A0i%20c%C5%A9/") == "/cai-cach-hanh-chinh/"


def test_an_address_with_its_query_goes_before_the_one_without(client, home):
    Redirect.add_redirect("/Default.aspx", "/thong-bao/")
    Redirect.add_redirect("/Default.aspx?TabId=7", "/cai-cach-hanh-chinh/")
    assert leads_to(client, "/default.aspx?tabid=7") == "/cai-cach-hanh-chinh/"
    assert leads_to(client, "/default.aspx?tabid=8") == "/thong-bao/"


def follow(client, address) -> int:
    """The status in the end; more than three steps are a loop."""
    for _step in range(4):
        answer = client.get(address)
        if answer.status_code != 301:
            return answer.status_code
        address = answer.headers["Location"]
    raise AssertionError(f"{address} leads on and on")


@pytest.mark.parametrize(
    "ring",
    [
        {"/a": "/A/"},
        {"/a": "/a?x=1"},
        {"/a?x=1": "/a"},
        {"/a": "/b c/", "/b%20c": "/A"},
        {"/a": "http://testserver/a/"},
        {"/a": "/b", "/b": "/d", "/d": "/b?x=1"},
    ],
)
def test_no_ring_of_redirects_leads_on_and_on(client, home, ring):
    for old, new in ring.items():
        Redirect.add_redirect(old, new)
    for address in ("/a", "/a/", "/A", "/a?x=1", "/b", "/b%20c/", "/d"):
        assert follow(client, address) in {200, 404}


def test_a_page_of_which_only_capitals_changed_is_found_and_is_no_ring_when_it_is_withdrawn(client, home, commit):
    article = an_article()
    old = article.url
    slug = old.strip("/").rsplit("/", 1)[1]
    commit(lambda: rename(fresh(article), slug.upper()))
    Redirect.add_redirect(old, fresh(article))
    assert leads_to(client, old) == fresh(article).url
    assert client.get(fresh(article).url).status_code == 200
    fresh(article).unpublish()
    assert follow(client, old) == 404


def test_the_form_of_redirects_stores_one_spelling_and_refuses_a_second(client, home):
    client.force_login(an_administrator())
    sent = {"old_path": OLD, "is_permanent": "on", "redirect_link": "https://chinhphu.vn/", "site": ""}
    assert client.post("/quan-tri/redirects/add/", sent).status_code == 302
    assert Redirect.objects.get().old_path == "/tin tức/bài viết cũ.aspx?tabid=5&tên=cải cách"
    again = client.post("/quan-tri/redirects/add/", {**sent, "old_path": quote(OLD.upper(), "/?=&")})
    assert again.status_code == 200
    assert again.context["form"].errors
    assert client.post("/quan-tri/redirects/add/", {**sent, "old_path": "//[khong"}).status_code in {200, 302}
