"""Application: the start of the window, one per library, painted before anything slow is loaded."""

from __future__ import annotations

import gc
import logging
import os
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from annotator.resources import resource
from annotator.settings import INTERFACE_SIZE, THEME, Settings, library_path, make_private
from annotator.storage.lock import LibraryLock
from annotator.ui.appearance import theme
from annotator.ui.appearance.wording import interface_locale
from annotator.ui.display import library_missing
from annotator.ui.session.session import Session
from annotator.ui.window.main_window import MainWindow

_LOG_SIZE = 1_000_000


def run(files: list[str], database: str | None = None) -> int:
    """Open the window on the library with these files; returns the exit status when it is closed."""
    path: Path | None = library_path(database)  # first: Qt's fonts have a cache at home, and there may be no home
    app = QApplication.instance() or QApplication([sys.argv[0], *theme.STYLE])
    assert isinstance(app, QApplication)
    app.setApplicationName("Annotator")
    app.setDesktopFileName("annotator")
    status = 0
    while path is not None:
        status, path = _run_on(app, path, files)
        files = []
    return status


def _run_on(app: QApplication, path: Path, files: list[str]) -> tuple[int, Path | None]:
    """One window on one library; the exit status, and the library the person wants next."""
    lock = LibraryLock(path)
    if not lock.acquire():
        refusal = _hand_over(path, files)
        print(refusal, end="\n" if refusal else "", file=sys.stderr)
        return 2 if refusal else 0, None
    _start_log(path.parent)
    settings = Settings()
    QLocale.setDefault(interface_locale())  # or the numbers in fields are written as the desktop writes them
    theme.apply(theme.theme_for(settings.get(THEME)), settings.get(INTERFACE_SIZE))
    session = Session(path, settings.annotator, lock)
    window = MainWindow(session, settings)
    _report_mistakes(window)
    session.opened.connect(lambda: _receive(path, window))
    if files:
        from annotator.readers.files import source_of

        window.intake.bring([source_of(f) for f in files])
    window.stands.connect(lambda: _stand(app))
    window.show()
    status = app.exec()
    window.deleteLater()
    return status, window.next_library


def _stand(app: QApplication) -> None:
    """The window stands: give it its icon, and let Python's collector work, on what comes from now on."""
    from PySide6.QtGui import QIcon  # its enumerations are slow to make

    app.setWindowIcon(QIcon(str(resource("icons/annotator.svg"))))
    gc.freeze()
    gc.enable()


def _hand_over(path: Path, files: list[str]) -> str:
    """Let the window that has the library come forward with these files; a sentence if that cannot be."""
    try:
        from annotator.ui.app.single_instance import hand_over
    except ImportError as error:
        open_already = f"A window of Annotator is open on the library {path}, or a command is at work on it."
        return f"{open_already} Nothing was handed over to it. {library_missing(str(error).split(':')[0])}"
    if hand_over(path, files):
        return ""
    return f"The library {path} is in use by another command of Annotator. Wait until it is done."


def _receive(path: Path, window: MainWindow) -> None:
    """Listen to later starts. A bare system may lack what QtNetwork is linked with; the window works without it."""
    try:
        from annotator.ui.app.single_instance import Reception
    except ImportError as error:
        logging.getLogger(__name__).warning("later starts cannot hand over to this window: %s", error)
        return
    Reception(path, window).called.connect(window.open_files)


def _start_log(folder: Path) -> None:
    """Warnings and worse go to a file beside the library; never the text of an article."""
    file = folder / "annotator.log"
    try:
        make_private(folder)
        if file.exists() and file.stat().st_size > _LOG_SIZE:
            file.replace(file.with_suffix(".log.1"))
        os.close(os.open(file, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600))
        handler = logging.FileHandler(file, encoding="utf-8", delay=True)
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    for old in [h for h in root.handlers if isinstance(h, logging.FileHandler)]:
        root.removeHandler(old)
    root.addHandler(handler)


def _report_mistakes(window: MainWindow) -> None:
    """A mistake of ours goes to the log, and the person is told; the program goes on with everything saved."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        logging.getLogger(__name__).error("unexpected", exc_info=(kind, error, trace))
        if issubclass(kind, Exception):
            window.notice.say(
                window.tr(
                    "Something went wrong in the program; it was not your doing. Everything you did before is saved. "
                    "The details are in annotator.log beside the library."
                ),
                warning=True,
            )

    sys.excepthook = hook
