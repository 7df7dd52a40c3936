"""The application that gunicorn serves: stored pages first, then Django."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_project.settings")
application = get_wsgi_application()

from django.conf import settings  # noqa: E402  the settings are known only now

if settings.PAGE_CACHE_BYTES:
    from site_project.freshness import content_version
    from site_project.page_cache import PageCache

    application = PageCache(application, content_version, lambda keys: {}, settings.PAGE_CACHE_BYTES)
