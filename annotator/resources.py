"""Where the files of resources/ are: in a wheel or a frozen app inside the package, in a checkout beside it."""

from functools import cache
from pathlib import Path


def resource(name: str) -> Path:
    """The path of ``resources/<name>``. Raises FileNotFoundError if the program was installed without it."""
    path = _folder() / name
    if not path.exists():
        raise FileNotFoundError(f"resources/{name} is missing: install the program again")
    return path


@cache
def _folder() -> Path:
    package = Path(__file__).resolve().parent
    return packed if (packed := package / "_data").is_dir() else package.parent / "resources"
