"""`manage.py import_articles FOLDER`: articles of an old site, one JSON file each; all or nothing."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from foundations.spreadsheets.problems import ImportRefusedError
from news.article_imports.reading import read_folder
from news.article_imports.storing import store_articles
from news.models import NewsIndexPage


class Command(BaseCommand):
    help = "Imports articles of an old site from a folder of JSON files. Articles imported before are left alone."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)
        parser.add_argument("--column", default="cai-cach-hanh-chinh", help="slug of the column (default: %(default)s)")
        parser.add_argument("--dry-run", action="store_true", help="check everything, store nothing")

    def handle(self, *args, folder, column, dry_run, **options):
        found = NewsIndexPage.objects.filter(slug=column, unit=None).first()
        if found is None:
            raise CommandError(_("Không có chuyên mục nào có đường dẫn rút gọn “%s”.") % column)
        try:
            stored = store_articles(read_folder(folder), found, report=self.stdout.write, dry_run=dry_run)
        except ImportRefusedError as refusal:
            for problem in refusal.problems:
                self.stderr.write(str(problem))
            raise CommandError(_("%s lỗi; không lưu bài nào.") % len(refusal.problems)) from None
        for article in stored.new:
            self.stdout.write(f"  {make_summary(article)}")
        for problem in stored.left_out:
            self.stdout.write(self.style.WARNING(str(problem)))
        outcome = (
            _("Sẽ thêm %(new)s bài; %(known)s bài đã có từ trước.")
            if dry_run
            else _("Đã thêm %(new)s bài; %(known)s bài đã có từ trước.")
        )
        self.stdout.write(self.style.SUCCESS(outcome % {"new": len(stored.new), "known": stored.known}))


def make_summary(article) -> str:
    """What the importer found out, for the user to check: date and its basis, unit, slug."""
    basis = f"{article.get_date_basis_display()}: {date_format(localtime(article.first_published_at), 'd/m/Y')}"
    unit = article.unit or _("chưa rõ đơn vị")
    return f"{basis} · {unit} · {article.slug}"
