"""What a backup and its way back refuse, and how each is mended."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from akwaba.ledger.problems import Problem


class CareProblem(Problem):
    status: ClassVar[int] = 409


class NothingToBackUp(CareProblem):
    code = "nothing_to_back_up"
    message = _(
        "There is no database in %(home)s yet, so there is nothing to back up. Check AKWABA_HOME "
        "and DATABASE_URL: they must be those with which Akwaba is served."
    )


class BackupFolderMissing(CareProblem):
    """Never made by us: the folder of a stick that is not plugged in would be on our own disk."""

    code = "backup_folder_missing"
    message = _(
        "The folder %(folder)s is not there. If it is on a stick, plug the stick in and open it; "
        "if it is not, make the folder first."
    )


class BackupUnderWay(CareProblem):
    code = "backup_under_way"
    message = _("Another backup of this computer is being made. Wait until it is done.")


class BackupFolderFull(CareProblem):
    code = "backup_folder_full"
    message = _(
        "There is not enough room in %(folder)s for the backup. Free some space there, or choose "
        "another folder with --to. Earlier backups are untouched."
    )


class BackupTooLarge(CareProblem):
    """FAT32, as most sticks are sold, takes files of up to 4 GiB."""

    code = "backup_too_large"
    message = _(
        "%(folder)s takes no file of this size: sticks that are formatted as FAT32 end at 4 GB. "
        "Format the stick as exFAT, or choose another folder with --to."
    )


class BackupNotReadable(CareProblem):
    code = "backup_not_readable"
    message = _(
        "What was written to %(folder)s reads back differently: the stick or the disk is broken. "
        "The bad copy was removed. Take another one."
    )


class DatabaseDamaged(CareProblem):
    code = "database_damaged"
    message = _(
        "The database of this computer is damaged, so no backup was made of it. Stop Akwaba, keep "
        "the folder %(home)s as it is, and restore the last backup into an empty one."
    )


class ToolMissing(CareProblem):
    code = "tool_missing"
    message = _(
        "The program %(tool)s is not here. Install the client programs of PostgreSQL, in the "
        "version of the server: apt-get install postgresql-client"
    )


class DumpFailed(CareProblem):
    code = "dump_failed"
    message = _(
        "pg_dump could not copy the database: %(reason)s. Check that the server runs, and that "
        "the client programs are not older than the server: apt-get install postgresql-client"
    )


class NotABackup(CareProblem):
    code = "not_a_backup"
    message = _(
        "%(file)s is not a whole backup of Akwaba: it is another file, or it was cut off while it "
        "was copied. Copy it again from where it was made, or take the backup before it."
    )


class BackupDamaged(CareProblem):
    code = "backup_damaged"
    message = _(
        "%(file)s has been damaged: its part “%(part)s” is not what was written. Nothing was "
        "restored. Copy the file again from where it was made, or take the backup before it."
    )


class BackupTooNew(CareProblem):
    code = "backup_too_new"
    message = _(
        "This backup was made by Akwaba %(made)s, which is newer than the one here (%(here)s). "
        "Nothing was restored. Install that version, then restore."
    )


class BackupNeedsPassphrase(CareProblem):
    code = "backup_needs_passphrase"
    message = _(
        "This backup cannot be opened: the passphrase is missing or is not the one of the computer "
        "that made it. Set AKWABA_PASSPHRASE to that one, then restore. Nothing was restored."
    )


class BackupNotEncrypted(CareProblem):
    """The keys and the database would rest readable under a passphrase that opens neither."""

    code = "backup_not_encrypted"
    message = _(
        "This backup comes from a computer without a passphrase, and here one is set. Unset "
        "AKWABA_PASSPHRASE, then restore. Nothing was restored."
    )


class OtherDatabase(CareProblem):
    code = "other_database"
    message = _(
        "This backup holds a %(made)s database and this computer is set to %(here)s. Nothing was "
        "restored. Set DATABASE_URL for a PostgreSQL backup; leave it unset for SQLite."
    )


class HomeHasDatabase(CareProblem):
    code = "home_has_database"
    message = _(
        "There is a database here already: %(database)s. A backup is restored only where there is "
        "none. Set AKWABA_HOME to an empty folder, or move that database away first."
    )


class DatabaseNotEmpty(CareProblem):
    code = "database_not_empty"
    message = _(
        "The PostgreSQL database %(database)s holds tables already. A backup is restored only into "
        "an empty one: make a new database and set DATABASE_URL to it."
    )


class RestoreFailed(CareProblem):
    code = "restore_failed"
    message = _(
        "pg_restore could not bring the backup back, and the database was left as it was. The "
        "server and pg_restore must not be older than PostgreSQL %(made)s, and the role must own "
        "the database."
    )


class RestoreNotFinished(CareProblem):
    code = "restore_not_finished"
    message = _(
        "The backup is good, but this computer could not take a new identity for it, so it was not "
        "put in place: %(reason)s Mend that, empty the database if it is PostgreSQL, then restore "
        "again."
    )
