"""Why a file of places cannot be loaded at all. A bad line is not a problem: see `refusals`."""

from django.utils.translation import gettext_lazy as _

from akwaba.ledger.problems import Problem


class FileNotReadable(Problem):
    code = "file_not_readable"
    message = _("The file %(file)s cannot be read: %(reason)s. Check its name and its rights.")


class FileEmpty(Problem):
    code = "file_empty"
    message = _("The file %(file)s is empty. Download it again.")


class NotUtf8(Problem):
    code = "not_utf8"
    message = _("The file %(file)s is not written in UTF-8 (byte %(byte)s). Save it as UTF-8.")


class NotGeoJson(Problem):
    code = "not_geojson"
    message = _(
        "The file %(file)s is not complete GeoJSON: it stops being readable at line %(line)s, "
        "column %(column)s. Download it again, or export it again as GeoJSON."
    )


class NoFeatures(Problem):
    code = "no_features"
    message = _(
        "The file %(file)s holds no list of features. Export the layer as a GeoJSON "
        "FeatureCollection in WGS 84."
    )


class LicenceMissing(Problem):
    code = "licence_missing"
    message = _("Say the licence of the layer %(layer)s: nothing is kept without one.")


class SourceMissing(Problem):
    code = "source_missing"
    message = _("Say where the layer %(layer)s comes from: nothing is kept without its source.")


class LayerNameNotUsable(Problem):
    code = "layer_name_not_usable"
    message = _(
        "The layer cannot be called %(layer)s. Use letters a–z, figures and hyphens, at most 60."
    )


class LayerIsOurs(Problem):
    status = 409
    code = "layer_is_ours"
    message = _("The layer %(layer)s comes with Akwaba. Choose another name.")


class CountryNotKnown(Problem):
    code = "country_not_known"
    message = _("The country %(country)s is not one of those known here: %(known)s.")


class ArchiveBroken(Problem):
    code = "archive_broken"
    message = _("The archive %(file)s is broken or cut short. Nothing was kept: download it again.")


class ArchiveWithoutPlaces(Problem):
    code = "archive_without_places"
    message = _("The archive %(file)s holds no list of places, such as CI.txt.")


class NotGeoNames(Problem):
    code = "not_geonames"
    message = _(
        "Not one line of %(file)s looks like GeoNames: each has 19 columns set apart by tabs. "
        "Take a country file from download.geonames.org, such as CI.zip."
    )


class RoadPlaceNotKnown(Problem):
    code = "road_place_not_known"
    message = _("The place %(place)s is not known here. Choose one of those offered.")


class RoadEndsAlike(Problem):
    code = "road_ends_alike"
    message = _("A road has two ends: choose another place for one of them.")


class RoadLengthMissing(Problem):
    code = "road_length_missing"
    message = _("Write the kilometres: a position is not known, so they cannot be estimated.")


class RoadLengthNotUsable(Problem):
    code = "road_length_not_usable"
    message = _("The length must be more than 0 and at most %(most)s km.")


class RoadReasonMissing(Problem):
    code = "road_reason_missing"
    message = _("Write why it is struck out, in a few words.")


class StateEndsBeforeItBegins(Problem):
    code = "state_ends_before_it_begins"
    message = _("The last day lies before the first. Correct one of the two.")


class StateSlownessNotUsable(Problem):
    code = "state_slowness_not_usable"
    message = _("Say how many times as long it takes: more than 1, at most 50.")


class StateSourceMissing(Problem):
    code = "state_source_missing"
    message = _("Say who told it or how it is known, in a few words.")
