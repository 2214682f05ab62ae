"""Starting the program: with and without a display, once and twice, and what Qt's binding does to None."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter

from annotator.storage.lock import LibraryLock
from annotator.storage.store import Store
from annotator.ui.display import _plugin, why_no_window
from tests.blocking import without
from tests.making import BRIDGE

ROOT = Path(__file__).parents[3]


def start(*arguments: str | Path, **environment: str) -> subprocess.Popen[str]:
    env = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    env |= {"PYTHONPATH": str(ROOT), **environment}
    command = [sys.executable, "-m", "annotator", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env)


def eventually(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not true():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.05)


def titles(library: Path) -> list[str]:
    try:
        with Store.open(library, read_only=True) as store:
            return [a.title for a in store.articles()]
    except Exception:  # not made yet, or just being made
        return []


NO_WAYLAND = "no Wayland display" if _plugin("wayland") else "does not have"
"""The older of the Qts that this runs with come without."""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="displays are X11's and Wayland's")
@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "DISPLAY is not set"),
        ({"DISPLAY": ":987"}, "does not answer"),
        ({"DISPLAY": "nonsense"}, "does not answer"),
        ({"DISPLAY": ":987", "QT_QPA_PLATFORM": "xcb"}, "does not answer"),
        ({"QT_QPA_PLATFORM": "klingon"}, "does not have"),
        ({"WAYLAND_DISPLAY": "wayland-987", "QT_QPA_PLATFORM": "wayland"}, NO_WAYLAND),
    ],
)
@pytest.mark.parametrize("arguments", [[], ["open"], ["open", "x.txt"], ["--database", "x.sqlite3"]])
def test_without_a_display_there_is_one_sentence_and_status_two(
    environment: dict[str, str], said: str, arguments: list[str], tmp_path: Path
) -> None:
    process = start(*arguments, **environment)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 2
    assert said in errors and "without a window" in errors
    assert len(errors.strip().splitlines()) == 1


def test_offscreen_counts_as_a_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert why_no_window() == ""


def test_a_missing_library_is_named(tmp_path: Path) -> None:
    from annotator.ui import display

    broken = tmp_path / "libqxcb.so"
    broken.write_bytes(b"not a library")
    assert "apt install" in display._why_not_loaded(broken)
    plugin = display._plugin("offscreen")
    assert plugin is not None and display._why_not_loaded(plugin) == ""
    lacking = tmp_path / "libqlacking.so"
    lacking.write_bytes(plugin.read_bytes().replace(b"libQt6Gui.so", b"libNoSuch.so"))
    assert "the system library libNoSuch.so" in display._why_not_loaded(lacking)


def test_a_second_start_hands_its_files_over_and_after_a_kill_the_third_needs_no_help(
    tmp_path: Path, home: Path
) -> None:
    library = home / "library.sqlite3"
    first, second, third = tmp_path / "1.txt", tmp_path / "2.txt", tmp_path / "3.txt"
    first.write_text(BRIDGE, encoding="utf-8")
    second.write_text("Second\n\nText.\n")
    third.write_text("Third\n\nText.\n")
    one = start("open", first, QT_QPA_PLATFORM="offscreen")
    try:
        eventually(lambda: len(titles(library)) == 1)
        two = start("open", second, QT_QPA_PLATFORM="offscreen")
        two.communicate(timeout=20)
        assert two.returncode == 0
        eventually(lambda: "Second" in titles(library))
        assert one.poll() is None
    finally:
        one.send_signal(signal.SIGKILL)
        one.communicate()
    three = start("open", third, QT_QPA_PLATFORM="offscreen")
    try:
        eventually(lambda: "Third" in titles(library))
    finally:
        three.kill()
        _, errors = three.communicate()
    assert len(titles(library)) == 3
    assert "Traceback" not in errors


def test_a_missing_part_of_qt_costs_the_hand_over_and_not_the_start(tmp_path: Path, home: Path) -> None:
    first, second = tmp_path / "1.txt", tmp_path / "2.txt"
    first.write_text(BRIDGE, encoding="utf-8")
    second.write_text("Second\n\nText.\n")
    bare = {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": without(tmp_path / "bare", "PySide6.QtNetwork")}
    one = start("open", first, **bare)
    log = home / "annotator.log"
    try:
        eventually(lambda: len(titles(home / "library.sqlite3")) == 1)
        eventually(lambda: log.exists() and "libmissing.so.2" in log.read_text())
        two = start("open", second, **bare)
        _, errors = two.communicate(timeout=20)
        assert two.returncode == 2
        assert "is open on the library" in errors and "the system library libmissing.so.2. On Debian: apt" in errors
        assert len(errors.strip().splitlines()) == 1
        assert one.poll() is None
    finally:
        one.kill()
        one.communicate()
    assert len(log.read_text().strip().splitlines()) == 1  # and nothing else went wrong


def test_an_account_without_a_home_is_told_what_to_do_and_finds_no_folder_called_tilde(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ANNOTATOR_HOME")
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setenv("HOME", "~")  # what is left of it where nobody knows the account
    monkeypatch.chdir(tmp_path)
    process = start(QT_QPA_PLATFORM="offscreen")
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 2
    assert "ANNOTATOR_HOME" in errors and len(errors.strip().splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_a_program_without_qt_says_so(tmp_path: Path) -> None:
    process = start(PYTHONPATH=without(tmp_path / "bare", "PySide6.QtWidgets"))
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 2
    assert "the system library libmissing.so.2. On Debian: apt install libgl1 " in errors
    assert len(errors.strip().splitlines()) == 1


def test_a_library_in_use_by_a_command_is_said_to_be(library: Path) -> None:
    lock = LibraryLock(library)
    assert lock.acquire()
    process = start(QT_QPA_PLATFORM="offscreen")
    _, errors = process.communicate(timeout=30)
    lock.release()
    assert process.returncode == 2 and "in use by another command" in errors


def test_drawing_does_not_use_none_up() -> None:
    """PySide6 6.12.0 on Python before 3.12 drops a reference to None with each call and aborts after some 7,000."""
    image = QImage(8, 8, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    rect = QRect(0, 0, 4, 4)
    before = sys.getrefcount(None)
    for _ in range(1000):
        painter.fillRect(rect, Qt.GlobalColor.red)
    after = sys.getrefcount(None)
    painter.end()
    assert abs(after - before) < 100
