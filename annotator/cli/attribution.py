"""The command that says who says so."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import click

from annotator.cli.common import as_json_option, found_ids, print_json, reading

if TYPE_CHECKING:
    from annotator.analysis.attribution import Coverage

_LINES = (
    ("unsourced", "without a source"),
    ("one_source", "with one source"),
    ("several_sources", "with several sources"),
    ("anonymous_only", "with anonymous sources only"),
    ("second_hand_only", "with second-hand sources only"),
    ("authors_own", "the author’s own"),
)
_LOUDEST = 15
"""How many sources are listed, the most heard first."""


@click.command("attribution")
@click.argument("query", nargs=-1)
@as_json_option
@click.pass_obj
def attribution(database: str | None, query: tuple[str, ...], as_json: bool) -> int:
    """Say how many claims have a source, of which kind, and who is heard how often.

    Of the whole library, or of the articles that a QUERY as of “search” finds.
    """
    from annotator.analysis.attribution import coverage

    with reading(database) as store, closing(store.contents(found_ids(database, store, query))) as contents:
        found = coverage(contents)
    if as_json:
        print_json(_record(found))
        return 0
    click.echo(f"{found.articles} articles, {len(found.claims)} claims, {found.share:.0%} of them attributed")
    for name, words in _LINES:
        click.echo(f"{len(getattr(found, name)):7,}  {words}")
    click.echo(f"{len(found.unused_sources):7,}  sources that no claim is attributed to")
    click.echo(f"{found.share_of_words:7.0%}  of the words of claims are attributed")
    for kind, count in found.claims_by_kind.most_common():
        click.echo(f"{count:7,}  claims by sources of the kind “{kind}”, {found.words_by_kind[kind]:,} words")
    for heard in sorted(found.heard.values(), key=lambda h: (-h.claims, h.name))[:_LOUDEST]:
        name = "".join(c if c.isprintable() else " " for c in heard.name)
        click.echo(f"{heard.claims:7,}  {name} ({len(heard.articles)} articles)")
    return 0


def _record(found: Coverage) -> dict[str, Any]:
    return {
        "articles": found.articles,
        "claims": len(found.claims),
        **{name: getattr(found, name) for name, _ in _LINES},
        "unused_sources": found.unused_sources,
        "share_attributed": round(found.share, 4),
        "words": found.words,
        "words_attributed": found.words_attributed,
        "claims_by_kind": dict(found.claims_by_kind.most_common()),
        "words_by_kind": dict(found.words_by_kind.most_common()),
        "heard": [
            {"name": h.name, "claims": h.claims, "articles": sorted(h.articles)}
            for h in sorted(found.heard.values(), key=lambda h: (-h.claims, h.name))
        ],
    }
