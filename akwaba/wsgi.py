"""What the web server calls."""

import os

from django.core.wsgi import get_wsgi_application

from akwaba.ledger.home import keep_private

keep_private()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "akwaba.settings")
application = get_wsgi_application()
