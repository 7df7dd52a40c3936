"""The application that gunicorn serves: counting requests, then stored pages, then Django."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_project.settings")
application = get_wsgi_application()

# What stands in front of Django reads the settings, which are known only now.
from django.conf import settings  # noqa: E402

from foundations.counters.counting import add_counting  # noqa: E402
from foundations.counters.totals import fill_numbers  # noqa: E402
from foundations.delivery.freshness import content_version  # noqa: E402
from foundations.delivery.page_cache import PageCache  # noqa: E402

if settings.PAGE_CACHE_BYTES:
    application = PageCache(application, content_version, fill_numbers, settings.PAGE_CACHE_BYTES)
application = add_counting(application)
