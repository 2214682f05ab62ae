"""Files and folders that are written whole or not at all."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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
    with _temporary(path) as temporary:
        with temporary.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)


@contextmanager
def replacing_folder(path: Path) -> Iterator[Path]:
    """The same for a folder, which takes the place of none or an empty one."""
    path = path.resolve()
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise AnnotatorError(f"{path} is there already. Name a new or an empty folder: each article gets a file.")
    with _temporary(path) as temporary:
        temporary.mkdir()
        yield temporary
        if path.exists():
            path.rmdir()
        temporary.rename(path)


@contextmanager
def _temporary(path: Path) -> Iterator[Path]:
    temporary = path.with_name(f".annotator-{uuid.uuid4().hex}.tmp")
    try:
        yield temporary
    except OSError as error:
        raise AnnotatorError(f"{path} could not be written: {error.strerror or error}. Nothing was changed.") from error
    finally:
        if temporary.is_dir():
            shutil.rmtree(temporary, ignore_errors=True)
        else:
            with suppress(OSError):  # where nothing may be written, there is none
                temporary.unlink()
