import pytest

from annotator.text.search import BadQuery, Query, find

TEXT = "Bridge, the bridges and THE BRIDGE. e\u0301 (a+b) Straße\n"


def found(query: Query) -> list[str]:
    return [TEXT[slice(*span)] for span in find(TEXT, query)]


def test_case_and_whole_words() -> None:
    assert found(Query("bridge")) == ["Bridge", "bridge", "BRIDGE"]
    assert found(Query("bridge", case=True)) == ["bridge"]
    assert found(Query("bridge", whole_words=True)) == ["Bridge", "BRIDGE"]
    assert found(Query("")) == []


def test_a_string_is_not_a_pattern_and_a_pattern_is() -> None:
    assert found(Query("(a+b)")) == ["(a+b)"]
    assert found(Query("b\\w+", pattern=True)) == ["Bridge", "bridges", "BRIDGE"]
    assert found(Query("^", pattern=True)) == []


def test_never_half_a_character() -> None:
    assert found(Query("e", case=True))[-1] != "e\u0301"[0] or TEXT.index("e\u0301") not in [
        s for s, _ in find(TEXT, Query("e"))
    ]


@pytest.mark.parametrize("pattern", ["(", "[a", "(?P<x>a)(?P<x"])
def test_a_bad_pattern_is_refused_in_a_sentence(pattern: str) -> None:
    with pytest.raises(BadQuery, match="cannot be read"):
        find(TEXT, Query(pattern, pattern=True))


def test_a_pattern_that_explodes_is_stopped() -> None:
    with pytest.raises(BadQuery, match="too long"):
        find("a" * 5000 + "!", Query("(a|aa|a?a)+(a|aa)+$b", pattern=True))


def test_no_more_than_so_many() -> None:
    assert len(find("a " * 1000, Query("a"), most=10)) == 10
