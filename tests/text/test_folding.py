import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from annotator.text.folding import fold


def test_a_plain_keyboard_finds_what_is_typographic() -> None:
    for typographic, typed in (
        ("Author’s own", "author's"),
        ("‘quoted’ and “said”, „gesagt“, «dit»", '\'quoted\' and "said", "gesagt", "dit"'),
        ("2019–2020 — minus −3, non‑breaking", "2019-2020 - minus -3, non-breaking"),
        ("Export…", "export..."),
        ("3.1\u00a0million", "3.1 million"),
        ("Čapek, Żółć, Ångström, Straße, Søren", "capek, zolc, angstrom, strasse, soren"),
        ("ﬁnal", "final"),
        ("co\u00adoperate", "cooperate"),
        ("O´Neill `x`", "o'neill 'x'"),
    ):
        assert typed in fold(typographic), typographic
        assert fold(typed) == typed


def test_letters_that_are_no_accents_stay() -> None:
    assert fold("が") != fold("か") and fold("हिन्दी") == unicodedata.normalize("NFKD", "हिन्दी")


@given(st.text())
@example("℡ İ ẞ")
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
