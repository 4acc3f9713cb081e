"""What is written to the log when something breaks: where and what kind, never about whom."""

import logging
import traceback


class WithoutPersonalData(logging.Formatter):
    """Leaves out what an exception says: a database repeats there the names it was given."""

    def formatException(self, ei: object) -> str:  # noqa: N802  named by logging
        """The kinds of the errors, latest cause first, and the lines of code that led to each."""
        error = ei[1] if isinstance(ei, tuple) else None
        told: list[str] = []
        while isinstance(error, BaseException):
            told.append(type(error).__qualname__)
            told += [
                f"  {frame.filename}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(error.__traceback__)
            ]
            error = error.__cause__ or error.__context__
        return "\n".join(told)


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "quiet": {
            "()": WithoutPersonalData,
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "quiet"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # Below ERROR it repeats the addresses that people typed.
        "django.request": {"level": "ERROR"},
        "django.server": {"handlers": ["console"], "level": "ERROR", "propagate": False},
    },
}
"""For settings.LOGGING: to the terminal or the journal of the machine, which keeps it."""
