"""From paths to bytes, with manners: nothing endless is opened, nothing large is read before its size is known."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from annotator.errors import RefusedText

MAX_FILE = 1024**3
"""The largest file that is read as a whole, in bytes: an export of a large library may have this size."""


def is_address(text: str) -> bool:
    """Whether a text is the address of a web page and nothing else."""
    return bool(re.fullmatch(r"https?://[^\s/]\S*", text.strip(), re.IGNORECASE))


def source_of(text: str) -> Path | str:
    """What a person names as a source: the address of a web page as it is, else a file by its absolute path."""
    return text.strip() if is_address(text) else Path(text).absolute()


def walk(paths: Iterable[Path]) -> Iterator[Path]:
    """The files among ``paths`` and, by name, those in the folders among them; hidden ones are left out there."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for folder, names, files in os.walk(path):
            names[:] = sorted(n for n in names if not n.startswith("."))
            yield from (Path(folder, f) for f in sorted(files) if not f.startswith("."))


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """A regular file, to be read piece by piece. Raises RefusedText if it is anything else or cannot be read."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise RefusedText(f"{path.name} is a folder, not a file.")
        if not stat.S_ISREG(mode):
            raise RefusedText(f"{path.name} is not an ordinary file.")
        with path.open("rb") as file:
            yield file
    except FileNotFoundError:
        raise RefusedText(f"There is no file {path}. Check the name.") from None
    except OSError as error:
        raise RefusedText(f"{path.name} cannot be read: {error.strerror or error}.") from error


def read_bytes(path: Path) -> bytes:
    """The bytes of a regular file of at most MAX_FILE. Raises RefusedText if it is anything else."""
    with opened(path) as file:
        if os.fstat(file.fileno()).st_size > MAX_FILE:
            raise RefusedText(f"{path.name} is larger than 1 GB, far more than an article.")
        return file.read()
