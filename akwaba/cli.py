"""The `akwaba` command: Django's commands, each in the room that owns it, on a node made ready."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from akwaba.ledger.home import keep_private

LEAVE_THE_DATABASE_ALONE = {
    "help", "version", "check", "makemigrations", "migrate", "showmigrations", "sqlmigrate",
    "makemessages", "test", "diffsettings", "collectstatic", "--help", "-h", "--version",
    "backup", "restore", "doctor",
}  # fmt: skip


def main() -> None:
    """Run `akwaba COMMAND …`; refusals and broken disks are told in one sentence, exit code 2."""
    # Until the command runs, Ctrl+C ends at once: half an import would blame a library.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "akwaba.settings")
    keep_private()
    try:
        _run(sys.argv)
    except BrokenPipeError:  # `akwaba … | head`
        sys.stderr.close()
    except KeyboardInterrupt:
        sys.exit(130)  # as a shell says it
    except Exception as error:  # what cannot be said plainly is raised again
        _speak_without_settings()
        sentence = _sentence(error)
        if sentence is None:
            raise
        sys.stderr.write(f"akwaba: {sentence}\n")
        sys.exit(2)


def _run(argv: list[str]) -> None:
    import django  # noqa: PLC0415  reads the settings
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.utils import translation  # noqa: PLC0415

    translation.activate(settings.LANGUAGE_CODE)
    if len(argv) > 1 and argv[1] not in LEAVE_THE_DATABASE_ALONE:
        prepare(Path(settings.AKWABA_HOME))
    signal.signal(signal.SIGINT, signal.default_int_handler)
    execute_from_command_line(["akwaba", *argv[1:]])


def prepare(home: Path) -> None:
    """Make the node's tables and facts what this version needs; does nothing when they are."""
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    from akwaba.access.entitlement import entitlement  # noqa: PLC0415
    from akwaba.ledger.blobs import open_pieces  # noqa: PLC0415
    from akwaba.ledger.receiving import apply_since_upgrade, open_sealed  # noqa: PLC0415
    from akwaba.places.services import ensure_facts, ensure_towns  # noqa: PLC0415

    with _alone(home):
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", verbosity=0, interactive=False)
        ensure_facts()
        ensure_towns()
        apply_since_upgrade(entitlement())
        open_sealed(entitlement())  # a key may have been put back
        open_pieces()


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """One process prepares the node; a second one waits for it."""
    import fcntl  # noqa: PLC0415  Linux and macOS

    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (home / "prepare.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _speak_without_settings() -> None:
    """Settings that cannot be read (no home can be made) must not keep us from saying so."""
    import django  # noqa: PLC0415
    from django.conf import settings  # noqa: PLC0415
    from django.utils import translation  # noqa: PLC0415

    if not settings.configured:
        language = "en" if os.environ.get("AKWABA_LANGUAGE") == "en" else "fr"
        sentences = Path(__file__).parent / "ledger" / "locale"
        settings.configure(LANGUAGE_CODE=language, LOCALE_PATHS=[sentences])
        django.setup()
        translation.activate(language)


def _sentence(error: Exception) -> str | None:
    """What to tell the officer, and how to mend it; None for a fault of ours."""
    from django.db.utils import DatabaseError  # noqa: PLC0415

    from akwaba.ledger.home import SettingRefused  # noqa: PLC0415
    from akwaba.ledger.problems import (  # noqa: PLC0415
        Problem,
        setting_sentence,
        storage_sentence,
    )  # fmt: skip

    if isinstance(error, Problem):
        return str(error)
    if isinstance(error, SettingRefused):
        return setting_sentence(error)
    return storage_sentence(error) if isinstance(error, (DatabaseError, OSError)) else None


if __name__ == "__main__":
    main()
