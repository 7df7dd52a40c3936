"""The site's settings with what tests need: a throw-away secret, a folder of their own for uploads, fast passwords."""

import os
import tempfile

os.environ.setdefault("SECRET_KEY", "only-for-tests")
# Processes that share it tell each other when content has changed: tests side by side must not.
os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="cong-cai-cach-var-")

from site_project.settings import *  # noqa: F403

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / "tests.sqlite3"}  # noqa: F405
MEDIA_ROOT = tempfile.mkdtemp(prefix="cong-cai-cach-media-")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
