"""Pages about officers: sign-in, settings, enrolment, the log of reads."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from akwaba.access.navigation import Item
from akwaba.access.rules import Act, roles_for
from akwaba.access.views import (
    desk_api,
    desks,
    node_api,
    node_cards,
    node_exchange,
    nodes,
    officers,
    reads,
    signing,
    sync,
)

app_name = "access"

urlpatterns: list[URLPattern] = [
    path("sign-in/", signing.sign_in, name="sign_in"),
    path("sign-out/", signing.sign_out, name="sign_out"),
    path("language/", signing.choose_language, name="language"),
    path("purpose/", signing.choose_purpose, name="purpose"),
    path("settings/", signing.own_settings, name="settings"),
    path("officers/", officers.officer_list, name="officers"),
    path("officers/new/", officers.enrol_officer, name="enrol"),
    path("officers/<uuid:officer_id>/", officers.change_officer, name="officer"),
    path("officers/<uuid:officer_id>/password/", officers.give_password, name="password"),
    path("reads/", reads.reads, name="reads"),
    path("devices/", desks.desk_list, name="desks"),
    path("devices/new/", desks.add_desk, name="add_desk"),
    path("devices/new/<uuid:enrolment_id>/", desks.enrolment, name="enrolment"),
    path("devices/<uuid:desk_id>/", desks.desk, name="desk"),
    path("devices/<uuid:desk_id>/name/", desks.rename, name="desk_name"),
    path("devices/<uuid:desk_id>/prolong/", desks.prolong, name="desk_prolong"),
    path("devices/<uuid:desk_id>/revoke/", desks.revoke, name="desk_revoke"),
    path("devices/<uuid:desk_id>/reinstate/", desks.reinstate, name="desk_reinstate"),
    path("devices/<uuid:desk_id>/missing/", desks.note_missing, name="desk_missing"),
    path("exchange/", nodes.overview, name="exchange"),
    path("exchange/now/", node_exchange.exchange_now, name="exchange_now"),
    path("exchange/stick/", node_exchange.read_stick, name="stick"),
    path("exchange/stick/new/", node_exchange.stick_for_capital, name="new_stick"),
    path("exchange/card/", node_cards.own, name="own_card"),
    path("exchange/card/file/", node_cards.own_file, name="own_card_file"),
    path("exchange/join/", node_cards.join, name="join_capital"),
    path("exchange/join/confirm/", node_cards.confirm_join, name="confirm_join"),
    path("exchange/add/", node_cards.add, name="add_node"),
    path("exchange/add/confirm/", node_cards.confirm_add, name="confirm_node"),
    path("exchange/<uuid:node_id>/", nodes.node, name="node"),
    path("exchange/<uuid:node_id>/stick/", node_exchange.stick_for_node, name="node_stick"),
    path("exchange/<uuid:node_id>/answer/", node_cards.answer, name="node_answer"),
    path("exchange/<uuid:node_id>/answer/file/", node_cards.answer_file, name="node_answer_file"),
    path("exchange/<uuid:node_id>/rights/", nodes.change, name="node_rights"),
    path("exchange/<uuid:node_id>/revoke/", nodes.revoke, name="node_revoke"),
    path("exchange/<uuid:node_id>/reinstate/", nodes.reinstate, name="node_reinstate"),
    path("desk/v1/enrol", desk_api.enrol, name="desk_enrol"),
    path("desk/v1/heartbeat", desk_api.heartbeat, name="desk_heartbeat"),
    path("desk/v1/officers", desk_api.sign_in, name="desk_officers"),
    path("desk/v1/unlock", desk_api.unlock, name="desk_unlock"),
    path("sync/v1/greet", node_api.greet, name="node_greet"),
    path("sync/v1/offer", node_api.offer, name="node_offer"),
    path("sync/v1/feed", node_api.feed, name="node_feed"),
    path("sync/v1/known", node_api.known, name="node_known"),
    path("sync/v1/compare", node_api.compare, name="node_compare"),
    path("sync/v1/hashes", node_api.hashes, name="node_hashes"),
    path("sync/v1/photos", node_api.photo_names, name="node_photos"),
    path("sync/v1/photo", node_api.photo, name="node_photo"),
    path("sync/v1/entries", sync.entries, name="sync_entries"),
    path("sync/v1/blobs/<str:digest>", sync.blob, name="sync_blob"),
]

navigation = [
    Item(
        _("Devices"),
        "access:desks",
        roles_for(Act.MANAGE_DESKS),
        _("Add tablets, see what each still holds, prolong or revoke them."),
    ),
    Item(
        _("Exchange"),
        "access:exchange",
        roles_for(Act.EXCHANGE),
        _("See what waits for the capital or the posts, and exchange it now or by a stick."),
    ),
    Item(
        _("Officers"),
        "access:officers",
        roles_for(Act.MANAGE_OFFICERS),
        _("Enrol officers, give them a role and posts, set a password."),
    ),
    Item(
        _("Who read what"),
        "access:reads",
        roles_for(Act.AUDIT_READS),
        _("Every file that was opened: by whom, when and why."),
    ),
]
