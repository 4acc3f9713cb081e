"""The `akwaba` command: Django's commands, each in the room that owns it."""

import os
import sys


def main() -> None:
    """Run `akwaba COMMAND …`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "akwaba.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415  needs settings

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
