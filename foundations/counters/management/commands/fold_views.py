"""`manage.py fold_views`: adds up at once what the workers have counted; they do it themselves every two seconds."""

from django.core.management import BaseCommand

from foundations.counters.folding import fold


class Command(BaseCommand):
    help = "Adds the views that the workers have recorded to the numbers of the day."

    def handle(self, *args, **options):
        self.stdout.write(f"{fold()} records added.")
