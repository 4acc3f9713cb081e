"""The sentence of each quality finding, and of the correction that it offers.

%(name)s places are filled from the finding's values; %(to_name)s from the correction it offers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from akwaba.registry.codelists import label
from akwaba.registry.quality import Finding

NO_MEND = ""

WORDS: Mapping[str, tuple[Any, Any]] = {
    # days
    "registered_in_future": (
        _("Registered on %(registered_on)s: this day is still to come."),
        _("Registered today, %(to_registered_on)s"),
    ),
    "household_registered_in_future": (
        _("The household was registered on %(registered_on)s: this day is still to come."),
        _("Registered today, %(to_registered_on)s"),
    ),
    "arrival_after_registration": (
        _("Arrived on %(arrived_on)s, after the registration on %(registered_on)s."),
        _("Arrived on %(to_arrived_on)s"),
    ),
    "new_birth_elsewhere": (
        _("Born here on %(born_on)s, but the days of flight or arrival differ."),
        _("Use %(to_arrived_on)s for all three"),
    ),
    "fled_after_arrival": (
        _("Fled on %(fled_on)s, after arriving on %(arrived_on)s."),
        _("Fled on %(to_fled_on)s"),
    ),
    "fled_after_registration": (
        _("Fled on %(fled_on)s, after the registration on %(registered_on)s."),
        _("Fled on %(to_fled_on)s"),
    ),
    "birth_after_registration": (
        _("Born on %(born_on)s at the earliest, after the registration on %(registered_on)s."),
        NO_MEND,
    ),
    "old_arrival_registered_late": (
        _("Arrived on %(arrived_on)s and registered only on %(registered_on)s: check the year."),
        NO_MEND,
    ),
    "impossible_age": (_("The age “%(said)s” cannot be right: ask again."), NO_MEND),
    "born_on_first_of_january": (
        _("Born on %(born_on)s: is this the day, or is only the year known?"),
        _("Only the year %(year)s is known"),
    ),
    # household and family
    "in_no_household": (_("This person belongs to no household."), NO_MEND),
    "in_several_households": (
        _("This person counts in %(count)s households: choose one."),
        NO_MEND,
    ),
    "relationship_of_other_sex": (
        _("The relationship is “%(relationship)s”, but the sex is “%(sex)s”."),
        _("Relationship: %(to_relationship)s"),
    ),
    "focal_younger_than_child": (
        _("Recorded as “%(relationship)s”, but not younger than the focal point."),
        _("Relationship: %(to_relationship)s"),
    ),
    "focal_older_than_parent": (
        _("Recorded as “%(relationship)s”, but not older than the focal point."),
        _("Relationship: %(to_relationship)s"),
    ),
    "spouse_not_married": (
        _("Recorded as “%(relationship)s” of the focal point, but “%(marital)s”."),
        _("Marital status: %(to_marital)s"),
    ),
    "size_differs": (
        _("%(size_said)s people were announced and %(count)s are in the household."),
        _("The household has %(to_size_said)s people"),
    ),
    "no_focal_point": (
        _("The household has no focal point."),
        _("Choose the eldest adult"),
    ),
    "several_focal_points": (
        _("The household has %(count)s focal points."),
        _("Keep the eldest adult"),
    ),
    "focal_without_phone": (_("No telephone number for the focal point."), NO_MEND),
    "children_alone": (
        _("No adult in this household: are these children alone? Tell a protection officer."),
        NO_MEND,
    ),
    # photograph and papers
    "no_biometrics": (_("No biometric data."), NO_MEND),
    "no_photo": (_("No photograph."), NO_MEND),
    "child_without_birth_document": (_("A child under six without a birth document."), NO_MEND),
    "no_asylum_document": (_("No valid asylum document yet."), NO_MEND),
    "several_asylum_documents": (
        _("%(count)s asylum documents are valid at the same time."),
        NO_MEND,
    ),
    "document_without_issue_date": (_("%(document)s: no date of issue."), NO_MEND),
    "document_without_expiry_date": (_("%(document)s: no date of expiry."), NO_MEND),
    "document_issued_in_future": (
        _("%(document)s: issued on %(issued_on)s, which is still to come."),
        _("Issued today, %(to_issued_on)s"),
    ),
    "document_expires_before_issue": (
        _("%(document)s: expires on %(expires_on)s, before its issue on %(issued_on)s."),
        _("Swap the two dates"),
    ),
    # places
    "asylum_elsewhere": (
        _("Country of asylum: %(asylum_country)s, but this post is in %(post_country)s."),
        _("Country of asylum: %(to_asylum_country)s"),
    ),
    "origin_level1_missing": (_("The region of origin of the focal point is missing."), NO_MEND),
    "asylum_level1_missing": (_("The region where the focal point stays is missing."), NO_MEND),
    "origin_place_unofficial": (_("The place of origin is on no official list."), NO_MEND),
    "asylum_place_unofficial": (
        _("The place where the focal point stays is not in the list of places: choose one."),
        NO_MEND,
    ),
    "origin_level2_gap": (
        _("Origin: the village is known, but not the district above it."),
        NO_MEND,
    ),
    "origin_level1_gap": (
        _("Origin: the district is known, but not the region above it."),
        NO_MEND,
    ),
    "asylum_level2_gap": (
        _("Place of stay: the village is known, but not the district above it."),
        NO_MEND,
    ),
    "asylum_level1_gap": (
        _("Place of stay: the district is known, but not the region above it."),
        NO_MEND,
    ),
    "address_in_other_country": (
        _("Country of asylum: %(asylum_country)s, but the address is in %(address_country)s."),
        NO_MEND,
    ),
    "address_in_other_district": (
        _("The place of stay and the address are in two different regions."),
        _("Use the region of the address"),
    ),
    "address_of_residence": (_("The address is a country of residence."), NO_MEND),
    # specific needs
    "child_married_without_need": (
        _("A child under ten recorded as “%(marital)s”, with no need of a child at risk."),
        _("Marital status: %(to_marital)s"),
    ),
    "older_at_risk_under_60": (_("“%(need)s”, but younger than 60."), _("End this need")),
    "woman_at_risk_is_male": (_("“%(need)s”, but the sex is male."), _("End this need")),
    "single_parent_is_child": (_("“%(need)s”, but younger than 12."), _("End this need")),
    "child_at_risk_is_adult": (_("“%(need)s”, but 18 or older."), _("End this need")),
    "separated_child_is_adult": (_("“%(need)s”, but 18 or older."), _("End this need")),
    "survivor_too_young": (
        _("“%(need)s” for a child under four: check the age and the need."),
        NO_MEND,
    ),
    # status
    "origin_is_asylum": (
        _("Recorded as “%(legal)s”, but %(origin_country)s is both origin and asylum."),
        _("Country of origin: %(to_origin_country)s"),
    ),
    "dead_but_active": (_("Died on %(died_on)s, but still active."), _("Close: death")),
    "not_of_concern_but_active": (
        _("Not of concern, but still active: the asylum authority decides."),
        NO_MEND,
    ),
    "ended_household_with_active": (
        _("The household is closed, but %(count)s of its members are active."),
        _("Make the household active"),
    ),
    "active_household_without_active": (
        _("The household is active, but none of its members is."),
        NO_MEND,
    ),
}

NOT_APPLICABLE: Mapping[str, Any] = {
    "biometrics": _("Biometric data are not collected here."),
    "syria_only": _("UNHCR applies this rule to people from Syria only."),
    "no_address_types": _("Addresses have no types here: only origin and place of stay are kept."),
}

_LISTS = {
    "sex": "sex",
    "marital": "marital_status",
    "relationship": "relationships",
    "need": "needs",
    "document": "document_types",
    "legal": "legal_status",
    "asylum_country": "countries",
    "post_country": "countries",
    "address_country": "countries",
    "origin_country": "countries",
}


@dataclass(frozen=True, slots=True)
class FindingWords:
    """A finding in the officer's language; `mend` is empty when there is nothing to tap."""

    sentence: str
    mend: str


def finding_words(finding: Finding) -> FindingWords:
    """Word a finding in the language of the moment, with dates and codes written out."""
    sentence, mend = WORDS[finding.rule]
    places = {name: _worded(name, value) for name, value in finding.values.items()}
    if finding.mend is None or not mend:
        return FindingWords(str(sentence) % places, "")
    offered = {f"to_{name}": _worded(name, value) for name, value in finding.mend.items()}
    return FindingWords(str(sentence) % places, str(mend) % {**places, **offered})


def _worded(name: str, value: object) -> str:
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if name in _LISTS:
        return label(_LISTS[name], str(value), get_language() or "fr")
    return str(value)
