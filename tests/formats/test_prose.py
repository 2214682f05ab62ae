"""What people read of an annotation: words, not the values that programs keep."""

import pytest

from annotator.formats.exporting.prose import details_in_words
from annotator.model import FIELDS, Attributes, Field
from tests.formats.awkward import content

PEACE = "Talks in South Korea went on at the DMZ.\n"


def said(tag: str, attributes: Attributes, words: str = "the DMZ") -> list[str]:
    start = PEACE.index(words)
    (annotation,) = content(PEACE, (tag, [(start, start + len(words))])).annotations
    return list(details_in_words(annotation._replace(attributes=attributes)))


KOREA: Attributes = (("name", "South Korea"), ("country", "KR"), ("gazetteer_id", "1835841"))
WHERE: Attributes = (("latitude", 38.0), ("longitude", 127.0))


def test_a_place_is_said_as_in_the_window() -> None:
    role: Attributes = (("role", "mentioned"),)
    assert said("location", (*role, ("name", "DMZ"), ("country", "KR"), *WHERE)) == [
        *("mentioned", "DMZ", "South Korea", "38.0° N 127.0° E"),
    ]
    assert said("location", (*KOREA, *WHERE)) == ["South Korea", "country", "38.0° N 127.0° E"]
    assert said("location", (*KOREA, *WHERE), "South Korea") == ["country", "38.0° N 127.0° E"]


def test_what_is_known_exactly_of_a_place_and_what_is_no_place_stays() -> None:
    assert said("location", (("latitude", -33.85678), ("longitude", 151))) == ["33.85678° S 151.0° E"]
    assert said("location", (("latitude", 38.5), ("gazetteer_id", "none"), ("country", "Korea"))) == [
        *("Korea", "Latitude: 38.5", "Gazetteer id: none"),
    ]


def test_what_is_empty_or_says_nothing_is_left_out() -> None:
    assert said("claim", (("check", "not_checked"), ("review_url", ""), ("stance", None))) == []
    assert said("claim", (("check", "unverifiable"),)) == ["Check: cannot be verified"]
    assert said("source", (("kind", "organisation"), ("seen_before", True))) == ["organisation", "Seen before: yes"]


@pytest.mark.parametrize(("tag", "field"), [(tag, field) for tag, fields in FIELDS.items() for field in fields])
def test_no_choice_is_said_by_the_name_that_programs_keep(tag: str, field: Field) -> None:
    for value, words in field.choices:
        assert all("_" not in one and one.endswith(words) for one in said(tag, ((field.name, value),)))
