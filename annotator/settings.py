"""Where the program keeps its things, and what a person has chosen."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

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


T = TypeVar("T", bound=str | int)


class Setting(Generic[T]):
    """Setting: its name in the file, what it is until it is chosen, what it means, and the values that it may have."""

    def __init__(self, name: str, default: T, meaning: str, allowed: Sequence[T] = ()) -> None:
        self.name, self.meaning = name, meaning
        self.default: T = default
        self.allowed: Sequence[T] = allowed

    def __hash__(self) -> int:
        return hash(self.name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Setting) and other.name == self.name

    def of(self, part: str) -> Setting[T]:
        """The same for one command, one format and the like."""
        return Setting(f"{self.name}.{part}", self.default, self.meaning, self.allowed)

    def checked(self, value: object) -> T:
        """``value`` if it is allowed; of a range the number nearest to it; else the default."""
        kind = type(self.default)
        if type(value) is not kind and not (kind is bool and type(value) is int):
            return self.default
        chosen: Any = kind(value)
        if isinstance(self.allowed, range):
            chosen = min(self.allowed[-1], max(self.allowed[0], chosen))
        is_allowed = not self.allowed or chosen in self.allowed
        return cast(T, chosen) if is_allowed else self.default


ANNOTATOR = Setting("annotator", "", "The name that goes with every annotation; that of the account if it is empty.")
NAME_LEFT = Setting("name_left", False, "Whether the question for the annotator's name was put away.")
THEME = Setting("theme", "system", "The colours of the window.", ("system", "light", "dark", "contrast"))
INTERFACE_SIZE = Setting(
    "interface_size", 100, "The size of the window's type, in percent.", (85, 100, 115, 130, 150, 175, 200)
)
TYPEFACE = Setting("typeface", "Noto Serif", "The face in which articles are set.")
TYPE_SIZE = Setting("type_size", 18, "The size of an article's type, in pixels.", range(12, 45))
CHARACTERS = Setting("characters", 70, "How many characters a line of an article has.", range(40, 121))
PITCH = Setting("pitch", 160, "From line to line of an article, in percent of the type’s size.", range(125, 241))
SNAP = Setting("snap", True, "Whether a selection takes whole words.")
SORT = Setting("sort", "added", "What the list of articles is sorted by.")
LAST_ARTICLE = Setting("last_article", "", "The id of the article that was open last.")
GEOMETRY = Setting("geometry", "", "Where the window was, as Qt says it, in base64.")
PANES = Setting("state", "", "Where the window's panes were, as Qt says it, in base64.")
LIBRARY_WIDTH = Setting(
    "library_width", 0, "The width of the left pane where there is room; 0: as it comes.", range(10_000)
)
INSPECTOR_WIDTH = Setting("inspector_width", 0, "The same of the right pane.", range(10_000))
DETAILS_HEIGHT = Setting("details_height", 0, "The height of an annotation's details, in pixels; 0: as it comes.")
DETAILS_MORE = Setting("details_more", False, "Whether an annotation's details are all shown.")
OPEN_FOLDER = Setting("open_folder", "", "The folder that articles were last opened from.")
EXPORT_FOLDER = Setting("export_folder", "", "The folder of the last export.")
EXPORT_FORMAT = Setting("export_format", "", "The format of the last export; the first there is, where it is empty.")
EXPORT_OPTIONS = Setting("export_options", "", "What was last chosen of a format: name=value, apart by spaces.")
REPORT_FOLDER = Setting("report_folder", "", "The folder of the last report.")
LABELS = Setting("labels", "{}", "What the labels of a format stand for, as a JSON object.")
SUGGEST_ON_OPENING = Setting("suggest_on_opening", False, "Whether suggestions are looked for in each article opened.")
RULES_OFF = Setting("rules_off", "", "The rules that make no suggestions, apart by spaces.")
KEYS = Setting("keys", "", "The keys of a command, apart by spaces; empty: those it comes with.")
RECENT_COMMANDS = Setting("recent_commands", "", "The commands last chosen from the palette, apart by spaces.")
SHOWN_AROUND = Setting("shown_around", False, "Whether the steps for newcomers were shown.")

SETTINGS = tuple(value for value in list(globals().values()) if isinstance(value, Setting))
"""Every setting there is."""


class Settings:
    """What a person has chosen, in one JSON file that is replaced whole. A damaged file counts as empty."""

    def __init__(self, folder: Path | None = None) -> None:
        self._path = (folder or home()) / "settings.json"
        self._values = read_values(self._path)

    def get(self, setting: Setting[T]) -> T:
        """The value that was chosen, or the nearest that is allowed; the default where there is none to go by."""
        return setting.checked(self._values.get(setting.name))

    def set(self, values: Mapping[Setting[Any], str | int]) -> None:
        """Keep these values, all at once."""
        named = {setting.name: value for setting, value in values.items()}
        if all(self._values.get(name) == value for name, value in named.items()):
            return
        self._values.update(named)
        write_values(self._path, self._values)

    def labels(self, format_: str) -> dict[str, str]:
        """The tags that the labels of a format stand for, as a person has said; "" where a label is left out."""
        try:
            there = _writable(json.loads(self.get(LABELS.of(format_))))
        except (ValueError, RecursionError):
            return {}
        return {key: value for key, value in there.items() if isinstance(value, str)}

    def set_labels(self, format_: str, labels: dict[str, str]) -> None:
        """Remember what the labels of a format stand for."""
        self.set({LABELS.of(format_): json.dumps(labels, ensure_ascii=False)})

    @property
    def annotator(self) -> str:
        """The name that goes with every annotation."""
        return self.get(ANNOTATOR).strip() or account_name()
