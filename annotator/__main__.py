"""Where the program begins: without arguments the window, and nothing else is loaded on the way to it."""

from __future__ import annotations

import gc
import sys


def main() -> int:
    """``annotator``: the window without arguments, else the command line. Returns the exit status."""
    if len(sys.argv) == 1:
        return open_window([])
    from annotator.cli import run

    return run()


def gui() -> int:
    """``annotator-gui [FILE …]``: the window, as a desktop starts it."""
    return open_window(sys.argv[1:])


def open_window(files: list[str], database: str | None = None) -> int:
    """Open the window with these files. Returns the exit status, 2 if there is no display to open it on."""
    gc.disable()  # until the window is there: a tenth of the start would be spent on walking what was just imported
    from annotator.ui.app.display import why_no_window

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


if __name__ == "__main__":
    sys.exit(main())
