"""Every page of the node, by room."""

from django.urls import URLPattern, URLResolver, include, path

from akwaba.access import urls as access
from akwaba.access.navigation import Item
from akwaba.desk import urls as desk
from akwaba.figures import urls as figures
from akwaba.matching import urls as matching
from akwaba.office import urls as office
from akwaba.places import urls as places
from akwaba.registry import urls as registry
from akwaba.reports import urls as reports
from akwaba.watch import urls as watch

ROOMS = (office, registry, matching, watch, figures, reports, places, desk, access)
"""In the order of the menu."""

urlpatterns: list[URLPattern | URLResolver] = [path("", include(room)) for room in ROOMS]
navigation: list[Item] = [item for room in ROOMS for item in room.navigation]

handler400 = "akwaba.access.pages.page_not_understood"
handler403 = "akwaba.access.pages.page_not_found"
handler404 = "akwaba.access.pages.page_not_found"
handler500 = "akwaba.access.pages.page_failed"
