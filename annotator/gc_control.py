"""Python's garbage collector, kept from walking very many records over and over."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def gc_paused() -> Iterator[None]:
    """Around work that makes very many records, none of them in a cycle.

    With 100,000 annotations the collector would walk them all again and again: an import takes a third longer, and the
    window stands still for 200 ms. So it rests meanwhile, and afterwards leaves them alone; they go when nobody refers
    to them any more.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.freeze()
            gc.enable()
