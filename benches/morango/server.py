"""The server as gunicorn runs it: `server:application`."""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from morango.models import SharedKey  # noqa: E402  its tables ask for a Django that is set up

SharedKey.get_or_create_shared_key()
