"""`manage.py unlock_sign_in NAME`: lets a person who is locked out after wrong passwords sign in at once."""

from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from foundations.authentication.second_step import turn_off
from foundations.authentication.throttling import unlock_name


class Command(BaseCommand):
    help = "Unlocks a user name after wrong passwords. --remove-second-step also takes a lost telephone off it."

    def add_arguments(self, parser):
        parser.add_argument("name")
        parser.add_argument("--remove-second-step", action="store_true")

    def handle(self, *args, name, remove_second_step, **options):
        user = get_user_model().objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"There is no account {name!r}.")
        unlock_name(name)
        log(user, "signing_in.unlocked")
        if remove_second_step and turn_off(user):
            log(user, "signing_in.two_step_removed", data={"reason": _("bằng lệnh trên máy chủ")})
        self.stdout.write(f"{name} may sign in.")
