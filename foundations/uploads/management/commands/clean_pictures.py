"""`manage.py clean_pictures`: removes position, owner and device from pictures stored before uploads did so."""

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand

from foundations.uploads.models import Picture
from foundations.uploads.picture_files import find_traces


class Command(BaseCommand):
    help = (
        "Draws stored pictures anew that hold more than pixels (position, owner, device), with their scaled copies. "
        "Safe to repeat; --dry-run only names them."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="names the pictures and changes nothing")

    def handle(self, *args, dry_run, **options):
        cleaned = unreadable = 0
        for picture in Picture.objects.order_by("pk").iterator():
            try:
                held = find_traces(picture.file)
                if held and not dry_run:
                    redraw_stored(picture)
            except (OSError, ValidationError) as error:
                unreadable += 1
                reason = error.messages[0] if isinstance(error, ValidationError) else error
                self.stderr.write(f"{picture.pk} {picture.title}: {reason}")
                continue
            if held:
                cleaned += 1
                self.stdout.write(f"{picture.pk} {picture.title}: {', '.join(held)}")
        self.stdout.write(f"{cleaned} {'to clean' if dry_run else 'cleaned'}, {unreadable} unreadable.")


def redraw_stored(picture: Picture) -> None:
    """Replaces the file with a redrawn one and recreates the scaled copies. Raises ValidationError."""
    old, specs = picture.file.name, list(picture.renditions.values_list("filter_spec", flat=True))
    storage = picture.file.storage
    with storage.open(old) as file:
        picture.file.save(old.rsplit("/", 1)[-1].partition("-")[2] or "anh.jpg", file, save=False)
    picture._set_image_file_metadata()
    picture.save()
    picture.renditions.all().delete()
    storage.delete(old)
    picture.get_renditions(*specs)
