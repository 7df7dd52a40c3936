"""`manage.py purge_drafts`: deletes old draft versions of pages.

Wagtail's own `purge_revisions` also deletes the published version if a later draft exists, and approved versions.
"""

import datetime

from django.core.management import BaseCommand
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from wagtail.models import Page, Revision, TaskState

DEFAULT_DAYS = 180  # days


class Command(BaseCommand):
    help = (
        "Deletes old versions of pages that were neither sent in, approved, scheduled nor published and are not the "
        "newest."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--days", type=int, default=DEFAULT_DAYS, help=f"older than so many days, by default {DEFAULT_DAYS}"
        )
        parser.add_argument("--dry-run", action="store_true", help="only counts them")

    def handle(self, *args, **options):
        before = timezone.now() - datetime.timedelta(days=options["days"])
        pointing = Page.objects.filter(Q(latest_revision=OuterRef("pk")) | Q(live_revision=OuterRef("pk")))
        old = Revision.page_revisions.filter(created_at__lt=before, approved_go_live_at=None)
        old = old.filter(~Exists(pointing), ~Exists(TaskState.objects.filter(revision=OuterRef("pk"))))
        if options["dry_run"]:
            self.stdout.write(f"{old.count()} versions would go")
            return
        total = 0
        for revision in old.iterator(chunk_size=100):
            revision.delete()  # one by one, so that comments move to the next version
            total += 1
        self.stdout.write(f"{total} versions deleted")
