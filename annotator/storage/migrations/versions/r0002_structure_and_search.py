"""The structure of articles, the credit of their lead image, and the full-text indexes."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("articles", sa.Column("image_credit", sa.Text, nullable=True))
    op.add_column(
        "articles",
        sa.Column(
            "blocks",
            sa.Text,
            sa.CheckConstraint("blocks GLOB '[[]*]'", name="blocks_are_a_list"),
            nullable=False,
            server_default="[]",
        ),
    )
    op.add_column("articles", sa.Column("note", sa.Text, nullable=False, server_default=""))
    for name in ("keywords", "reinstated"):
        check = sa.CheckConstraint(f"{name} GLOB '[[]*]'", name=f"{name}_are_a_list")
        op.add_column("articles", sa.Column(name, sa.Text, check, nullable=False, server_default="[]"))
    op.create_index("articles_by_url", "articles", ["url"])
    # Everything that the list shows, in its order: to read it from the rows, SQLite has to pass over every text.
    shown = ("status", "title", "site", "published_at", "origin_name")
    op.create_index("articles_listed", "articles", ["removed_at", sa.text("imported_at DESC"), "id", *shown])
    for table, content, columns in (
        ("article_search", "articles", "title, text, note, keywords"),
        ("mark_search", "annotations", "quote, note"),
    ):
        op.execute(
            f"CREATE VIRTUAL TABLE {table} USING fts5"
            f"({columns}, content='{content}', tokenize='unicode61 remove_diacritics 2')"
        )
