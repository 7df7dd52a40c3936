"""`manage.py settle_memberships`: adds and removes the groups of memberships that have begun or ended."""

from django.core.management import BaseCommand

from foundations.members.memberships import settle_due_groups


class Command(BaseCommand):
    help = "Adds and removes the groups of memberships that have begun or ended. Safe to repeat."

    def handle(self, *args, verbosity, **options):
        settled = settle_due_groups()
        if settled and verbosity:
            self.stdout.write(f"Settled the rights of {settled} people.")
