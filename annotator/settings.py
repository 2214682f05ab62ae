"""Where the program keeps its things, and what a person has chosen."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from annotator.errors import LibraryError

LIBRARY_NAME = "library.sqlite3"


def home() -> Path:
    """The folder of everything the program keeps: ANNOTATOR_HOME, or the user's data folder. Raises LibraryError."""
    chosen = os.environ.get("ANNOTATOR_HOME")
    if chosen:
        return Path(chosen).expanduser().absolute()
    import appdirs

    folder = Path(appdirs.user_data_dir("annotator", appauthor=False))
    if not folder.is_absolute():  # an account without a home: "~" would become a folder wherever this was started
        raise LibraryError("This account has no home folder. Name a folder for the library in ANNOTATOR_HOME.")
    return folder


def library_path(option: str | None = None) -> Path:
    """The library's file: ``option`` (--database), else ANNOTATOR_DATABASE, else the one in home()."""
    chosen = option or os.environ.get("ANNOTATOR_DATABASE")
    return Path(chosen).expanduser().absolute() if chosen else home() / LIBRARY_NAME


def make_private(folder: Path) -> None:
    """Make ``folder`` if it is not there, readable by its owner alone."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def account_name() -> str:
    """The annotator's name before a person chooses another: that of the account."""
    for variable in ("LOGNAME", "USER", "LNAME", "USERNAME"):  # as getpass does, which is slow to import
        if os.environ.get(variable):
            return os.environ[variable]
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "annotator"


def read_values(path: Path) -> dict[str, Any]:
    """The object in a JSON file, without what could not be written again; empty if there is none, or it is damaged."""
    try:
        return _writable(json.loads(path.read_bytes()))
    except (OSError, ValueError, RecursionError):
        return {}


def write_values(path: Path, values: dict[str, Any]) -> None:
    """Replace a JSON file whole. That it cannot be written is no reason to stop the work."""
    data = _written(_writable(values))
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    with suppress(OSError):
        make_private(path.parent)
        try:
            temporary.write_bytes(data)
            temporary.chmod(0o600)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)


def _written(values: object) -> bytes:
    return json.dumps(values, indent=1, ensure_ascii=False).encode()


def _writable(values: object) -> dict[str, Any]:
    """What of a JSON object can be written: not half a character, as of a file's name that is no UTF-8."""
    if not isinstance(values, dict):
        return {}
    try:
        _written(values)
    except (ValueError, RecursionError):
        return {} if len(values) == 1 else {k: v for k, v in values.items() if _writable({k: v})}
    return values


class Settings:
    """What a person has chosen, in one JSON file that is replaced whole. A damaged file counts as empty."""

    def __init__(self, folder: Path | None = None) -> None:
        self._path = (folder or home()) / "settings.json"
        self._values = read_values(self._path)

    def text(self, key: str, default: str = "") -> str:
        """The text kept under ``key``; ``default`` if there is none or it is of another type."""
        value = self._values.get(key)
        return value if isinstance(value, str) else default

    def number(self, key: str, default: int) -> int:
        """The whole number kept under ``key``; ``default`` if there is none or it is of another type."""
        value = self._values.get(key)
        return value if type(value) is int else default

    def set(self, **values: str | int) -> None:
        """Keep these values."""
        if all(self._values.get(k) == v for k, v in values.items()):
            return
        self._values.update(values)
        write_values(self._path, self._values)

    def labels(self, format_: str) -> dict[str, str]:
        """The tags that the labels of a format stand for, as a person has said; "" where a label is left out."""
        try:
            there = _writable(json.loads(self.text(f"labels.{format_}", "{}")))
        except (ValueError, RecursionError):
            return {}
        return {key: value for key, value in there.items() if isinstance(value, str)}

    def set_labels(self, format_: str, labels: dict[str, str]) -> None:
        """Remember what the labels of a format stand for."""
        self.set(**{f"labels.{format_}": json.dumps(labels, ensure_ascii=False)})

    @property
    def annotator(self) -> str:
        """The name that goes with every annotation."""
        return self.text("annotator").strip() or account_name()
