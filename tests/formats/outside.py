"""Another package with a format, installed as pip does it: a module, and metadata that names it by entry points."""

import importlib
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator.formats.registry import formats

MODULE = Path(__file__).with_name("outside_format.py")


def install(site: Path) -> None:
    """Put the package into a folder; beside the format there are entries that are none, or not to be had."""
    shutil.copy(MODULE, site)
    metadata = site / "outside_format-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: outside-format\nVersion: 1.0\n")
    names = ("FORMAT", "TAKEN", "NO_FORMAT", "NOT_THERE", "STUMBLES")
    entries = "".join(f"{name.lower()} = {MODULE.stem}:{name}\n" for name in names)
    (metadata / "entry_points.txt").write_text(f"[annotator.formats]\n{entries}")


@contextmanager
def installed(site: Path) -> Iterator[None]:
    """Within it this process finds the package."""
    install(site)
    sys.path.append(str(site))
    importlib.invalidate_caches()
    formats.cache_clear()
    try:
        yield
    finally:
        sys.path.remove(str(site))
        sys.modules.pop(MODULE.stem, None)
        formats.cache_clear()
