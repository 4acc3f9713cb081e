"""What matching refuses, and how to mend it."""

from django.utils.translation import gettext_lazy as _

from akwaba.ledger.problems import Problem


class PersonsUnreadable(Problem):
    """A file is not what its name says."""

    code = "persons_unreadable"
    message = _(
        "The file %(file)s cannot be read: %(error)s. Save it again as .csv, .xlsx or .parquet."
    )


class PersonsWithoutId(Problem):
    """Without a name for each line, no pair could be written down."""

    code = "persons_without_id"
    message = _("The file %(file)s has no column rec_id. Give each line a number of its own there.")


class PersonsWithoutName(Problem):
    """Nothing else tells people apart."""

    code = "persons_without_name"
    message = _(
        "The file %(file)s has neither a column given_name nor family_name. Name the columns so."
    )


class PersonsEmpty(Problem):
    """A heading alone, or nothing."""

    code = "persons_empty"
    message = _("The file %(file)s holds nobody. Check that it is the right one.")


class PersonsTwice(Problem):
    """Two lines of one rec_id: a pair could mean either."""

    code = "persons_twice"
    message = _(
        "In %(file)s, %(count)s rec_id stand more than once, for example “%(value)s” in the lines "
        "%(first)s and %(second)s. Give each line a rec_id of its own."
    )


class LinesUneven(Problem):
    """A line has other cells than the heading."""

    code = "lines_uneven"
    message = _(
        "In %(file)s, line %(line)s has %(found)s cells where the heading has %(wanted)s. "
        "Put quotation marks around cells that hold the separator."
    )


class ParametersRefused(Problem):
    """Parameters of another version, or no parameters."""

    code = "parameters_refused"
    message = _("The parameters %(file)s cannot be used: %(error)s. Train them again.")


class FormatMissing(Problem):
    """Parquet is read by a library that a post does not need."""

    code = "format_missing"
    message = _(
        "Reading .parquet needs pyarrow. Install it with: pip install akwaba[matching], "
        "or save the file as .csv."
    )


class SparkMissing(Problem):
    """Spark weighs 400 MB, and few registers need it."""

    code = "spark_missing"
    message = _(
        "Comparing on Spark needs pyspark. Install it with: pip install akwaba[spark], "
        "or leave out --engine spark."
    )


class JavaMissing(Problem):
    """Spark is a Java program; `found` is the version that is here, or a dash."""

    code = "java_missing"
    message = _(
        "Comparing on Spark needs Java 17 or later; found here: %(found)s. "
        "On Debian: apt-get install openjdk-17-jre-headless."
    )
