import getpass
import stat
from pathlib import Path

import pytest

from annotator import settings


def test_what_is_chosen_is_kept_and_private(home: Path) -> None:
    settings.Settings().set(theme="dark", type_size=20)
    again = settings.Settings()
    assert (again.text("theme"), again.number("type_size", 18)) == ("dark", 20)
    assert stat.S_IMODE((home / "settings.json").stat().st_mode) == 0o600
    assert [p.name for p in home.iterdir()] == ["settings.json"]


def test_a_damaged_file_counts_as_empty(home: Path) -> None:
    home.mkdir()
    for bad in (b"{", b"[]", b"\xff", b'{"theme": 5, "type_size": "x"}', b"[" * 100_000):
        (home / "settings.json").write_bytes(bad)
        kept = settings.Settings()
        assert (kept.text("theme", "system"), kept.number("type_size", 18)) == ("system", 18)


def test_settings_that_cannot_be_written_do_not_stop_the_work(home: Path) -> None:
    home.parent.mkdir(exist_ok=True)
    home.write_text("a file where the folder should be")
    settings.Settings().set(theme="dark")


def test_the_account_is_that_of_the_session(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(variable, raising=False)
    assert settings.account_name() == getpass.getuser()
    for name in ("Jörg", "jo <b>"):
        monkeypatch.setenv("USER", name)
        assert settings.account_name() == name == getpass.getuser()
