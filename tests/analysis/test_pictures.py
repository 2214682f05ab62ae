"""Places for pictures against credits: what is paired, what is left over, and what a count says."""

from annotator.analysis.pictures import pictures
from annotator.model import Block, Content, Role
from tests.formats.awkward import content

CLOSING = "Sources: Radio, Wire / Featured Image: Ann Bell/Flickr / Embedded Images: Bo Call/Flickr (2)"
TEXT = f"""A bridge is closed

A bridge is closed Promo Image

It is closed.

Image placeholder title

It stays closed.

Image placeholder title

{CLOSING}
"""


def names(made: Content) -> list[tuple[str, str]]:
    return [(slot.kind, slot.credit) for slot in pictures(made).slots]


def test_a_closing_line_is_paired_with_the_places_that_it_counts() -> None:
    found = pictures(content(TEXT))
    assert names(content(TEXT)) == [
        ("lead", "Ann Bell/Flickr"),
        ("placeholder", "Bo Call/Flickr"),
        ("placeholder", "Bo Call/Flickr"),
    ]
    assert found.uncredited == [] and found.unused == []


def test_a_count_that_is_wrong_is_told() -> None:
    three = TEXT.replace("(2)", "(3)")
    (credit,) = pictures(content(three)).unused
    assert (credit.words, credit.number, credit.used) == ("Bo Call/Flickr", 3, 2)
    one = TEXT.replace(" (2)", "")
    (slot,) = pictures(content(one)).uncredited
    assert one[slot.start : slot.end] == "Image placeholder title"


def test_what_is_marked_counts_more_than_what_a_line_says() -> None:
    start = TEXT.index("Bo Call/Flickr")
    marked = content(TEXT, ("image_credit", [(start, start + len("Bo Call/Flickr"))]))
    attributes = (("role", "embedded"), ("count", 2))
    marked = marked._replace(annotations=[marked.annotations[0]._replace(attributes=attributes)])
    assert names(marked) == [("lead", ""), ("placeholder", "Bo Call/Flickr"), ("placeholder", "Bo Call/Flickr")]


def test_a_caption_has_the_credit_in_it_and_no_other() -> None:
    text = "A title\n\nThe bridge on Monday. Photo: Ann Bell/AFP\n\nThe river.\n\nThe end."
    first, second = text.index("The bridge"), text.index("The river")
    blocks = (
        Block(Role.CAPTION, first, text.index("\n\nThe river")),
        Block(Role.CAPTION, second, text.index("\n\nThe end")),
    )
    made = content(text)
    made = made._replace(article=made.article._replace(blocks=blocks))
    assert names(made) == [("caption", "Ann Bell/AFP"), ("caption", "")]


def test_an_article_without_pictures_has_none() -> None:
    found = pictures(content("A title\n\nNothing to be seen here."))
    assert found.slots == [] and found.credits == []
