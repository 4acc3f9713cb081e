"""Why a file or a cell cannot be taken, and how to mend it."""

from typing import Any, ClassVar

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from akwaba.ledger.problems import Problem


class SheetProblem(Problem):
    """The file as a whole cannot be read; nothing of it was taken."""

    code = "sheet_unreadable"
    message = _("“%(file)s” cannot be read as a sheet. Save it as .xlsx or .csv and try again.")


class SheetMissing(SheetProblem):
    status = 404
    code = "sheet_missing"
    message = _("“%(file)s” is not there, or may not be opened. Check the name and the place.")


class SheetEmpty(SheetProblem):
    code = "sheet_empty"
    message = _("“%(file)s” is empty. Check that it is the right file and that it was saved.")


class SheetDamaged(SheetProblem):
    code = "sheet_damaged"
    message = _(
        "“%(file)s” is damaged or was copied only in part. "
        "Copy it again, or open it and save it anew as .xlsx."
    )


class SheetLocked(SheetProblem):
    code = "sheet_locked"
    message = _(
        "“%(file)s” is protected by a password. Open it, remove the password "
        "(File, Info, Protect workbook), save it and try again."
    )


class SheetOldFormat(SheetProblem):
    code = "sheet_old_format"
    message = _("“%(file)s” is a %(format)s file. Open it and save it as .xlsx (Excel workbook).")


class SheetNotATable(SheetProblem):
    code = "sheet_not_a_table"
    message = _(
        "“%(file)s” is not a sheet (%(format)s). Give an Excel workbook (.xlsx) or a .csv file."
    )


class SheetTooLarge(SheetProblem):
    status = 413
    code = "sheet_too_large"
    message = _(
        "“%(file)s” unpacks to more than this computer should hold (%(part)s). "
        "Save it as .csv, which can be of any length, or cut it into parts."
    )


class SheetNameUnknown(SheetProblem):
    code = "sheet_name_unknown"
    message = _("There is no sheet “%(sheet)s” in “%(file)s”. Its sheets are: %(sheets)s.")


class HeadingsMissing(SheetProblem):
    code = "headings_missing"
    message = _(
        "No line of “%(file)s” names the columns. Write above the list what each column holds, "
        "for example: Name, Sex, Age, Relationship, Village."
    )


class LineTooLong(SheetProblem):
    code = "line_too_long"
    message = _(
        "Line %(line)s of “%(file)s” is too long to be a line of a list. "
        "Check that the file is a .csv with one line for each person or household."
    )


class TooManyBadLines(SheetProblem):
    code = "too_many_bad_lines"
    message = _(
        "More than %(most)s lines of “%(file)s” cannot be understood: its columns were probably "
        "taken for something else. Look with --dry-run and --save-mapping, correct the mapping, "
        "and import the sheet again with --mapping. What was registered until here stays, once."
    )


class MappingUnreadable(SheetProblem):
    code = "mapping_unreadable"
    message = _(
        "The mapping “%(file)s” cannot be used: %(why)s. Make a new one with --save-mapping."
    )


class MappingNotWritten(SheetProblem):
    code = "mapping_not_written"
    message = _("The mapping cannot be written to “%(file)s” (%(why)s). Name another place.")


class CellProblem(Problem):
    """One cell cannot be understood; its line waits in the correction sheet."""

    code = "cell"
    mend: ClassVar[Any] = ""

    def how_to_mend(self) -> str:
        return gettext(str(self.mend)) % self.details


class NameMissing(CellProblem):
    code = "cell_name_missing"
    message = _("The name is missing.")
    mend = _("Write the name as the person says it.")


class NameNotAName(CellProblem):
    code = "name_not_a_name"
    message = _("“%(value)s” holds no letter: it cannot be a name.")
    mend = _("Write the name as the person says it.")


class NameTooLong(CellProblem):
    code = "name_too_long"
    message = _("The name has more than %(most)s characters.")
    mend = _("Write the name only; put the rest under remarks.")


class NameHoldsPicture(CellProblem):
    code = "name_holds_picture"
    message = _("The name “%(value)s” holds a picture, which no paper can print.")
    mend = _("Take the picture out: %(proposal)s")


class TextTooLong(CellProblem):
    code = "text_too_long"
    message = _("The cell has more than %(most)s characters.")
    mend = _("Make it shorter; put the rest under remarks.")


class SexNotUnderstood(CellProblem):
    code = "sex_not_understood"
    message = _("The sex “%(value)s” is not understood.")
    mend = _("Write F or M; leave the cell blank if it is not known.")


class AgeNotUnderstood(CellProblem):
    code = "age_not_understood"
    message = _("The age “%(value)s” is not understood.")
    mend = _("Write for example 34, 8 months, around 1980 or 12/03/1987; leave blank if unknown.")


class DateNotUnderstood(CellProblem):
    code = "date_not_understood"
    message = _("The date “%(value)s” is not understood.")
    mend = _("Write day/month/year, for example 12/11/2025; leave blank if unknown.")


class DateInFuture(CellProblem):
    code = "cell_date_in_future"
    message = _("The date %(value)s has not come yet.")
    mend = _("Check the day, the month and the year, and the date of this computer.")


class CountNotUnderstood(CellProblem):
    code = "count_not_understood"
    message = _("“%(value)s” is not a number of people.")
    mend = _("Write a whole number, for example 6; leave blank if unknown.")


class CountsDisagree(CellProblem):
    code = "counts_disagree"
    message = _("The household is said to have %(size)s people, but its counts add up to %(sum)s.")
    mend = _("Correct the size or the counts, so that they agree.")


class HouseholdEmpty(CellProblem):
    code = "household_empty"
    message = _("The household is said to have no one in it.")
    mend = _("Write how many people there are; leave blank if unknown.")


class CellHoldsError(CellProblem):
    code = "cell_error"
    message = _("The cell holds the error %(value)s instead of a value.")
    mend = _("Type the value itself over the formula.")


class FormulaNotComputed(CellProblem):
    code = "formula_not_computed"
    message = _("The cell holds a formula whose result was never saved.")
    mend = _("Open the sheet in Excel and save it, or type the value itself over the formula.")


class SameHeadTwice(CellProblem):
    code = "same_head_twice"
    message = _("Another household of this sheet has the same head, with other members.")
    mend = _("Give each household its own number in a column “Household No.”.")


class RegisterRefused(CellProblem):
    code = "register_refused"
    message = _("The register refused this line: %(why)s")
    mend = _("Correct the line and import this sheet again.")


class PostUnknown(Problem):
    """Households need the post that registers them."""

    code = "sheet_post_unknown"
    message = _("No post is called “%(post)s”. The nearest names are: %(nearest)s.")


class PostMissing(Problem):
    """Nobody said which post, and the sheet does not either."""

    code = "sheet_post_missing"
    message = _("Say at which post these people are registered: --post NAME. Posts: %(posts)s.")


class PostNotUnderstood(CellProblem):
    code = "post_not_understood"
    message = _("No post is called “%(value)s”.")
    mend = _("Write one of: %(nearest)s; or import the sheet with --post NAME.")


class CorrectionsNotWritten(Problem):
    """The good lines are kept all the same."""

    code = "corrections_not_written"
    message = _(
        "The good lines are registered, but the correction sheet “%(file)s” cannot be written "
        "(%(why)s). Name another place with --corrections and import the same sheet again."
    )
