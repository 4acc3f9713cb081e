"""The kinds of entry of this room."""

from django.utils.translation import gettext_lazy as _

from akwaba.ledger.kinds import Kind

KINDS = (
    Kind("registry.household_registered", _("Household registered")),
    Kind("registry.people_added", _("People added")),
    Kind("registry.birth_recorded", _("Birth recorded")),
    Kind("registry.death_recorded", _("Death recorded")),
    Kind("registry.person_corrected", _("Person corrected")),
    Kind("registry.household_corrected", _("Household corrected")),
    Kind("registry.dispute_resolved", _("Dispute resolved")),
    Kind("registry.number_replaced", _("New registration number given")),
    Kind("registry.people_moved", _("People moved to another household")),
    Kind("registry.household_split", _("Household split")),
    Kind("registry.households_joined", _("Households joined")),
    Kind("registry.household_relocated", _("Household moved on to another post")),
    Kind("registry.focal_point_changed", _("Someone else speaks for the household")),
    Kind("registry.presence_ended", _("Presence ended")),
    Kind("registry.reactivated", _("Present again")),
    Kind("registry.legal_status_decided", _("Legal status decided")),
    Kind("registry.need_reported", _("Specific need reported")),
    Kind("registry.need_changed", _("Specific need followed up")),
    Kind("registry.consent_recorded", _("Consent recorded")),
    Kind("registry.token_issued", _("Token issued")),
    Kind("registry.token_voided", _("Token void")),
    Kind("registry.document_recorded", _("Document recorded")),
    Kind("registry.attestation_issued", _("Attestation issued")),
    Kind("registry.attestation_reprinted", _("Attestation printed again")),
    Kind("registry.attestation_revoked", _("Attestation revoked")),
    Kind("registry.photo_taken", _("Photo taken")),
    Kind("registry.persons_linked", _("Records linked as one person")),
    Kind("registry.persons_unlinked", _("Records unlinked")),
    Kind("registry.voided", _("Struck out")),
    Kind("registry.reinstated", _("Reinstated")),
    Kind("registry.act_undone", _("Act undone")),
    Kind("registry.headcount_made", _("Head-count made")),
)
