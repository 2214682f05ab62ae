"""A history that is written to one page, where it took four: an edit has to reach the disk before it is shown."""

from alembic import op

revision = "0005"
down_revision = "0004"

_COLUMNS = "seq, kind, action, size, at, annotator, undoes, payload"


def upgrade() -> None:
    # Not Alembic's batch mode, which reads no CHECK from SQLite. Foreign keys are off.
    op.execute(
        """
        CREATE TABLE lighter (
            seq INTEGER NOT NULL PRIMARY KEY,
            kind TEXT NOT NULL,
            action TEXT NOT NULL,
            size INTEGER NOT NULL,
            at TEXT NOT NULL,
            annotator TEXT NOT NULL,
            undoes INTEGER,
            payload TEXT NOT NULL,
            CONSTRAINT is_kind CHECK (kind IN ('do', 'undo', 'redo', 'skip')),
            CONSTRAINT undoes_something CHECK ((kind = 'do') = (undoes IS NULL)),
            CONSTRAINT payload_is_an_object CHECK (payload GLOB '{*}'),
            FOREIGN KEY (undoes) REFERENCES history (seq)
        ) STRICT
        """
    )
    op.execute(f"INSERT INTO lighter ({_COLUMNS}) SELECT {_COLUMNS} FROM history ORDER BY seq")
    op.drop_table("history")
    op.rename_table("lighter", "history")
    op.execute("CREATE UNIQUE INDEX history_undoes ON history (undoes) WHERE undoes IS NOT NULL")
