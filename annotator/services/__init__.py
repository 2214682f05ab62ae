"""Services: what can be done with a library, each use case once, for the window, the command line and any script."""

from collections.abc import Callable

Tell = Callable[[int, int], object]
"""Hears how far a work is, and of how much; 0 if that is not known. It raises Cancelled where the work is to stop."""


def tell_nobody(_done: int, _total: int) -> None:
    """Go on, and say nothing of it."""
