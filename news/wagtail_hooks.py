"""Wagtail hooks for columns and articles."""

from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineStyleElementHandler
from wagtail.admin.rich_text.editors.draftail.features import InlineStyleFeature
from wagtail.admin.userbar import ContentCheckerItem

from foundations.imported_html.languages import LANGUAGES, SHORT_NAMES, make_feature_name
from news import snippets  # noqa: F401 (it registers its views)
from news.checks.article_faults import find_article_faults
from news.checks.content_checker import ArticleContentChecker
from news.checks.content_faults import find_faults, render_warning
from news.desks import grant_desk
from news.models import ArticlePage, NewsIndexPage
from news.reports import get_report_urls, make_menu_item

HANDING_OVER_ACTIONS = {"action-submit", "action-restart-workflow", "action-publish"}


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def grant_desk_to_its_unit(request, page):
    """A column with a unit is the unit's desk: gives its groups their rights."""
    if isinstance(page, NewsIndexPage) and page.unit_id:
        grant_desk(page)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def warn_of_faults(request, page):
    """Warns of faults when a page is submitted, approved or published; it is saved anyway."""
    approved = request.POST.get("workflow-action-name") == "approve"
    if HANDING_OVER_ACTIONS.isdisjoint(request.POST) and not approved:
        return
    # The latest revision: a page scheduled for later still has its old content.
    page = page.get_latest_revision_as_object()
    faults = find_faults(page) + (find_article_faults(page) if isinstance(page, ArticlePage) else [])
    if faults:
        messages.warning(request, render_warning(faults))


@hooks.register("construct_wagtail_userbar")
def replace_content_checker(request, items, page):
    items[:] = [
        ArticleContentChecker(in_editor=item.in_editor) if isinstance(item, ContentCheckerItem) else item
        for item in items
    ]


@hooks.register("register_rich_text_features")
def register_language_buttons(features):
    """A button for each language that marks words; stored as `<span lang="…">`."""
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
def register_report_urls():
    return get_report_urls()


@hooks.register("register_reports_menu_item")
def register_most_read_report():
    return make_menu_item(0)


@hooks.register("register_reports_menu_item")
def register_views_by_unit_report():
    return make_menu_item(1)


@hooks.register("register_reports_menu_item")
def register_views_by_column_report():
    return make_menu_item(2)
