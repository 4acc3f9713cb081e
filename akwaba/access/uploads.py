"""Files that are larger than memory should hold, laid down in the node's own folder only.

Only for what is sealed already: the file of a stick. A photo on its way stays in memory.
"""

from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from akwaba.ledger.home import private_directory


def sealed_file() -> BinaryIO:
    """A file without a name that is gone once it is closed, also where the power goes."""
    folder = private_directory(Path(settings.AKWABA_HOME) / "sticks")
    return cast("BinaryIO", TemporaryFile(dir=folder))


class SealedFileHandler(FileUploadHandler):
    """Takes an upload in as it comes."""

    def new_file(self, *arguments: Any, **options: Any) -> None:
        super().new_file(*arguments, **options)
        self.content = sealed_file()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002  Django calls it so
        self.content.write(raw_data)

    def file_complete(self, file_size: int) -> "UploadedFile[Any]":
        self.content.seek(0)
        return UploadedFile(self.content, self.file_name, self.content_type, file_size)

    def upload_interrupted(self) -> None:
        self.content.close()
