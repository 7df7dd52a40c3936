"""What the editors' interface does about columns and articles."""

from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineStyleElementHandler
from wagtail.admin.rich_text.editors.draftail.features import InlineStyleFeature
from wagtail.admin.userbar import ContentCheckerItem

from foundations.imported_html.languages import LANGUAGES, SHORT_NAMES, make_feature_name
from news import snippets  # noqa: F401 (it registers its views)
from news.article_faults import article_faults
from news.content_checker import OurContentChecker
from news.content_faults import faults_of, warning
from news.desks import grant_desk
from news.models import ArticlePage, NewsIndexPage
from news.reports import menu_item, report_addresses

HANDING_OVER = {"action-submit", "action-restart-workflow", "action-publish"}


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def give_the_desk_to_its_unit(request, page):
    """A column that is given a unit becomes the unit's desk: its group gets the rights."""
    if isinstance(page, NewsIndexPage) and page.unit_id:
        grant_desk(page)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def warn_of_faults(request, page):
    """Says what readers may stumble over, once a page is handed on; it is stored all the same."""
    approved = request.POST.get("workflow-action-name") == "approve"
    if HANDING_OVER.isdisjoint(request.POST) and not approved:
        return
    # Published for a later day, the page itself still is as it was.
    page = page.get_latest_revision_as_object()
    faults = faults_of(page) + (article_faults(page) if isinstance(page, ArticlePage) else [])
    if faults:
        messages.warning(request, warning(faults))


@hooks.register("construct_wagtail_userbar")
def check_by_our_rules(request, items, page):
    items[:] = [
        OurContentChecker(in_editor=item.in_editor) if isinstance(item, ContentCheckerItem) else item for item in items
    ]


@hooks.register("register_rich_text_features")
def languages(features):
    """For each language a button that marks words as being in it; stored as `<span lang="…">`."""
    for language in LANGUAGES:
        style = f"LANG_{language.upper()}"
        button = {
            "type": style,
            "label": SHORT_NAMES[language],
            "description": LANGUAGES[language],
            "style": {"textDecoration": "underline dotted"},
        }
        rule = {
            "from_database_format": {f'span[lang="{language}"]': InlineStyleElementHandler(style)},
            "to_database_format": {"style_map": {style: {"element": "span", "props": {"lang": language}}}},
        }
        features.register_editor_plugin("draftail", make_feature_name(language), InlineStyleFeature(button))
        features.register_converter_rule("contentstate", make_feature_name(language), rule)


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
