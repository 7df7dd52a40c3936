"""Signing in: before Wagtail's addresses, two of which these replace. What asks for a person is in `wagtail_hooks`."""

from django.urls import path

from foundations.authentication import login

urlpatterns = [
    path("login/", login.never_cache(login.LoginView.as_view()), name="wagtailadmin_login"),
    path("login/ma/", login.ask_for_code, name="sign_in_code"),
]
