"""The collections that articles are in."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    check = sa.CheckConstraint("collections GLOB '[[]*]'", name="collections_are_a_list")
    op.add_column("articles", sa.Column("collections", sa.Text, check, nullable=False, server_default="[]"))
    # The list shows them too, and is to be read from the index alone.
    op.drop_index("articles_listed", "articles")
    shown = ("status", "title", "site", "published_at", "origin_name", "collections")
    op.create_index("articles_listed", "articles", ["removed_at", sa.text("imported_at DESC"), "id", *shown])
