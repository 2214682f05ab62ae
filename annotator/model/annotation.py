"""Annotation: a tagged passage of an article; links between annotations, and an article with all of them."""

from enum import StrEnum
from typing import NamedTuple

from annotator.model.article import Article, ArticleState
from annotator.model.tags import Scalar

Span = tuple[int, int]
"""Start and end in a text, in code points, half-open."""

Attributes = tuple[tuple[str, Scalar], ...]
"""Names with their values, each name once."""

SAMPLE_MARKS = (
    "87a3b553-23c9-498b-ac0d-fe148c7ec7af",
    "b6e40314-100f-4975-83aa-a2e1891a7573",
    "1829f3a4-1e24-4a9d-8656-26a1d20d27a6",
)
"""The ids of what is marked in the sample article when it comes: nobody's work."""


class Origin(StrEnum):
    """Origin of an annotation: how it came to be."""

    MANUAL = "manual"
    SUGGESTION = "suggestion"
    IMPORT = "import"


class LinkKind(StrEnum):
    """Kind of a link: a claim is attributed to a source, a source speaks via another."""

    ATTRIBUTED_TO = "attributed_to"
    VIA = "via"


class Annotation(NamedTuple):
    """Annotation: a tagged passage of one article, of one fragment or several, in order and apart."""

    id: str
    article_id: str
    tag: str
    fragments: tuple[Span, ...]
    quote: str
    note: str
    attributes: Attributes
    annotator: str
    origin: str
    created_at: str
    updated_at: str

    def attribute(self, name: str) -> Scalar:
        """Value of an attribute; None if it has none."""
        return dict(self.attributes).get(name)

    @property
    def start(self) -> int:
        """Start of the first fragment."""
        return self.fragments[0][0]

    @property
    def end(self) -> int:
        """End of the last fragment."""
        return self.fragments[-1][1]

    @property
    def is_as_in_sample(self) -> bool:
        """Whether it came with the sample article, and nobody has changed it."""
        return self.id in SAMPLE_MARKS and self.updated_at == self.created_at


def place_of(annotation: Annotation) -> tuple[int, int, str]:
    """Place of an annotation, by which they are ordered, as in the store: start, end, id."""
    return annotation.fragments[0][0], annotation.fragments[-1][1], annotation.id


class Link(NamedTuple):
    """Link: it leads from one annotation of an article to another."""

    id: str
    article_id: str
    kind: LinkKind
    from_id: str
    to_id: str
    annotator: str
    created_at: str


class Content(NamedTuple):
    """Content of an article: its text with all that is marked in it, annotations by place, links by age."""

    article: Article
    state: ArticleState
    annotations: list[Annotation]
    links: list[Link]
