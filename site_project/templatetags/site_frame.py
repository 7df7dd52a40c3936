"""`{% load site_frame %}`: the frame of every page: name, menus, side blocks, breadcrumb."""

from __future__ import annotations

import json

from django import template
from django.urls import get_script_prefix, reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from foundations.delivery.addresses import make_absolute
from foundations.delivery.display import CHOICE_LABELS, Display
from foundations.delivery.freshness import cache_until_change, content_version
from foundations.delivery.linked_data import build_breadcrumbs
from foundations.uploads.models import RENDITIONS, Picture
from site_project.english import get_versions, is_english
from site_project.models import SiteSettings

register = template.Library()

MAX_NOTICES = 5
HOME_DEPTH = 2  # of the page tree: the root is 1


class SiteFrame:
    """Settings, menus and side blocks of a site, each queried once and only if shown."""

    def __init__(self, site: Site | None):
        # Read first, so that parts cached for this version contain nothing older.
        self.version = content_version.read()
        self.site = site
        self.settings = SiteSettings.for_site(site) if site else SiteSettings()

    @property
    def name(self) -> str:
        return self.get_text("name")

    @property
    def tagline(self) -> str:
        return self.get_text("tagline")

    def get_text(self, field: str) -> str:
        """A text of the settings in the language of the interface; Vietnamese if it has no translation."""
        english = getattr(self.settings, f"english_{field}") if get_language() == "en" else ""
        return english or getattr(self.settings, field)

    @cached_property
    def columns(self):
        """The pages of the main menu, in the order of the page tree."""
        if self.site is None:
            return []
        return list(Page.objects.child_of(self.site.root_page).live().public().in_menu())

    @cached_property
    def notices(self):
        column = self.settings.notice_column
        return list(column.articles.newest_first().for_links()[:MAX_NOTICES]) if column and column.live else []

    @cached_property
    def menu_items(self):
        if not self.settings.pk:
            return []
        items = self.settings.menu_items.select_related("page").filter(page__live=True)
        return [item.page for item in items]

    @cached_property
    def banners(self):
        if not self.settings.pk:
            return []
        banners = list(self.settings.banners.all())
        pictures = Picture.objects.prefetch_renditions(*RENDITIONS["banner"]).in_bulk(
            [banner.image_id for banner in banners]
        )
        for banner in banners:
            banner.image = pictures[banner.image_id]
        return banners

    @cached_property
    def linked_sites(self):
        return list(self.settings.linked_sites.all()) if self.settings.pk else []


@register.simple_tag(takes_context=True)
def site_frame(context):
    """The frame of the page being rendered; cached until the content changes."""
    return frame_of(Site.find_for_request(context["request"]))


frame_of = cache_until_change(SiteFrame)


@register.inclusion_tag("site_project/language_switch.html", takes_context=True)
def language_switch(context):
    """The same page in the other language."""
    request = context["request"]
    other = "vi" if is_english(request) else "en"
    return {"language": other, "address": get_versions(request)[other]}


@register.inclusion_tag("site_project/language_links.html", takes_context=True)
def language_links(context):
    """`hreflang` links for search engines."""
    addresses = get_versions(context["request"]).items()
    return {"links": [(language, make_absolute(address)) for language, address in addresses]}


@register.simple_tag
def sign_in_address() -> str:
    """The editors' interface, which has no English address."""
    return f"/{reverse('wagtailadmin_home').removeprefix(get_script_prefix())}"


@register.simple_tag(takes_context=True)
def display(context):
    """The display settings in the reader's cookie; the defaults without one."""
    return Display.from_request(context["request"])


@register.simple_tag
def display_words():
    """Labels of all display settings, as JSON for the script that announces them."""
    return json.dumps({step: str(words) for step, words in CHOICE_LABELS.items()}, ensure_ascii=False)


@register.inclusion_tag("site_project/breadcrumb.html", takes_context=True)
def breadcrumb(context, page=None):
    """ "Bạn đang ở: …": the path from the home page to `page`, or the `crumbs` (address, name) of the context."""
    crumbs = [(reverse("wagtail_serve", args=[""]), _("Trang chủ"))]
    if isinstance(page, Page):
        ancestors = getattr(page, "columns_above", None)
        if ancestors is None:
            ancestors = page.get_ancestors().live().filter(depth__gt=HOME_DEPTH)
        crumbs += [(ancestor.get_url(context["request"]), ancestor.title) for ancestor in ancestors]
    crumbs += list(context.get("crumbs", []))
    current = page.title if page else context.get("title", "")
    linked = build_breadcrumbs(crumbs, current, context["request"].path)
    return {"crumbs": crumbs, "current": current, "linked_data": linked}


@register.inclusion_tag("site_project/pagination.html", takes_context=True)
def pagination(context, articles):
    """Links to the other pages of a paginated list; empty if there is only one page."""
    page_range = articles.paginator.get_elided_page_range(articles.number, on_each_side=2, on_ends=1)
    return {"request": context["request"], "articles": articles, "page_range": page_range}


@register.filter
def lookup(mapping, key):
    """The value of a key that templates cannot write with a dot, such as `text-size`."""
    return mapping.get(key)
