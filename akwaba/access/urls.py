"""Pages about officers: sign-in, settings, enrolment, the log of reads."""

from django.urls import URLPattern, path

from akwaba.access import views
from akwaba.access.navigation import Item

app_name = "access"

urlpatterns: list[URLPattern] = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("language/", views.choose_language, name="language"),
]

navigation: list[Item] = []
