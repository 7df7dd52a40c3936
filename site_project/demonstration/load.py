"""Loads demonstration content: our own sentences with real facts, and an account for each role."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.images import ImageFile
from django.db import transaction
from django.utils import timezone
from wagtail.models import Collection, Site

from foundations.counters.models import OpeningBalance
from foundations.units.models import Succession, Unit, UnitAlias, UnitCode
from foundations.uploads.models import Picture
from news.desks import open_desk
from news.models import ArticlePage, Correction, Highlight, NewsIndexPage
from news.publication import publish_as_of
from news.quotas.models import QuotaRule
from procedures.models import Procedure
from site_project.demonstration.accounts import load_accounts
from site_project.demonstration.documents import load_documents
from site_project.demonstration.procedures import load_procedures
from site_project.demonstration.rankings import load_provinces, load_rankings
from site_project.demonstration.voices import load_voices
from site_project.models import HomePage, LinkedSite, MenuItem, SiteSettings, StandardPage

FOLDER = Path(__file__).parent
DESK_COLUMN = "cai-cach-hanh-chinh"
FIGURE = re.compile(r"[-−+]?[\d.,]+ ?%?(/\d+)?|[-–—]?")
HIGHLIGHTED_FOR = timedelta(days=30)
OLD_VISITS = (69534, "Trang thông tin điện tử Sở Lao động - Thương binh và Xã hội tỉnh Kon Tum, tháng 9/2021")


class DemonstrationRefusedError(Exception):
    """The site has a real host name or content of its own."""


def is_empty() -> bool:
    """Whether the site has no articles, units and procedures."""
    return not any(model.objects.exists() for model in (ArticlePage, Unit, Procedure))


def load_demonstration(report: Callable[[str], None]) -> None:
    """Loads all demonstration content in one transaction. Raises DemonstrationRefusedError on a real site."""
    if urlsplit(settings.SITE_URL).hostname not in [host.strip("[]") for host in settings.LOOPBACK_HOSTS]:
        raise DemonstrationRefusedError(
            f"SITE_URL={settings.SITE_URL}: demonstration content is for a local address only."
        )
    if not is_empty():
        raise DemonstrationRefusedError("The site has articles or units of its own.")
    with transaction.atomic():
        units, provinces = load_units(read_data("units.json")), read_data("provinces.json")
        load_provinces(provinces, units)
        report(f"{len(units)} units")
        report(f"{load_documents(read_data('documents.json'), units)} documents")
        pictures = PictureShelf()
        articles = read_data("articles.json")["articles"]
        for item in articles:
            load_article(item, units, pictures)
        report(f"{len(articles)} articles, {len(pictures.made)} pictures")
        report(f"{load_procedures(read_data('procedures.json'))} procedures")
        editions = load_rankings(read_data("rankings.json"), [units[slug] for slug in provinces["focus"]])
        report(f"{editions} editions of rankings")
        load_site(read_data("site.json"), [item for item in articles if item["featured"]])
        load_quotas(read_data("quotas.json"), units)
        report("settings, standard pages, quotas")
        report(f"{load_voices(read_data('voices.json'), units)} comments and cases of feedback")
        report(f"{load_accounts()} accounts")


def read_data(name: str) -> dict:
    """A JSON file of the demonstration."""
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def load_units(data: dict) -> dict[str, Unit]:
    """Creates units with aliases, codes and successions; returns them by slug."""
    units: dict[str, Unit] = {}
    for item in data["units"]:
        units[item["slug"]] = unit = Unit(
            **{key: item[key] for key in ("slug", "name", "short_name", "kind", "website", "source")},
            valid_from=item["valid_from"] and date.fromisoformat(item["valid_from"]),
            valid_to=item["valid_to"] and date.fromisoformat(item["valid_to"]),
        )
        unit.aliases = [UnitAlias(name=name) for name in item["aliases"]]
        unit.codes = [UnitCode(**code) for code in item["codes"]]
        unit.full_clean()
        unit.save()
    for item in data["units"]:
        if item["parent"]:
            units[item["slug"]].parent = units[item["parent"]]
            units[item["slug"]].save(update_fields=["parent"])
    for item in data["successions"]:
        succession = Succession(
            predecessor=units[item["predecessor"]],
            successor=units[item["successor"]] if item["successor"] else None,
            date=date.fromisoformat(item["date"]),
            **{key: item[key] for key in ("kind", "legal_basis", "note")},
        )
        succession.full_clean()
        succession.save()
    return units


class PictureShelf:
    """The illustrations of `pictures/`, each stored once."""

    def __init__(self):
        self.made: dict[str, Picture] = {}

    def get(self, name: str, description: str, credit: str) -> Picture:
        if name not in self.made:
            picture = Picture(title=description[:255], description=description[:255], credit=credit)
            picture.collection = Collection.get_first_root_node()
            with (FOLDER / "pictures" / f"{name}.jpg").open("rb") as content:
                picture.file = ImageFile(content, name=f"{name}.jpg")
                picture.save()
            self.made[name] = picture
        return self.made[name]


def load_article(item: dict, units: dict[str, Unit], pictures: PictureShelf) -> ArticlePage:
    """Publishes one article in its column, or at its unit's desk if the column has desks."""
    column = NewsIndexPage.objects.get(slug=item["column"], depth=3)
    unit = units.get(item["unit"])
    parent = open_desk(unit, column) if unit and item["column"] == DESK_COLUMN else column
    plain = ("slug", "title", "lead", "dateline", "kind", "origin", "byline", "source", "source_url", "facts_source")
    article = ArticlePage(unit=unit, body=json.dumps([make_stream_block(block, pictures) for block in item["body"]]))
    for name in plain:
        setattr(article, name, item[name])
    if cover := item["picture"]:
        article.cover = pictures.get(cover["name"], cover["alt"], cover["credit"])
        article.cover_alt, article.cover_caption = cover["alt"], cover["caption"]
    article.tags.add(*item["tags"])
    return publish_as_of(article, parent, datetime.fromisoformat(item["published"]))


def make_stream_block(block: dict, pictures: PictureShelf) -> dict:
    """A block of articles.json as stored in an article's body."""
    match block["type"]:
        case "paragraph":
            return {"type": "paragraph", "value": block["html"]}
        case "image":
            picture = pictures.get(block["picture"], block["alt"], block["credit"])
            texts = {key: block[key] for key in ("alt", "caption", "credit")}
            return {"type": "picture", "value": {"image": picture.pk, **texts}}
        case "quotation":
            return {"type": "quotation", "value": {key: block[key] for key in ("text", "attribution")}}
        case "citation":
            keys = ("number", "agency", "title", "link")
            return {
                "type": "citation",
                "value": {**{key: block.get(key, "") for key in keys}, "date": block.get("date")},
            }
        case "table":
            return {"type": "table", "value": {"table": make_stored_table(block), "source": block.get("source", "")}}
    raise ValueError(f"unknown block {block['type']!r}")


def make_stored_table(block: dict) -> dict:
    """A table as stored by Wagtail's typed table block; columns of numbers become number columns."""
    columns = list(zip(*block["rows"], strict=True))
    types = ["number" if all(FIGURE.fullmatch(cell.strip()) for cell in cells) else "text" for cells in columns]
    return {
        "columns": [{"type": kind, "heading": head} for kind, head in zip(types, block["header"], strict=True)],
        "rows": [{"values": row} for row in block["rows"]],
        "caption": block["caption"],
    }


def load_site(data: dict, featured: list[dict]) -> None:
    """Settings, standard pages, linked sites, featured articles and the counter of the old site."""
    site = Site.objects.get(is_default_site=True)
    home = HomePage.objects.get()
    site_settings = SiteSettings.for_site(site)
    for name in (
        "name",
        "tagline",
        "english_name",
        "english_tagline",
        "governing_body",
        "responsible",
        "address",
        "phone",
        "email",
        "notice",
    ):
        setattr(site_settings, name, data[name])
    for item in data["menu"]:
        page = StandardPage(title=item["title"], slug=item["slug"], body=make_one_paragraph(item["html"]))
        if "english_html" in item:
            page.english_title, page.english_body = item["english_title"], make_one_paragraph(item["english_html"])
        home.add_child(instance=page)
        page.save_revision().publish()
        site_settings.menu_items.add(MenuItem(page=page))
    for item in data["links"]:
        site_settings.linked_sites.add(LinkedSite(title=item["title"], url=item["url"]))
    site_settings.shows_quotas = True
    site_settings.save()
    ends_on = timezone.localdate() + HIGHLIGHTED_FOR
    for order, item in enumerate(featured[:5], start=1):
        Highlight.objects.create(article=ArticlePage.objects.get(slug=item["slug"]), order=order, ends_on=ends_on)
    correct(**data["correction"])
    OpeningBalance.objects.create(thing=site, count=OLD_VISITS[0], source=OLD_VISITS[1])


def make_one_paragraph(html: str) -> str:
    return json.dumps([{"type": "paragraph", "value": html}])


def correct(article: str, note: str, text: str) -> None:
    """Publishes an article once more, with a correction and a change note, as editors do."""
    corrected = ArticlePage.objects.get(slug=article).get_latest_revision_as_object()
    corrected.change_note = note
    corrected.corrections.add(Correction(text=text, place=Correction.Place.BOTTOM))
    corrected.save_revision().publish()


def load_quotas(data: dict, units: dict[str, Unit]) -> None:
    """Creates quota rules with their legal basis."""
    for item in data["rules"]:
        days = {name: item[name] and date.fromisoformat(item[name]) for name in ("valid_from", "valid_to")}
        plain = {name: item[name] for name in ("name", "unit_kind", "minimum", "cycle", "document")}
        rule = QuotaRule(**plain, **days, unit=units.get(item["unit"]))
        rule.full_clean()
        rule.save()
        rule.columns.set(NewsIndexPage.objects.filter(slug__in=item["columns"], depth=3))
