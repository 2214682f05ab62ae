"""The program itself in an X server with a window manager, and a person who types without a pause."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from annotator.settings import SHOWN_AROUND, Settings

ROOT = Path(__file__).parents[3]
PROGRAMS = ("Xvfb", "openbox", "xdotool", "setxkbmap")
PATIENCE = 30
"""After so many seconds what is waited for is said not to come."""

_NAMES = {
    "/": "slash",
    "[": "bracketleft",
    "{": "braceleft",
    "}": "braceright",
    " ": "space",
    "ˆ": "dead_circumflex",
    "¨": "dead_diaeresis",
}
"""What X calls the keys that are not called by their character."""

_OF_THE_DESKTOP = ("WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "QT_IM_MODULE", "QT_IM_MODULES", "XMODIFIERS")
"""Variables that lead out of the test, to the desktop of whoever runs it."""


class Screen:
    """An X server with a window manager; ``environment`` leads programs to it."""

    def __init__(self, home: Path) -> None:
        outside = {k: v for k, v in os.environ.items() if k not in _OF_THE_DESKTOP}
        at_home = {"HOME": str(home), "XDG_CONFIG_HOME": str(home), "XDG_DATA_HOME": str(home)}
        self.environment = outside | at_home | {"DISPLAY": "", "QT_QPA_PLATFORM": "xcb"}
        self._running: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        """Start both, and wait until windows are managed."""
        read, write = os.pipe()
        size = ("-screen", "0", "1366x768x24")
        self._run(
            "Xvfb", "-noreset", "-displayfd", str(write), *size, "-r", "-nolisten", "tcp", files=(write,)
        )  # -r: no repeats
        os.close(write)
        with os.fdopen(read) as told:
            number = told.readline().strip()
        assert number, "Xvfb did not start"
        self.environment["DISPLAY"] = f":{number}"
        self.manager = self._run("openbox", "--sm-disable")
        wait_until(lambda: self.tell("get_num_desktops"))

    def _run(self, *command: str, files: tuple[int, ...] = ()) -> subprocess.Popen[bytes]:
        silent = subprocess.DEVNULL
        process = subprocess.Popen(command, env=self.environment, pass_fds=files, stdout=silent, stderr=silent)
        self._running.append(process)
        return process

    def tell(self, *command: str) -> str:
        """What xdotool says; "" if it cannot do that now."""
        run = subprocess.run(
            ["xdotool", *command], env=self.environment, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
        return run.stdout.strip() if run.returncode == 0 else ""

    def set_keyboard(self, *layout: str) -> None:
        """Have the keys where a keyboard of a country has them."""
        subprocess.run(["setxkbmap", *layout], env=self.environment, check=True, timeout=PATIENCE)

    def stop(self) -> None:
        """End both."""
        for process in reversed(self._running):
            process.terminate()
            process.wait()


def wait_until(true: Callable[[], object]) -> None:
    """Look again and again, for as long as one has patience."""
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.02)


@contextmanager
def stopped(process: subprocess.Popen[Any]) -> Iterator[None]:
    """Have a process do nothing meanwhile."""
    process.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        process.send_signal(signal.SIGCONT)


class Program:
    """A start of the program on the screen, and its library as another program sees it."""

    def __init__(self, screen: Screen, library: Path, *arguments: str) -> None:
        self._screen, self._library = screen, library
        environment = screen.environment | {"PYTHONPATH": str(ROOT), "ANNOTATOR_HOME": str(library.parent)}
        command = [sys.executable, "-P", "-m", "annotator", *arguments]
        self.process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)

    def wait_for(self, title: str) -> None:
        """Wait until the window that has the keyboard is called so."""
        wait_until(lambda: title in self._screen.tell("getwindowfocus", "getwindowname"))

    def press(self, *keys: str) -> None:
        """Press keys faster than the program can hear any of them."""
        with stopped(self.process):
            self._screen.tell("key", "--delay", "0", *(_NAMES.get(key, key) for key in keys))

    def stored(self) -> list[tuple[str, ...]]:
        """The tags and quotes of all annotations, in the order of the text."""
        return self.ask('SELECT tag, quote FROM annotations ORDER BY start, "end"')

    def ask(self, query: str) -> list[tuple[str, ...]]:
        """What the library answers to a query."""
        with closing(sqlite3.connect(f"{self._library.as_uri()}?mode=ro", uri=True)) as connection:
            return connection.execute(query).fetchall()

    def wait_for_end(self) -> None:
        """Wait until the program has ended, and see that it had nothing to complain of."""
        _, errors = self.process.communicate(timeout=PATIENCE)
        assert self.process.returncode == 0 and "Traceback" not in errors, errors
        assert (self._library.parent / "annotator.log").read_text(encoding="utf-8") == ""


def _may_install() -> bool:
    """Whether .ci/run could have installed what is missing."""
    if shutil.which("apt-get") is None:
        return False
    if os.geteuid() == 0:
        return True
    return shutil.which("sudo") is not None and not subprocess.run(["sudo", "-n", "true"], check=False).returncode


@pytest.fixture(scope="session")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screen]:
    """One X server for all tests."""
    missing = [name for name in PROGRAMS if shutil.which(name) is None]
    if missing:
        give_up = pytest.fail if os.environ.get("CI") and _may_install() else pytest.skip
        give_up(f"not installed: {', '.join(missing)}")
    screen = Screen(tmp_path_factory.mktemp("desktop"))
    try:
        screen.start()
        yield screen
    finally:
        screen.stop()


@pytest.fixture
def start(screen: Screen, library: Path) -> Iterator[Callable[..., Program]]:
    """Starts the program on the test's library, for somebody who has seen it before."""
    Settings().set({SHOWN_AROUND: True})
    programs: list[Program] = []

    def started(*arguments: str) -> Program:
        programs.append(Program(screen, library, *arguments))
        return programs[-1]

    yield started
    for program in programs:
        program.process.kill()
        program.process.communicate()
