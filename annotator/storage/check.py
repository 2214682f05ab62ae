"""Check of a library: what SQLite can say of it, and what it cannot, hashes, fragments and quotes."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, select

from annotator.storage import fts_index
from annotator.storage import tables as t
from annotator.storage.rows import annotation_of
from annotator.storage.sqlite import reading
from annotator.text.normalise import sha256_of
from annotator.text.passages import check_fragments, quote_of


@dataclass
class Report:
    """Report of a check: what it looked at and what it found; each problem is a sentence."""

    articles: int = 0
    annotations: int = 0
    links: int = 0
    problems: list[str] = field(default_factory=list)


def check(path: Path) -> Report:
    """Report on everything in the library at ``path``, which is not changed.

    Raises LibraryError if SQLite cannot read it at all.
    """
    report = Report()
    with reading(path) as connection:
        for (line,) in connection.exec_driver_sql("PRAGMA integrity_check"):
            if line != "ok":
                report.problems.append(f"SQLite says: {line}")
        for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            report.problems.append(f"Row {row} of {table} belongs to a row of {parent} that is not there.")
        _check_triggers(connection, report)
        _check_articles(connection, report)
        _check_links(connection, report)
        _check_indexes(connection, report)
    return report


def _check_triggers(connection: Connection, report: Report) -> None:
    from annotator.storage.migrate import TRIGGERS

    there = set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars())
    report.problems += [f"The safeguard {name} is missing." for name in sorted(TRIGGERS.keys() - there)]


def _check_indexes(connection: Connection, report: Report) -> None:
    for index in fts_index.INDEXES:
        strays = fts_index.strays(connection, index)
        if strays:
            report.problems.append(
                f"The search index {index} is wrong about {strays} rows. “annotator check --rebuild-index” mends it."
            )


def _check_articles(connection: Connection, report: Report) -> None:
    c = t.articles.c
    ids = connection.execute(select(c.id).order_by(c.id)).scalars().all()
    for article_id in ids:
        report.articles += 1
        article = select(c.text, c.text_sha256, c.origin_sha256).where(c.id == article_id)
        text, digest, origin_digest = connection.execute(article).one()
        if sha256_of(text) != digest:
            report.problems.append(f"The text of article {article_id} is not what was imported.")
        original = select(t.originals.c.data).where(t.originals.c.article_id == article_id)
        data = connection.execute(original).scalar_one_or_none()
        if data is not None and sha256_of(data) != origin_digest:
            report.problems.append(f"The original of article {article_id} is not what was imported.")
        rows = connection.execute(select(t.annotations).where(t.annotations.c.article_id == article_id))
        for annotation in map(annotation_of, rows):
            report.annotations += 1
            try:
                check_fragments(text, annotation.fragments)
            except ValueError as error:
                report.problems.append(f"Annotation {annotation.id} does not fit its article: {error}.")
            else:
                if quote_of(text, annotation.fragments) != annotation.quote:
                    report.problems.append(f"The quote of annotation {annotation.id} is not what its place holds.")


def _check_links(connection: Connection, report: Report) -> None:
    marked = select(t.annotations.c.id, t.annotations.c.article_id)
    ends = {row.id: row.article_id for row in connection.execute(marked)}
    for row in connection.execute(select(t.links)):
        report.links += 1
        if {ends.get(row.from_id), ends.get(row.to_id)} != {row.article_id}:
            report.problems.append(f"Link {row.id} joins annotations of different articles.")
