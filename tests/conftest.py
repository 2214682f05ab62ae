"""What every test stands on: a home of its own, and a library in it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from annotator.readers.sandbox import Sandbox
from annotator.storage.store import Store


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """What the application of the tests is started with."""
    from annotator.ui.appearance import theme

    return ["tests", *theme.STYLE]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program's home for this test; nothing of the person who runs the tests is touched."""
    monkeypatch.setenv("ANNOTATOR_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("ANNOTATOR_DATABASE", raising=False)
    return tmp_path / "home"


@pytest.fixture(scope="session")
def empty_library(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a library that was just made; copying them is faster than migrating anew."""
    path = tmp_path_factory.mktemp("empty") / "library.sqlite3"
    Store.open(path).close()
    return path.read_bytes()


@pytest.fixture
def library(home: Path, empty_library: bytes) -> Path:
    """The path of an empty library, the one that the program would open."""
    home.mkdir(mode=0o700)
    path = home / "library.sqlite3"
    path.write_bytes(empty_library)
    return path


@pytest.fixture
def store(library: Path) -> Iterator[Store]:
    """An open, empty library."""
    with Store.open(library) as store:
        yield store


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """The process that reads files, one for all tests: what it imports is slow to import."""
    with Sandbox() as sandbox:
        yield sandbox
