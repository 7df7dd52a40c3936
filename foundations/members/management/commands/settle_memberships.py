"""`manage.py settle_memberships`: gives and takes the rights of memberships that began or ended by their dates."""

from django.core.management import BaseCommand

from foundations.members.memberships import settle_due


class Command(BaseCommand):
    help = "Gives and takes the rights of memberships that began or ended by their dates. Safe to repeat."

    def handle(self, *args, verbosity, **options):
        settled = settle_due()
        if settled and verbosity:
            self.stdout.write(f"Settled the rights of {settled} people.")
