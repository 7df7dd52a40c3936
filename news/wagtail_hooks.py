"""What the editors' interface does about columns and articles."""

from wagtail import hooks

from news.desks import grant_desk
from news.models import NewsIndexPage
from news.quotas import admin, log_actions  # noqa: F401 (they register their hooks)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def give_the_desk_to_its_unit(request, page):
    """A column that is given a unit becomes the unit's desk: its group gets the rights."""
    if isinstance(page, NewsIndexPage) and page.unit_id:
        grant_desk(page)
