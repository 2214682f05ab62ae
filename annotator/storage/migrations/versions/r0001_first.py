"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# JSON is held to its outer brackets only: json_valid() in a CHECK is refused while trusted_schema is off.
# Written out and not imported: a revision says what was true when it was made.
TAGS = [
    {"id": "claim", "name": "Claim", "color": "#d55e00", "underline": "solid", "key": "1"},
    {"id": "source", "name": "Source", "color": "#0072b2", "underline": "dashed", "key": "2"},
    {"id": "image_credit", "name": "Image credit", "color": "#b0508a", "underline": "dotted", "key": "3"},
    {"id": "location", "name": "Location", "color": "#006b45", "underline": "double", "key": "4"},
]


def text(name: str, *, null: bool = False) -> "sa.Column[str]":
    return sa.Column(name, sa.Text, nullable=null)


def cascade(to: str) -> sa.ForeignKey:
    return sa.ForeignKey(to, ondelete="CASCADE")


def upgrade() -> None:
    op.create_table(
        "articles",
        sa.Column("id", sa.Text, primary_key=True, nullable=False),
        text("title"),
        text("text"),
        sa.Column("text_sha256", sa.Text, nullable=False, unique=True),
        text("imported_at"),
        text("origin_name"),
        text("origin_media_type"),
        text("origin_sha256"),
        sa.Column("words", sa.Integer, nullable=False),
        text("url", null=True),
        text("site", null=True),
        text("authors"),
        text("published_at", null=True),
        text("language", null=True),
        text("status"),
        text("removed_at", null=True),
        sa.CheckConstraint("length(text) > 0", name="has_text"),
        sa.CheckConstraint("length(text_sha256) = 64", name="is_sha256"),
        sa.CheckConstraint("status IN ('todo', 'in_progress', 'done')", name="is_status"),
        sa.CheckConstraint("authors GLOB '[[]*]'", name="authors_are_a_list"),
        sqlite_strict=True,
    )
    op.create_table(
        "originals",
        sa.Column("article_id", sa.Text, cascade("articles.id"), primary_key=True, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sqlite_strict=True,
    )
    tags = op.create_table(
        "tags",
        sa.Column("id", sa.Text, primary_key=True, nullable=False),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        text("color"),
        text("underline"),
        sa.Column("key", sa.Text, nullable=False, unique=True),
        sa.CheckConstraint("underline IN ('solid', 'dashed', 'dotted', 'double')", name="is_underline"),
        sqlite_strict=True,
    )
    op.bulk_insert(tags, TAGS)
    op.create_table(
        "annotations",
        sa.Column("id", sa.Text, primary_key=True, nullable=False),
        sa.Column("article_id", sa.Text, cascade("articles.id"), nullable=False),
        sa.Column("tag", sa.Text, sa.ForeignKey("tags.id"), nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        text("fragments", null=True),  # [[start, end], …] where there are several
        text("quote"),
        text("note"),
        text("attributes"),
        text("annotator"),
        text("origin"),
        text("created_at"),
        text("updated_at"),
        sa.CheckConstraint('start >= 0 AND "end" > start', name="is_span"),
        sa.CheckConstraint("quote <> ''", name="has_quote"),
        sa.CheckConstraint("fragments IS NULL OR fragments GLOB '[[][[]*],[[]*]]'", name="several_fragments"),
        sa.CheckConstraint("attributes GLOB '{*}'", name="attributes_are_an_object"),
        sa.CheckConstraint("origin IN ('manual', 'suggestion', 'import')", name="is_origin"),
        sqlite_strict=True,
    )
    op.create_index("annotations_of_article", "annotations", ["article_id", "start", "end"])
    op.create_table(
        "links",
        sa.Column("id", sa.Text, primary_key=True, nullable=False),
        sa.Column("article_id", sa.Text, cascade("articles.id"), nullable=False),
        text("kind"),
        # No cascade from an annotation: whoever removes it removes its links by name, so that undo knows them.
        sa.Column("from_id", sa.Text, sa.ForeignKey("annotations.id"), nullable=False),
        sa.Column("to_id", sa.Text, sa.ForeignKey("annotations.id"), nullable=False),
        text("annotator"),
        text("created_at"),
        sa.UniqueConstraint("kind", "from_id", "to_id", name="linked_once"),
        sa.CheckConstraint("from_id <> to_id", name="not_to_itself"),
        sa.CheckConstraint("kind IN ('attributed_to', 'via')", name="is_link_kind"),
        sqlite_strict=True,
    )
    op.create_index("links_of_article", "links", ["article_id"])
    op.create_index("links_to", "links", ["to_id"])
    op.create_index("links_from", "links", ["from_id"])
    op.create_table(
        "history",
        sa.Column("seq", sa.Integer, primary_key=True, nullable=False),
        text("kind"),
        text("action"),
        sa.Column("size", sa.Integer, nullable=False),
        text("at"),
        text("annotator"),
        sa.Column("undoes", sa.Integer, sa.ForeignKey("history.seq"), nullable=True, unique=True),
        text("payload"),
        sa.CheckConstraint("kind IN ('do', 'undo', 'redo', 'skip')", name="is_kind"),
        sa.CheckConstraint("(kind = 'do') = (undoes IS NULL)", name="undoes_something"),
        sa.CheckConstraint("payload GLOB '{*}'", name="payload_is_an_object"),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_index("history_by_kind", "history", ["kind", "seq"])
