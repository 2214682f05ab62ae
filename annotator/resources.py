"""Where the files of resources/ are: in a wheel or a frozen app inside the package, in a checkout beside it."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource(name: str) -> Path:
    """The path of ``resources/<name>``. Raises FileNotFoundError if the program was installed without it."""
    for folder in (_PACKAGE / "_data", _PACKAGE.parent / "resources"):
        if (folder / name).exists():
            return folder / name
    raise FileNotFoundError(f"resources/{name} is missing: install the program again")
