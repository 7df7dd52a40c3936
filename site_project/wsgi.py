"""The application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

from counters.counting import counting

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_project.settings")
application = counting(get_wsgi_application())
