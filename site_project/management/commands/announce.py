"""`manage.py announce`: prints the site's address and the demonstration accounts after the start."""

from django.core.management import BaseCommand
from django.urls import reverse

from site_project.demonstration.accounts import read_accounts


class Command(BaseCommand):
    help = "Prints the addresses of the site and the demonstration accounts."

    def add_arguments(self, parser):
        parser.add_argument("address", help="where the site is served, for instance http://127.0.0.1:8000")

    def handle(self, *args, address, **options):
        self.stdout.write(f"\n  Trang web:       {address}/")
        self.stdout.write(f"  Trang biên tập:  {address}{reverse('wagtailadmin_home')}")
        if accounts := read_accounts():
            self.stdout.write("\n  Tài khoản trình diễn:")
            for account in accounts:
                words = ": ".join(filter(None, [account["role"], account.get("duty")]))
                self.stdout.write(f"    {account['username']:<15} {account['password']:<18} {words}")
        self.stdout.write("\n  Ctrl+C để dừng.\n")
