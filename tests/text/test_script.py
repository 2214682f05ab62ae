import pytest

from annotator.text.script import script_of


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("The bridge, 2024, is shut.", "LATIN"),
        ("Мост закрыт, said the BBC.", "CYRILLIC"),
        ("الجسر مغلق", "ARABIC"),
        ("桥已关闭", "CJK"),
        ("橋は閉鎖された", "HIRAGANA"),
        ("다리가 폐쇄되었다", "HANGUL"),
        ("12 – 3", ""),
        ("", ""),
    ],
)
def test_the_script_of_most_letters(text: str, script: str) -> None:
    assert script_of(text) == script
