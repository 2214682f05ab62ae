import pytest

from annotator.text.length import Length, count_words, length_of


@pytest.mark.parametrize(
    ("text", "words", "characters"),
    [
        ("The bridge is closed.\n\nA ferry — runs.", 8, 0),
        ("", 0, 0),
        ("서울은 한국의 수도이다", 3, 0),
        ("港口大桥因风暴关闭六周，维修费用预计为310万元。", 1, 20),
        ("東京タワーは高い。", 0, 8),
        ("สะพานปิด", 0, 7),  # vowels above and below are part of their letters
        ("ສະພານປິດ", 0, 7),
        ("ស្ពានត្រូវបានបិទ", 0, 10),
        ("တံတားပိတ်", 0, 4),
        ("港口大桥 NATO said 三", 2, 5),
        ("The Chinese for bridge is 桥.", 5, 1),
        ("—", 1, 0),
    ],
)
def test_words_are_counted_by_their_script(text: str, words: int, characters: int) -> None:
    assert length_of(text) == Length(words, characters)
    assert count_words(text) == words + characters
