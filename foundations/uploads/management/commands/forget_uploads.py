"""`manage.py forget_uploads`: deletes multiple uploads that have had no description for a day."""

from datetime import timedelta

from django.core.management import BaseCommand
from django.utils import timezone
from wagtail.models import UploadedFile

MAX_WAIT = timedelta(days=1)


class Command(BaseCommand):
    help = "Deletes pictures and files that were uploaded more than a day ago and never got the description they need."

    def handle(self, *args, **options):
        before, forgotten = timezone.now() - MAX_WAIT, 0
        for upload in UploadedFile.objects.all():
            storage, name = upload.file.storage, upload.file.name
            if not storage.exists(name) or storage.get_modified_time(name) < before:
                upload.delete()
                storage.delete(name)
                forgotten += 1
        if forgotten:
            self.stdout.write(f"{forgotten} forgotten.")
