"""What a person types to find articles."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.queries.article_query import ArticleQuery, asked, key_for, with_key


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ArticleQuery()),
        ("  \t", ArticleQuery()),
        ("bridge storm", ArticleQuery('"bridge" "storm"')),
        ('"the bridge" is', ArticleQuery('"the bridge" "is"')),
        ("bri*", ArticleQuery('"bri"*')),
        ('"the bri"*', ArticleQuery('"the bri"*')),
        ("tag:Claim site:BBC status:started has:note", ArticleQuery("", ("claim",), ("BBC",), ("in_progress",), True)),
        ("has:unsourced keyword:x annotator:Me", ArticleQuery(unsourced=True, keywords=("x",), annotators=("Me",))),
        ("after:2024-01 before:2024-02-03 x", ArticleQuery('"x"', after="2024-01", before="2024-02-03")),
        ('collection:"Week 3" x', ArticleQuery('"x"', collections=("Week 3",))),
        ("tag:claim>5 tag:source", ArticleQuery(tags=("source",), counts=(("claim", ">", 5),))),
        ('foo:"bar baz"', ArticleQuery('"foo:""bar baz"""')),
        ("status:done x", ArticleQuery('"x"', statuses=("done",))),
        ("tag:", ArticleQuery()),
        ("http://x.y", ArticleQuery('"http://x.y"')),
        ("a OR b NOT c NEAR", ArticleQuery('"a" "OR" "b" "NOT" "c" "NEAR"')),
        ("col:x ^y -z", ArticleQuery('"col:x" "^y" "-z"')),
        ('say "unclosed', ArticleQuery('"say" "unclosed"')),
        ("--- *", ArticleQuery()),
    ],
)
def test_words_and_keys(text: str, found: ArticleQuery) -> None:
    assert asked(text) == found


def test_a_key_takes_the_place_of_the_one_before_or_goes() -> None:
    week = key_for("collection", 'Week "3"')
    assert week == 'collection:"Week 3"'
    assert with_key("flood collection:old", week) == f"flood {week}"
    assert with_key(f"flood {week}", week) == "flood"
    assert with_key("tag:claim has:note", "tag:source=0") == "tag:claim has:note tag:source=0"


def test_the_last_word_may_be_unfinished_while_it_is_typed() -> None:
    assert asked("the brid", typing=True).match == '"the" "brid"*'
    assert asked("the brid ", typing=True).match == '"the" "brid"'
    assert asked("b", typing=True).match == '"b"'


@given(st.text(alphabet="ab \"*:^-()'NEARO+.{}", max_size=30))
def test_whatever_is_typed_is_a_query_that_sqlite_understands(text: str) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE f USING fts5(x)")
    match = asked(text, typing=True).match
    if match:
        connection.execute("SELECT * FROM f WHERE f MATCH ?", (match,)).fetchall()
    connection.close()
