"""Settings: production by default, read from the environment (README has the table of variables)."""

from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from site_project import environment
from site_project.log_settings import LOG_SETTINGS

BASE_DIR = Path(__file__).resolve().parent.parent
# What the site writes: database, secrets, collected static files. One folder to back up, with MEDIA_ROOT.
VAR_DIR = BASE_DIR / environment.read_text("VAR_DIR", "var")  # an absolute path stands for itself

DEBUG = environment.read_flag("DEBUG")
SECRET_KEY = environment.read_secret("SECRET_KEY", VAR_DIR / "secret_key")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY is missing. `make run` makes one; otherwise set SECRET_KEY, or SECRET_KEY_FILE to a file with it."
    )

# Where readers reach the site. Its scheme decides on secure cookies, its host is allowed.
SITE_URL = environment.read_text("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
_site = urlsplit(SITE_URL)
if _site.scheme not in {"http", "https"} or not _site.hostname:
    raise ImproperlyConfigured(f"SITE_URL={SITE_URL!r}: write http://host or https://host.")
LOOPBACK_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = [_site.hostname, *LOOPBACK_HOSTS, *environment.read_words("ALLOWED_HOSTS")]
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    # Ours; their hooks of equal order are asked in this order.
    "site_project",
    "site_search",
    "foundations.editors_interface",
    "foundations.members",
    "foundations.old_portals",
    "news.newsroom",
    "news",
    "news.comments",
    "news.quotas",
    "foundations.uploads",
    "news.word_files",
    "news.article_imports",
    "procedures",
    "procedures.reading",
    "procedures.import_runs",
    "rankings",
    "rankings.imports",
    "feedback",
    "foundations.units",
    "foundations.page_copies",
    "foundations.counters",
    "foundations.delivery",
    "foundations.editing",
    "foundations.file_kinds",
    "foundations.handbook",
    "foundations.imported_html",
    "foundations.legal_documents",
    "foundations.personal_data",
    "foundations.authentication",
    "foundations.public_forms",
    "foundations.searching",
    "foundations.spreadsheets",
    "foundations.vietnamese",
    "foundations.working_days",
    # Of others.
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "foundations.members.users_app.UsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "foundations.delivery.public_pages.PublicPageMiddleware",
    "foundations.delivery.proxies.ReaderAddressMiddleware",
    "site_project.api_errors.JsonErrorsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "foundations.delivery.security.RefuseNulMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "site_project.english.EnglishMiddleware",
    "foundations.delivery.security.ContentSecurityPolicyMiddleware",
    "foundations.delivery.security.DisplayVariantMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "site_project.routing.SiteMiddleware",  # after the one that refuses unknown hosts
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "foundations.authentication.middleware.SigningInMiddleware",
    "foundations.editors_interface.admin_gate.AdminGateMiddleware",
    "foundations.editors_interface.protected.ProtectedDeletionMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "foundations.old_portals.redirects.FollowingRedirectMiddleware",
    "foundations.counters.middleware.NumbersMiddleware",
    "foundations.editing.middleware.EditingMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "site_project.urls"
WSGI_APPLICATION = "site_project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

DATABASES = {"default": environment.read_database("DATABASE_URL", f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Each process has its own memory, so whatever one of them remembers of the content is forgotten with the next change.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "KEY_FUNCTION": "foundations.delivery.freshness.make_versioned_key",
        "OPTIONS": {"MAX_ENTRIES": 3000},  # parts of pages of some KB each
    },
    # How often one address sent something: known to all processes, not forgotten with a change of content.
    "limits": {
        "BACKEND": "foundations.public_forms.shared_counts.SharedCounts",
        "LOCATION": VAR_DIR / "limits.sqlite3",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}
PAGE_CACHE_BYTES = environment.read_number("PAGE_CACHE_MB", 32) * 1024 * 1024  # of each worker; 0 = none

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Signing in: who has to wait after wrong passwords (authentication/throttling.py), and what a session lasts.
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AXES_HANDLER = "foundations.authentication.throttling.LockingHandler"
AXES_CLIENT_IP_CALLABLE = "foundations.authentication.throttling.make_place_mark"
AXES_USERNAME_CALLABLE = "foundations.authentication.throttling.get_tried_name"
AXES_LOCKOUT_CALLABLE = "foundations.authentication.login.render_locked"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True  # the log of activity has the sign-ins
AXES_ENABLE_ACCESS_FAILURE_LOG = True
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "csrfmiddlewaretoken", "code"]
AXES_VERBOSE = False
OTP_TOTP_ISSUER = "Cổng Cải cách"
SESSION_COOKIE_AGE = (
    14 * 24 * 3600
)  # where it is to be remembered; the pauses in work that end it: foundations/authentication/standing.py

# Vietnamese is the source language; formats.py of `vietnamese` mends what Django's own formats for it lack.
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
LOCALE_PATHS = [BASE_DIR / "foundations" / "vietnamese" / "locale"]
FORMAT_MODULE_PATH = ["foundations.vietnamese.formats"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
# The pictures of the handbook, which is read in the editors' interface too.
STATICFILES_DIRS = [("so-tay", BASE_DIR / "docs" / "so-tay" / "anh")]
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = BASE_DIR / environment.read_text("MEDIA_ROOT", "media")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a long article with tables sends more than Django's 1,000

EMAIL_BACKEND = environment.read_text("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
EMAIL_HOST = environment.read_text("EMAIL_HOST", "localhost")
EMAIL_FILE_PATH = environment.read_text("EMAIL_FILE_PATH") or None  # the folder of the file based backend
EMAIL_TIMEOUT = 10  # seconds; a reader may be waiting
EMAIL_PORT = environment.read_number("EMAIL_PORT", 25)
EMAIL_HOST_USER = environment.read_text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = environment.read_secret("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = environment.read_flag("EMAIL_USE_TLS")
DEFAULT_FROM_EMAIL = environment.read_text("DEFAULT_FROM_EMAIL", f"cong-cai-cach@{_site.hostname}")

BELIEVED_PROXIES = environment.read_words("FORWARDED_ALLOW_IPS", "127.0.0.1")
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"  # Wagtail lets its own previews be framed by the editor
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = False  # Wagtail's editor reads it
if _site.scheme == "https":
    SECURE_SSL_REDIRECT = environment.read_flag("SECURE_SSL_REDIRECT", "1")
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = environment.read_number("SECURE_HSTS_SECONDS", 31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

WAGTAIL_SITE_NAME = "Cổng Cải cách"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILADMIN_USER_LOGIN_FORM = "foundations.editors_interface.labels.LoginForm"
WAGTAIL_I18N_ENABLED = False
WAGTAIL_APPEND_SLASH = True
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_AUTO_UPDATE_PREVIEW_INTERVAL = 2_000
WAGTAIL_AUTOSAVE_INTERVAL = 5_000  # ms after the last key; the default of 500 saves at nearly every word
# Nothing calls another host: no avatar service, no look-up of new releases, no embeds.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS = []
WAGTAILREDIRECTS_AUTO_CREATE = True  # old addresses of pages lead to their new ones
WAGTAILIMAGES_IMAGE_MODEL = "uploads.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "foundations.uploads.forms.PictureForm"
# What a browser lets one choose; what a file really is, its content tells. Windows names many JPEGs .jfif.
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "jfif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"avif": "webp", "heic": "jpeg", "webp": "webp"}
WAGTAILIMAGES_WEBP_QUALITY = 77
WAGTAILIMAGES_JPEG_QUALITY = 81
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILDOCS_EXTENSIONS = ["pdf", "doc", "docx", "xls", "xlsx", "ods", "odt", "ppt", "pptx", "csv", "txt", "zip"]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "foundations.uploads.documents.DocumentForm"
DOCUMENTS_MAX_UPLOAD_SIZE = 18 * 1024 * 1024  # with its form, below what deploy/nginx.conf lets through
WAGTAILDOCS_SERVE_METHOD = "serve_view"
TAGGIT_CASE_INSENSITIVE = True
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "foundations.searching.backend"}}
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAIL_TIME_FORMAT = "%H:%M"

LOGGING = LOG_SETTINGS
