"""What people read of an annotation: words, not the values that programs keep."""

import pytest

from annotator.formats.exporting.prose import about_in_words, details_in_words, names_to_say
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


@pytest.mark.parametrize(
    ("moment", "words"), [("2024-03-02T10:00:00Z", "2 March 2024"), ("2024-12", "2024-12"), ("spring", "spring")]
)
def test_a_day_is_said_in_words(moment: str, words: str) -> None:
    made = content(PEACE, ("source", [(0, 5)]))
    assert list(about_in_words(made._replace(article=made.article._replace(published_at=moment)))) == [
        *(words, "1 annotation by tester"),
    ]


def test_who_made_an_annotation_is_said_of_each_where_there_are_several() -> None:
    made = content(PEACE, ("source", [(0, 5)]), ("claim", [(0, 20)]))
    first, second = made.annotations
    assert names_to_say(made) == {}
    both = made._replace(annotations=[first, second._replace(annotator="Ann")])
    assert names_to_say(both) == {first.id: "tester", second.id: "Ann"}
    assert list(about_in_words(both)) == ["2 annotations by tester, Ann"]
