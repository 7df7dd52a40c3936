"""Content to withdraw, made and withdrawn by a process of the site: `python -m tests.browser.withdrawing`.

Writes what it made as one line of JSON; withdraws all of it when it is sent a line, and writes another line then.
"""

import json
import sys
from datetime import timedelta

import django

GROUPS = ("asked", "unasked")
WAYS = ("unpublished", "deleted", "moved", "expired", "for members", "with a password", "changed", "untouched")
SECRET = "Nội dung phải gỡ"


def make() -> dict[str, dict]:
    """For each group of readers an article for each way, a picture, a document to delete and one to restrict."""
    made = {}
    for group in GROUPS:
        for way in WAYS:
            slug = f"{group}-{way.replace(' ', '-')}"
            article = an_article(title=f"{SECRET} {slug}", slug=slug, published=timezone.make_naive(timezone.now()))
            made[f"{group}, {way}"] = thing(article, article.url, article.title, is_article=True)
        picture = a_picture(f"Ảnh {group}")
        made[f"{group}, picture"] = thing(picture, picture.get_rendition("width-32").url)
        for what in ("document", "restricted"):
            file = ContentFile(f"{SECRET} {what}".encode(), name=f"{group}-{what}.txt")
            document = Document.objects.create(title=what, file=file)
            made[f"{group}, {what}"] = thing(document, document.url, f"{SECRET} {what}")
    return made


def thing(made, path: str, text: str = "", *, is_article: bool = False) -> dict:
    return {"pk": made.pk, "path": path, "text": text, "is_article": is_article}


def withdraw(made: dict[str, dict]) -> None:
    for name, facts in made.items():
        way, pk = name.partition(", ")[2], facts["pk"]
        match way:
            case "picture":
                Picture.objects.get(pk=pk).delete()
            case "document":
                Document.objects.get(pk=pk).delete()
            case "restricted":
                restrict(Document.objects.get(pk=pk))
            case _:
                withdraw_article(ArticlePage.objects.get(pk=pk), way)
    call_command("publish_scheduled")


def withdraw_article(article, way: str) -> None:
    match way:
        case "unpublished":
            article.unpublish()
        case "deleted":
            article.delete()
        case "moved":
            article.move(column("thong-bao"), pos="last-child")
        case "expired":
            ArticlePage.objects.filter(pk=article.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
        case "for members":
            PageViewRestriction.objects.create(page=article, restriction_type="login")
        case "with a password":
            PageViewRestriction.objects.create(page=article, restriction_type="password", password="mat-khau")
        case "changed":
            article.title = f"Tiêu đề mới {article.pk}"
            article.save_revision().publish()


def restrict(document) -> None:
    document.collection = Collection.get_first_root_node().add_child(name=f"Riêng {document.pk}")
    document.save()
    CollectionViewRestriction.objects.create(collection=document.collection, restriction_type="login")


if __name__ == "__main__":
    django.setup()
    from django.core.files.base import ContentFile
    from django.core.management import call_command
    from django.utils import timezone
    from wagtail.documents.models import Document
    from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

    from foundations.uploads.models import Picture
    from news.models import ArticlePage
    from tests.builders import a_picture, an_article, column

    things = make()
    sys.stdout.write(f"{json.dumps(things)}\n")
    sys.stdout.flush()
    sys.stdin.readline()
    withdraw(things)
    sys.stdout.write("withdrawn\n")
