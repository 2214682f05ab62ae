"""The tables as queries name them. Their definition, with every constraint, is in the migrations.

A test holds these columns against a migrated library.
"""

from sqlalchemy import column, table

articles = table(
    "articles",
    column("id"),
    column("title"),
    column("text"),
    column("text_sha256"),
    column("imported_at"),
    column("origin_name"),
    column("origin_media_type"),
    column("origin_sha256"),
    column("words"),
    column("url"),
    column("site"),
    column("authors"),
    column("published_at"),
    column("language"),
    column("status"),
    column("removed_at"),
    column("image_credit"),
    column("blocks"),
    column("note"),
    column("keywords"),
    column("reinstated"),
    column("collections"),
)
originals = table("originals", column("article_id"), column("data"))
tags = table("tags", column("id"), column("name"), column("color"), column("underline"), column("key"))
annotations = table(
    "annotations",
    column("id"),
    column("article_id"),
    column("tag"),
    column("start"),
    column("end"),
    column("fragments"),
    column("quote"),
    column("note"),
    column("attributes"),
    column("annotator"),
    column("origin"),
    column("created_at"),
    column("updated_at"),
)
links = table(
    "links",
    column("id"),
    column("article_id"),
    column("kind"),
    column("from_id"),
    column("to_id"),
    column("annotator"),
    column("created_at"),
)
verdicts = table(
    "verdicts",
    column("id"),
    column("article_id"),
    column("rule"),
    column("tag"),
    column("fragments"),
    column("judged"),
    column("annotation_id"),
    column("annotator"),
    column("created_at"),
)
history = table(
    "history",
    column("seq"),
    column("kind"),
    column("action"),
    column("size"),
    column("at"),
    column("annotator"),
    column("undoes"),
    column("payload"),
)
