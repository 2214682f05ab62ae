"""Tags: what an annotation can say of its span, and the attributes that annotations of each tag may carry."""

from enum import StrEnum
from typing import NamedTuple

Scalar = str | int | float | bool | None


class Underline(StrEnum):
    """Underline of a tag: its shape, so that colour is never alone."""

    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"
    DOUBLE = "double"


class Tag(NamedTuple):
    """Tag: what an annotation can say of its span. ``color`` is ``#rrggbb``; ``key`` is what a person presses."""

    id: str
    name: str
    color: str
    underline: Underline
    key: str


LONGEST_NAME = 200
"""How many characters the name of a tag or a collection may have."""

CLAIM = Tag("claim", "Claim", "#d55e00", Underline.SOLID, "1")
SOURCE = Tag("source", "Source", "#0072b2", Underline.DASHED, "2")
IMAGE_CREDIT = Tag("image_credit", "Image credit", "#b0508a", Underline.DOTTED, "3")
LOCATION = Tag("location", "Location", "#006b45", Underline.DOUBLE, "4")
TAGS = (CLAIM, SOURCE, IMAGE_CREDIT, LOCATION)


class Field(NamedTuple):
    """Field: one attribute that annotations of a tag may carry. Without ``choices`` it is free text, or a number.

    ``hint`` says what it is for.
    """

    name: str
    label: str
    choices: tuple[tuple[str, str], ...] = ()
    number: bool = False
    hint: str = ""

    def words_for(self, value: Scalar) -> str:
        """Words for a value, as people read them: the value itself, if it is none of the choices."""
        return dict(self.choices).get(str(value), str(value))


def _same(values: str) -> tuple[tuple[str, str], ...]:
    """Choices whose words are the values themselves."""
    return tuple((value, value) for value in values.split())


AUTHORS_OWN = "authors_own"
"""The value of a claim's ``attribution`` that says: the author claims it. Otherwise its links say who does."""

NOT_CHECKED = "not_checked"
"""The value of a claim's ``check`` that says the same as none."""

FIELDS: dict[str, tuple[Field, ...]] = {
    "claim": (
        Field(
            "attribution",
            "Attribution",
            ((AUTHORS_OWN, "the author’s own"),),
            hint="Whether the author of the article says it, instead of a source",
        ),
        Field(
            "check",
            "Check",
            (
                (NOT_CHECKED, "not checked"),
                *_same("supported disputed refuted"),
                ("unverifiable", "cannot be verified"),
            ),
            hint="What came out when you checked the claim",
        ),
        Field("review_url", "Link to the fact-check", hint="The web address of the article that checks this claim"),
        Field(
            "stance",
            "Stance",
            _same("asserts denies hedges"),
            hint="Whether who speaks says that it is so, says that it is not so, or leaves it open",
        ),
        Field(
            "quotation",
            "Quotation",
            _same("direct indirect mixed"),
            hint="Whether the words stand in quotation marks (direct), are retold (indirect), or both",
        ),
    ),
    "source": (
        Field(
            "kind",
            "Kind",
            _same("person organisation document media anonymous"),
            hint="Who or what the source is; anonymous if nobody is named",
        ),
        Field(
            "first_hand",
            "First hand",
            _same("yes no"),
            hint="Whether the source knows it from its own experience, or only repeats it",
        ),
    ),
    "image_credit": (
        Field(
            "role",
            "Role",
            (("featured", "featured image"), ("embedded", "embedded image"), ("other", "other")),
            hint="Which picture the credit is for: the one that leads the article, or one inside it",
        ),
        Field("creator", "Creator", hint="Who made the picture"),
        Field("provider", "Provider", hint="The agency or archive that the picture comes from"),
        Field("licence", "Licence", hint="On what terms the picture may be used"),
        Field("via", "Via", hint="Where the picture was found, if that is not who made or provided it"),
        Field("count", "Count", number=True, hint="How many pictures the credit is for"),
    ),
    "location": (
        Field(
            "role",
            "Role",
            _same("dateline event mentioned"),
            hint="Whether it is where the report was written, where it happened, or only mentioned",
        ),
        Field("name", "Name", hint="The full name of the place that is meant"),
        Field("country", "Country", hint="The code of the country in two letters, such as DE or US"),
        Field("latitude", "Latitude", number=True, hint="Degrees north of the equator; south with a minus sign"),
        Field("longitude", "Longitude", number=True, hint="Degrees east of Greenwich; west with a minus sign"),
        Field("gazetteer_id", "Gazetteer id", hint="The number of the place in the list of places, GeoNames"),
    ),
}
"""What annotations of each tag may carry, by tag id: forms, formats and filters all read this."""

VERDICTS = {value: words for field in FIELDS["claim"] if field.name == "check" for value, words in field.choices}
"""What can come out of a check, and its words; the first of them says that there was none."""
