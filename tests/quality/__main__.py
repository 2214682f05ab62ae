"""Prints precision, recall and F1 of the suggestions per tag, and with ``--errors`` what was wrong."""

from __future__ import annotations

import argparse
from collections import defaultdict

from annotator.suggesters.engine import suggest
from tests.quality.gold import TAGS, GoldArticle, gold
from tests.quality.measuring import Score, characters, compare


def _suggested(article: GoldArticle) -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for one in suggest(article.text, language=article.language):
        found[one.tag] += one.fragments
    return found


def main() -> None:
    """Measure, and print a table for each part of the set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("tune", "test"))
    parser.add_argument("--errors", action="store_true", help="list what is missed and what is too much")
    wanted = parser.parse_args()
    for part in [wanted.part] if wanted.part else ["tune", "test"]:
        _measure(part, [a for a in gold() if a.part == part], errors=wanted.errors)


def _measure(part: str, articles: list[GoldArticle], *, errors: bool) -> None:
    totals: dict[tuple[str, str], Score] = defaultdict(Score)
    for article in articles:
        found = _suggested(article)
        for tag in TAGS.values():
            ours, theirs = found[tag], article.spans[tag]
            totals[tag, "exact"] += compare(ours, theirs, exact=True)
            totals[tag, "overlapping"] += compare(ours, theirs, exact=False)
            totals[tag, "characters"] += characters(ours, theirs)
            if errors:
                _print_errors(article, tag, ours)
    words = sum(len(a.text.split()) for a in articles)
    print(f"{part}: {len(articles)} articles, {words} words")
    print(f"{'':14}{'':13}{'precision':>10}{'recall':>8}{'F1':>7}{'spans':>8}")
    for tag in TAGS.values():
        for how in ("exact", "overlapping", "characters"):
            s = totals[tag, how]
            print(f"{tag:14}{how:13}{s.precision:10.2f}{s.recall:8.2f}{s.f1:7.2f}{s.wanted:8}")


def _print_errors(article: GoldArticle, tag: str, ours: list[tuple[int, int]]) -> None:
    theirs = article.spans[tag]
    for name, some, others in (("missed", theirs, ours), ("too much", ours, theirs)):
        for span in some:
            if compare([span], others, exact=False).matched == 0:
                print(f"  {article.name:16} {tag:13} {name:9} {article.text[slice(*span)]!r}")


if __name__ == "__main__":
    main()
