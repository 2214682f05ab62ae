"""What people said of suggestions: accepted, corrected or rejected."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    def text(name: str) -> sa.Column[str]:
        return sa.Column(name, sa.Text, nullable=False)

    op.create_table(
        "verdicts",
        sa.Column("id", sa.Text, primary_key=True, nullable=False),
        sa.Column("article_id", sa.Text, sa.ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
        text("rule"),
        text("tag"),  # as it was suggested: no foreign key, for that tag may go
        text("fragments"),  # as they were suggested
        text("judged"),
        sa.Column("annotation_id", sa.Text, nullable=True),  # no foreign key: the verdict outlives the annotation
        text("annotator"),
        text("created_at"),
        sa.CheckConstraint("fragments GLOB '[[][[]*]]'", name="has_fragments"),
        sa.CheckConstraint("judged IN ('accepted', 'corrected', 'rejected')", name="is_judgement"),
        sa.CheckConstraint("(judged = 'rejected') = (annotation_id IS NULL)", name="made_something"),
        sqlite_strict=True,
    )
    op.create_index("verdicts_of_article", "verdicts", ["article_id"])
    op.create_index("verdicts_by_rule", "verdicts", ["rule", "judged"])
