import pytest
from hypothesis import given
from PySide6.QtGui import QTextDocument

from annotator.errors import RefusedText
from annotator.text.normalise import normalise
from annotator.text.offsets import Offsets
from tests.alphabets import hostile, raw


@given(hostile)
def test_every_place_maps_there_and_back(text: str) -> None:
    offsets = Offsets(text)
    for i in range(len(text) + 1):
        assert offsets.to_utf16(i) == len(text[:i].encode("utf-16-le")) // 2
        assert offsets.to_utf8(i) == len(text[:i].encode())
        assert offsets.from_utf16(offsets.to_utf16(i)) == i
        assert offsets.from_utf8(offsets.to_utf8(i)) == i


@given(hostile)
def test_a_place_inside_a_character_maps_to_its_beginning(text: str) -> None:
    offsets = Offsets(text)
    for i, char in enumerate(text):
        for inside in range(1, len(char.encode("utf-16-le")) // 2):
            assert offsets.from_utf16(offsets.to_utf16(i) + inside) == i
        for inside in range(1, len(char.encode())):
            assert offsets.from_utf8(offsets.to_utf8(i) + inside) == i


@given(raw)
def test_a_document_of_qt_agrees_on_every_character(text: str) -> None:
    try:
        stored = normalise(text).text
    except RefusedText:
        return
    document = QTextDocument()
    document.setPlainText(stored)
    offsets = Offsets(stored)
    assert document.characterCount() - 1 == offsets.utf16_length
    for i, char in enumerate(stored):
        place = offsets.to_utf16(i)
        units = char.encode("utf-16-le")
        for k in range(0, len(units), 2):
            held = document.characterAt(place + k // 2)
            expected = "\u2029" if char == "\n" else chr(int.from_bytes(units[k : k + 2], "little"))
            assert held.encode("utf-16-le", "surrogatepass") == expected.encode("utf-16-le", "surrogatepass")


@pytest.mark.parametrize("text", ["plain", "naïve", "a😀b"])
def test_a_place_outside_is_an_error_and_not_clamped(text: str) -> None:
    offsets = Offsets(text)
    for method in (offsets.to_utf16, offsets.from_utf16, offsets.to_utf8, offsets.from_utf8):
        for outside in (-1, 99):
            with pytest.raises(IndexError):
                method(outside)


def test_the_table_of_bytes_holds_over_many_steps() -> None:
    text = "aé中😀" * 5_000
    offsets = Offsets(text)
    for i in range(0, len(text), 997):
        assert offsets.to_utf8(i) == len(text[:i].encode())
        assert offsets.from_utf8(offsets.to_utf8(i)) == i
    assert offsets.utf8_length == len(text.encode())
