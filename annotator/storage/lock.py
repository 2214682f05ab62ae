"""Lock of a library, which has one writer: one of the operating system, on a file beside the library.

The kernel releases it when the process ends, also by ``kill -9``. Standard library only: the window asks before it
loads anything else.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from annotator.errors import LibraryError
from annotator.settings import make_private


class LibraryLock:
    """Lock: the right to write to the library at ``library``. Not held until ``acquire()`` says so."""

    def __init__(self, library: Path) -> None:
        self.path = library.with_name(library.name + ".lock")
        self._file: int | None = None

    def acquire(self) -> bool:
        """Take the lock without waiting; False if another process has it.

        Raises LibraryError if the folder cannot be written.
        """
        try:
            make_private(self.path.parent)
            file = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        except OSError as error:
            raise LibraryError(
                f"The folder {self.path.parent} cannot be written ({error.strerror}). "
                "Choose another library with --database, or make the folder writable."
            ) from error
        try:
            _lock(file)
        except OSError:
            os.close(file)
            return False
        self._file = file
        return True

    def release(self) -> None:
        """Give the lock back. The file stays: taking it away would let two processes lock two files of one name."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
