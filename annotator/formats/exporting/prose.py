"""An article and its annotations for what people read: its lines, and details and links in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from annotator.model import FIELDS, Annotation, Article, Content, LinkKind, Role
from annotator.text.headline import headline_among, headline_number

_LINKS = {LinkKind.ATTRIBUTED_TO: "attributed to", LinkKind.VIA: "via"}


def details_in_words(annotation: Annotation) -> Iterator[str]:
    """Each attribute as “Check: refuted”."""
    fields = {field.name: field for field in FIELDS.get(annotation.tag, ())}
    for name, value in annotation.attributes:
        field = fields.get(name)
        label = field.label if field is not None else name
        yield f"{label}: {field.words_for(value) if field is not None else value}"


def links_in_words(content: Content, numbers: dict[str, int]) -> defaultdict[str, list[tuple[str, int, str]]]:
    """What each link from an annotation says, the number of its other end, and its words; by the annotation's id."""
    quotes = {a.id: a.quote for a in content.annotations}
    said: defaultdict[str, list[tuple[str, int, str]]] = defaultdict(list)
    for link in content.links:
        if link.to_id in numbers:
            said[link.from_id].append((_LINKS[link.kind], numbers[link.to_id], quotes[link.to_id]))
    return said


def lines_of(article: Article) -> Iterator[tuple[Role | None, int, int]]:
    """The lines of an article that are not blank: what each is, None if a paragraph, and where it stands.

    The headline is a title wherever it stands, also where the article does not say so.
    """
    start = block = 0
    headline = headline_number(article)
    for number, line in enumerate(article.text.replace("\u2029", "\n").split("\n")):
        end = start + len(line)
        while block < len(article.blocks) and article.blocks[block].end <= start:
            block += 1
        if line.strip():
            inside = block < len(article.blocks) and article.blocks[block].start <= start
            is_headline = number == headline and headline_among([line], article.title) == 0
            yield (article.blocks[block].role if inside else Role.TITLE if is_headline else None), start, end
        start = end + 1
