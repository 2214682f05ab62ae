"""A Python that cannot load some modules, as where a library of the system is not installed."""

import os
from pathlib import Path

ROOT = Path(__file__).parent.parent
_SCRIPT = """
import sys

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name in {names!r}:
            raise ImportError("libmissing.so.2: cannot open shared object file: No such file or directory")

sys.meta_path.insert(0, Missing())
"""


def without(folder: Path, *names: str) -> str:
    """The PYTHONPATH with which a process that is started cannot load modules of these names; uses a new folder."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(_SCRIPT.format(names=set(names)))
    return os.pathsep.join([str(folder), str(ROOT)])
