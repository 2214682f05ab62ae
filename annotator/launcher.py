"""Launcher: opens the window with nothing loaded that its first paint does not need; the standard library alone."""

from __future__ import annotations

import gc
import sys


def open_window(files: list[str], database: str | None = None) -> int:
    """Open the window with these files. Returns the exit status, 2 if there is no display to open it on."""
    gc.disable()  # until the window is there: a tenth of the start would be spent on walking what was just imported
    from annotator.ui.display import why_no_window

    reason = why_no_window()
    if reason:
        print(reason, file=sys.stderr)
        return 2
    from annotator.errors import LibraryError
    from annotator.ui.app.application import run

    try:
        return run(files, database)
    except LibraryError as error:
        print(error, file=sys.stderr)
        return 2
