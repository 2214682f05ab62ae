"""Is there a display to open a window on? Asked before Qt is, which would abort the process if there is none.

Nothing here makes a QApplication.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

from annotator.errors import not_loaded
from annotator.resources import resource

_OTHERWISE = "“annotator import”, “list”, “export” and “check” work without a window."


def why_no_window() -> str:
    """A sentence on why no window can be opened and what to do about it; "" if one can."""
    missing = why_no_qt()
    if missing:
        return f"{missing} {_OTHERWISE}"
    if sys.platform in ("win32", "darwin"):
        return ""
    wanted = [p.split(":")[0] for p in os.environ.get("QT_QPA_PLATFORM", "").split(";") if p]
    reasons = [_why_not(platform) for platform in wanted or _usual()]
    return "" if "" in reasons else f"{reasons[-1]} {_OTHERWISE}"


def _usual() -> list[str]:
    return ["wayland", "xcb"] if os.environ.get("WAYLAND_DISPLAY") else ["xcb"]


def why_no_qt() -> str:
    """A sentence on why nothing can be shown or painted, with or without a display; "" if it can."""
    try:
        import PySide6.QtWidgets  # noqa: F401
    except ModuleNotFoundError as error:
        return not_loaded(error)
    except ImportError as error:
        return library_missing(str(error).split(":")[0])
    return ""


def library_missing(library: str) -> str:
    """A sentence on a system library that is not there, and how it comes."""
    packages = " ".join(resource("debian-packages.txt").read_text(encoding="ascii").split())
    return f"The window needs the system library {library}. On Debian: apt install {packages}."


def _why_not(platform: str) -> str:
    plugin = _plugin(platform)
    if plugin is None:
        return f"QT_QPA_PLATFORM names “{platform}”, which this Qt does not have; unset it or set it to xcb."
    if platform.startswith("wayland"):
        return _why_no_wayland() or _why_not_loaded(plugin)
    if platform == "xcb":
        return _why_no_x() or _why_not_loaded(plugin)
    return _why_not_loaded(plugin)


def _plugin(platform: str) -> Path | None:
    spec = importlib.util.find_spec("PySide6")
    for folder in (spec.submodule_search_locations or []) if spec is not None else []:
        path = Path(folder) / "Qt" / "plugins" / "platforms" / f"libq{platform}.so"
        if path.exists():
            return path
    return None


def _why_not_loaded(plugin: Path) -> str:
    from PySide6.QtCore import QLibrary

    library = QLibrary(str(plugin))
    if library.load():
        return ""
    missing = library.errorString().rpartition(f"{plugin}: ")[2].split(":")[0]
    return library_missing(missing)


def _why_no_wayland() -> str:
    name = os.environ.get("WAYLAND_DISPLAY") or "wayland-0"
    path = Path(os.environ.get("XDG_RUNTIME_DIR", "/nowhere")) / name
    if _answers(str(path)):
        return ""
    return f"There is no Wayland display {name} to open a window on; set WAYLAND_DISPLAY, or DISPLAY for X11."


def _why_no_x() -> str:
    name = os.environ.get("DISPLAY", "")
    if not name:
        return "There is no display to open a window on: DISPLAY is not set. Set it, or run in a desktop session."
    import ctypes  # slow to import, and wanted for X11 alone

    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return library_missing("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(name.encode(), None)
    error = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    if error:
        return f"The display {name} does not answer. Set DISPLAY to one that runs, or run in a desktop session."
    return ""


def _answers(path: str) -> bool:
    import socket

    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(2)
        try:
            client.connect(path)
        except OSError:
            return False
    return True
