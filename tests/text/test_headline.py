import pytest

from annotator.model import Block, Role
from annotator.text.headline import headline_among, headline_number
from tests.making import new_article

NAVIGATION = "Home | News | Sport"
TITLE = "Harbour bridge closed after storm damage"


@pytest.mark.parametrize(
    ("lines", "title", "number"),
    [
        ([TITLE, "More"], TITLE, 0),
        ([NAVIGATION, "Tuesday", TITLE], TITLE, 2),
        ([NAVIGATION, TITLE.upper()], f"{TITLE}.", 1),
        ([NAVIGATION, TITLE], f"{TITLE} | Ellery Radio", 1),
        ([NAVIGATION, f"{TITLE}, says county"], TITLE, 1),
        ([f"{TITLE} again", TITLE], TITLE, 1),
        ([NAVIGATION, "Harbour"], TITLE, -1),
        ([NAVIGATION, f"{TITLE} " + "and much more was said " * 5], TITLE, -1),
        ([NAVIGATION, "—"], "—", -1),
        ([NAVIGATION], "", -1),
        (["首页 | 新闻", "港口大桥因风暴关闭六周"], "港口大桥因风暴关闭六周_新闻网", 1),
        ([], TITLE, -1),
    ],
)
def test_the_headline_is_the_line_that_says_the_title(lines: list[str], title: str, number: int) -> None:
    assert headline_among(lines, title) == number


def test_what_is_set_as_the_title_is_what_the_file_said_then_what_is_known_then_the_first_line() -> None:
    article = new_article(f"\n{NAVIGATION}\n\n{TITLE}\u2029\nThe bridge is closed.\n").article
    assert headline_number(article) == 1
    assert headline_number(article._replace(title=TITLE)) == 3
    start = article.text.index("The bridge")
    said = article._replace(title=TITLE, blocks=(Block(Role.TITLE, start, start + 10),))
    assert headline_number(said) == 5
    assert headline_number(article._replace(text=" \n ")) == -1
