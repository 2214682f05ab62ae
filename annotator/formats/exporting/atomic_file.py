"""A file that is written whole or not at all."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from annotator.errors import AnnotatorError


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write to that takes the place of ``path`` when the block ends well.

    If it does not, ``path`` is as it was and nothing is left behind. Raises AnnotatorError if the disk refuses.
    """
    path = path.resolve()
    if path.is_dir():
        raise AnnotatorError(f"{path} is a folder. Name a file in it.")
    temporary = path.with_name(f".annotator-{uuid.uuid4().hex}.tmp")
    try:
        with temporary.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        raise AnnotatorError(f"{path} could not be written: {error.strerror or error}. Nothing was changed.") from error
    finally:
        temporary.unlink(missing_ok=True)
