"""Articles of any size with any number of annotations, the same at every run."""

import random

from annotator.model import TAGS, Annotation, ArticleState, Content
from annotator.readers.plain import article_from_text
from annotator.text.passages import quote_of

SENTENCE = (
    "The swing bridge linking Port Ellery with the mainland will stay closed for at least six weeks, according to the "
    "county roads authority, after a storm bent two of its bearings on Sunday night. "
)


def text_of(size: int) -> str:
    """About ``size`` characters of prose: a title, then short paragraphs with an empty line between."""
    chance = random.Random(size)
    parts = ["Harbour bridge closed after storm damage"]
    length = 0
    while length < size:
        parts.append(SENTENCE[: chance.choice((90, 150, 196))])
        length += len(parts[-1]) + 2
    return "\n\n".join(parts)[:size]


def content_of(size: int, count: int) -> Content:
    """An article of ``size`` characters with ``count`` annotations, some nested, and one over the whole text."""
    chance = random.Random(count)
    text = text_of(size)
    article = article_from_text(text, b"", name="made.txt").article
    spans = [(0, len(article.text))]
    while len(spans) < count:
        start = chance.randrange(len(article.text) - 200)
        spans.append((start, start + chance.randint(3, 160)))
    made = [
        Annotation(
            f"00000000-0000-4000-8000-{i:012x}",
            article.id,
            TAGS[i % 4].id,
            (span,),
            quote_of(article.text, [span]),
            "",
            (),
            "tester",
            "manual",
            article.imported_at,
            article.imported_at,
        )
        for i, span in enumerate(sorted(spans))
    ]
    return Content(article, ArticleState(article.id), made, [])
