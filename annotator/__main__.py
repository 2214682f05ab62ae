"""Where the program begins: without arguments the window, and nothing else is loaded on the way to it."""

from __future__ import annotations

import sys

from annotator.launcher import open_window


def main() -> int:
    """``annotator``: the window without arguments, else the command line. Returns the exit status."""
    if len(sys.argv) == 1:
        return open_window([])
    from annotator.cli import run

    return run()


def gui() -> int:
    """``annotator-gui [FILE …]``: the window, as a desktop starts it."""
    return open_window(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
