"""`manage.py check_internal_links`: finds broken internal links in published texts."""

from django.core.management import BaseCommand

from news.checks.broken_links import check_links


class Command(BaseCommand):
    help = "Checks the links of published texts to this very site and keeps what is broken for the dashboard."

    def handle(self, *args, verbosity=1, **options):
        found = check_links()
        if not verbosity:
            return
        for link in found:
            self.stdout.write(f"{link.page.url}: “{link.words}” {link.address} ({link.get_reason_display()})")
        self.stdout.write(f"{len(found)} broken links")
