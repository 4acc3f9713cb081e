"""The desk: its shell, its modules, and what a device asks of the node."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from akwaba.access.navigation import Item
from akwaba.access.rules import Act, roles_for
from akwaba.desk.services import KEEP_PROMPTS
from akwaba.desk.views import (
    join,
    papers_api,
    parcel,
    photos,
    plain,
    prompts,
    reference,
    search,
    shell,
    verifier,
)

app_name = "desk"

urlpatterns: list[URLPattern] = [
    path("desk/", shell.shell, name="shell"),
    path("desk/sw.js", shell.worker, name="worker"),
    path("desk/manifest.webmanifest", shell.manifest, name="manifest"),
    path("desk/app/<str:version>/<path:path>", shell.asset, name="asset"),
    path("desk/plain/", plain.page, name="plain"),
    path("desk/plain/session", plain.session, name="plain_session"),
    path("desk/plain/drafts", plain.draft_list, name="plain_drafts"),
    path("desk/plain/drafts/<uuid:draft_id>", plain.draft, name="plain_draft"),
    path("desk/plain/drafts/<uuid:draft_id>/photos/<uuid:person>", plain.photo, name="plain_photo"),
    path("desk/plain/households", plain.register, name="plain_register"),
    path("join/", join.join, name="join"),
    path("join/akwaba.crt", join.certificate, name="join_certificate"),
    path("join/join.css", join.style, name="join_style"),
    path("join/<str:language>/", join.join, name="join_in"),
    path("desk/v1/reference", reference.reference, name="reference"),
    path("desk/v1/attestations", papers_api.attestations, name="attestations"),
    path("verifier/", verifier.verifier, name="verifier"),
    path("verifier/sw.js", verifier.worker, name="verifier_worker"),
    path("verifier/lists", verifier.lists, name="verifier_lists"),
    path("desk/v1/search", search.search, name="search"),
    path("desk/v1/photos/<uuid:person_id>", photos.photo, name="photo"),
    path("desk/v1/prompts/<uuid:prompt_id>", prompts.prompt, name="prompt"),
    path("devices/parcel/", parcel.parcel, name="parcel"),
    path("prompts/", prompts.languages, name="prompts"),
    path("prompts/<str:language>/", prompts.recordings, name="recordings"),
    path("prompts/<str:language>/<str:sentence>/record/", prompts.record, name="record"),
    path("prompts/<str:language>/<str:sentence>/remove/", prompts.remove, name="remove_prompt"),
    path("prompts/<str:language>/<str:sentence>/restore/", prompts.restore, name="restore_prompt"),
]

navigation: list[Item] = [
    Item(
        _("Offline desk"),
        "desk:shell",
        roles_for(Act.REGISTER),
        _("Register families on this device, with or without a network."),
    ),
    Item(
        _("Recorded sentences"),
        "desk:prompts",
        KEEP_PROMPTS,
        _("What families hear at the desk, recorded in their own languages."),
    ),
]
