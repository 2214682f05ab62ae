"""Tables as queries name them. Their definition, with every constraint, is in the migrations.

A test holds these columns against a migrated library.
"""

import sqlalchemy as sa


def _table(name: str, columns: str) -> sa.TableClause:
    return sa.table(name, *map(sa.column, columns.split()))


articles = _table(
    "articles",
    "id title text text_sha256 imported_at origin_name origin_media_type origin_sha256 words url site authors "
    "published_at language status removed_at image_credit blocks note keywords reinstated collections",
)
originals = _table("originals", "article_id data")
tags = _table("tags", "id name color underline key")
annotations = _table(
    "annotations",
    "id article_id tag start end fragments quote note attributes annotator origin created_at updated_at",
)
links = _table("links", "id article_id kind from_id to_id annotator created_at")
verdicts = _table("verdicts", "id article_id rule tag fragments judged annotation_id annotator created_at")
history = _table("history", "seq kind action size at annotator undoes payload")
