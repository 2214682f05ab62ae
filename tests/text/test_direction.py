"""In which direction a text is written: its first letter says it."""

from annotator.text.direction import is_right_to_left


def test_the_first_letter_says_it() -> None:
    assert is_right_to_left("الجسر bridge") and is_right_to_left("« 12 הגשר")
    assert not is_right_to_left("bridge الجسر") and not is_right_to_left("桥") and not is_right_to_left("12 – 🌉")
