"""What morango serves, and how the server stands."""

import time

from django.http import HttpRequest, JsonResponse
from django.urls import include, path
from families.models import Household, Person


def state(_request: HttpRequest) -> JsonResponse:
    """Seconds of processor so far, and the records that an officer would see."""
    records = Household.objects.count() + Person.objects.count()
    return JsonResponse({"processor": time.process_time(), "records": records})


urlpatterns = [path("", include("morango.urls")), path("state", state)]
