"""What the web server calls."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from akwaba.ledger.home import keep_private

keep_private()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "akwaba.settings")
application = get_wsgi_application()

# A batch of 200 households makes some 500,000 objects, none of them in a circle: looked through at
# Python's own pace, they and all that was loaded before them take a fifth of the time.
gc.freeze()
gc.set_threshold(50_000, 20, 20)


def keep_register_ready() -> None:
    """Read the register in the background, so that desks may ask it: see `matching.index`."""
    from akwaba.matching.index import index  # noqa: PLC0415  only where desks are answered

    index.keep()
