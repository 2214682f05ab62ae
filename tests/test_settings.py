import getpass
import stat
from pathlib import Path

import pytest

from annotator import settings


def test_what_is_chosen_is_kept_and_private(home: Path) -> None:
    settings.Settings().set({settings.THEME: "dark", settings.TYPE_SIZE: 20})
    again = settings.Settings()
    assert (again.get(settings.THEME), again.get(settings.TYPE_SIZE)) == ("dark", 20)
    assert stat.S_IMODE((home / "settings.json").stat().st_mode) == 0o600
    assert [p.name for p in home.iterdir()] == ["settings.json"]


def test_a_damaged_file_counts_as_empty(home: Path) -> None:
    home.mkdir()
    for bad in (b"{", b"[]", b"\xff", b'{"theme": 5, "type_size": "x"}', b"[" * 100_000):
        (home / "settings.json").write_bytes(bad)
        kept = settings.Settings()
        assert (kept.get(settings.THEME), kept.get(settings.TYPE_SIZE)) == ("system", 18)


def test_settings_that_cannot_be_written_do_not_stop_the_work(home: Path) -> None:
    home.parent.mkdir(exist_ok=True)
    home.write_text("a file where the folder should be")
    settings.Settings().set({settings.THEME: "dark"})


DEEP = 3_000
"""Deep enough to be read and not to be written again, or not even read."""


@pytest.mark.parametrize("bad", ['"\\udc00"', '["\\udc00"]', '{"\\ud800": 1}', "[" * DEEP + "]" * DEEP])
def test_what_cannot_be_written_again_is_dropped_alone(home: Path, bad: str) -> None:
    home.mkdir()
    for name in ("settings.json", "places.json"):
        (home / name).write_text(f'{{"theme": "dark", "annotator": {bad}, "last": "x"}}')
        kept = settings.read_values(home / name)
        if kept.pop("annotator", None) is not None:  # some versions of Python write what is so deep
            assert bad[:DEEP] == "[" * DEEP
        assert kept in ({"theme": "dark", "last": "x"}, {})
        settings.write_values(home / name, {**kept, "last": "y"})
        assert settings.read_values(home / name) == {**kept, "last": "y"}
    assert settings.Settings().annotator == settings.account_name()
    assert {p.name for p in home.iterdir()} == {"settings.json", "places.json"}


def test_a_value_that_cannot_be_written_does_not_keep_the_others_from_it(home: Path) -> None:
    folder = "/caf\udce9"  # its name is no UTF-8
    settings.Settings().set({settings.OPEN_FOLDER: folder, settings.THEME: "dark"})
    assert [p.name for p in home.iterdir()] == ["settings.json"]
    kept = settings.Settings()
    assert (kept.get(settings.THEME), kept.get(settings.OPEN_FOLDER)) == ("dark", "")


def test_labels_with_half_a_character_are_left_out(home: Path) -> None:
    settings.Settings().set({settings.LABELS.of("brat"): '{"\\ud800": "claim", "Claim": "claim"}'})
    assert settings.Settings().labels("brat") == {"Claim": "claim"}


def test_no_temporary_file_is_left(home: Path) -> None:
    (home / "settings.json").mkdir(parents=True)  # to replace it fails
    settings.Settings().set({settings.THEME: "dark"})
    assert [p.name for p in home.iterdir()] == ["settings.json"]


def test_the_account_is_that_of_the_session(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(variable, raising=False)
    assert settings.account_name() == getpass.getuser()
    for name in ("Jörg", "jo <b>"):
        monkeypatch.setenv("USER", name)
        assert settings.account_name() == name == getpass.getuser()


def test_every_setting_has_a_name_of_its_own_and_says_what_it_means() -> None:
    assert len({setting.name for setting in settings.SETTINGS}) == len(settings.SETTINGS) > 20
    for setting in settings.SETTINGS:
        assert setting.meaning.endswith(".") and setting.checked(setting.default) == setting.default


@pytest.mark.parametrize(
    ("setting", "kept", "expected"),
    [
        (settings.TYPE_SIZE, 500, 44),
        (settings.TYPE_SIZE, -1, 12),
        (settings.TYPE_SIZE, 20.5, 18),
        (settings.INTERFACE_SIZE, 101, 100),
        (settings.INTERFACE_SIZE, 130, 130),
        (settings.THEME, "pink", "system"),
        (settings.SNAP, 0, False),  # as earlier versions kept it
        (settings.SNAP, "no", True),
        (settings.KEYS.of("link"), "Ctrl+L", "Ctrl+L"),
        (settings.KEYS.of("link"), None, ""),
    ],
)
def test_a_value_that_is_not_allowed_is_mended(setting: settings.Setting[str], kept: object, expected: object) -> None:
    chosen = setting.checked(kept)
    assert (chosen, type(chosen)) == (expected, type(expected))
