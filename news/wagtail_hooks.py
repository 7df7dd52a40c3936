"""What the editors' interface does about columns and articles."""

from wagtail import hooks

from news.desks import grant_desk
from news.models import NewsIndexPage
from news.reports import menu_item, report_addresses


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def give_the_desk_to_its_unit(request, page):
    """A column that is given a unit becomes the unit's desk: its group gets the rights."""
    if isinstance(page, NewsIndexPage) and page.unit_id:
        grant_desk(page)


@hooks.register("register_admin_urls")
def addresses_of_reports():
    return report_addresses()


@hooks.register("register_reports_menu_item")
def most_read():
    return menu_item(0)


@hooks.register("register_reports_menu_item")
def views_by_unit():
    return menu_item(1)


@hooks.register("register_reports_menu_item")
def views_by_column():
    return menu_item(2)
