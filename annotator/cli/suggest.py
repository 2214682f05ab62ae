"""The command that proposes spans for files, without a library."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator.cli.common import as_json_option, print_json, progress, terminal_line

if TYPE_CHECKING:
    from annotator.model import Article, Suggestion


@click.command("suggest")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--language", metavar="CODE", help="The language of the articles (en, de), instead of what they say.")
@as_json_option
def suggest(files: tuple[Path, ...], language: str | None, as_json: bool) -> int:
    """Propose claims, sources, image credits and locations in FILES, with the reason for each.

    Offsets are code points in the text as “import” would store it. The library is neither read nor changed.
    """
    from annotator.model import LOCATION
    from annotator.readers.sandbox import Sandbox
    from annotator.services.importing import look
    from annotator.suggesters.engine import suggest as find
    from annotator.suggesters.places.place_words import place_in_words

    found: dict[str, list[dict[str, Any]]] = {}
    refused = 0
    with Sandbox() as sandbox, progress(len(files), "Suggesting", as_json or len(files) == 1) as bar:
        for path in files:
            parsed = look(path, sandbox)
            bar.update(1)
            if len(parsed.entries) != 1:
                reason = "; ".join(parsed.problems) or f"{path.name} holds {len(parsed.entries)} articles, not one."
                click.echo(f"{path}: {reason}", err=True)
                refused += 1
                continue
            article = parsed.entries[0].new.article
            suggestions = find(article.text, language=language or article.language, blocks=article.blocks)
            found[str(path)] = [_record(article, one, suggestions) for one in suggestions]
    if as_json:
        print_json(next(iter(found.values()), []) if len(files) == 1 else found)
    else:
        for name, records in found.items():
            if len(files) > 1:
                click.echo(f"{name}: {len(records)} suggestions")
            for record in records:
                quote = " ".join(record["quote"].split())
                click.echo(f"{record['start']:>7}  {record['tag']:<13}{record['score']:.2f}  {terminal_line(quote)}")
                click.echo(f"{'':29}{terminal_line(record['reason'])}")
                place = place_in_words(tuple(record["attributes"].items())) if record["tag"] == LOCATION.id else ""
                if place:
                    click.echo(f"{'':29}{terminal_line(place)}")
    return 0 if not refused else 1 if found else 2


def _record(article: Article, one: Suggestion, others: list[Suggestion]) -> dict[str, Any]:
    """A suggestion for programs. ``links`` name others by their place in the list; ``quote`` is all of the span."""
    places = {other.key: n for n, other in enumerate(others)}
    record: dict[str, Any] = {
        "tag": one.tag,
        "start": one.start,
        "end": one.end,
        "quote": article.text[one.start : one.end],
        "score": round(one.score, 2),
        "reason": one.reason,
        "rule": one.rule,
        "attributes": dict(one.attributes),
    }
    if len(one.fragments) > 1:
        record["fragments"] = [list(span) for span in one.fragments]
    if one.links:
        record["links"] = [{"kind": str(kind), "to": places[key]} for kind, key in one.links]
    if one.candidates:
        record["candidates"] = [dict(candidate) for candidate in one.candidates]
    return record
