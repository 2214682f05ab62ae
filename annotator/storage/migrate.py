"""Migration of a library to the present schema, whole or not at all.

Alembic runs inside one transaction of ours, which really rolls back because the driver's own transaction handling is
off. Batch mode rebuilds a table by dropping it, which with foreign keys on would delete the rows of its children, and
takes the table's triggers along: so foreign keys are off, the triggers are made again, and every foreign key is checked
before the commit.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine

from annotator.errors import LibraryError
from annotator.storage import fts_index
from annotator.storage.sqlite import APPLICATION_ID, SCHEMA_VERSION, back_up, driver_of

log = logging.getLogger(__name__)

SCRIPTS = Path(__file__).parent / "migrations"

TRIGGERS = {
    "article_text_is_immutable": (
        "BEFORE UPDATE OF id, text, text_sha256 ON articles "
        "BEGIN SELECT RAISE(ABORT, 'the text of an article never changes'); END"
    ),
    "original_is_immutable": (
        "BEFORE UPDATE ON originals BEGIN SELECT RAISE(ABORT, 'the original of an article never changes'); END"
    ),
}


def migrate(
    engine: Engine,
    library: Path,
    *,
    scripts: Path = SCRIPTS,
    version: int = SCHEMA_VERSION,
    backup: bool = True,
) -> None:
    """Bring the library behind ``engine`` to ``version``; a filled one is first backed up beside itself.

    Raises LibraryError if rows would lose what they point to. Whatever is raised, the library is as it was.
    """
    if backup:
        back_up(library, backup_path(library))
    with engine.connect() as connection:
        raw = driver_of(connection)  # the pragma has no effect inside a transaction
        raw.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.execution_options(write=True).begin():
                _upgrade(connection, scripts, version)
        finally:
            raw.execute("PRAGMA foreign_keys=ON")


def _upgrade(connection: Connection, scripts: Path, version: int) -> None:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("version_locations", str(scripts / "versions").replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.attributes["connection"] = connection
    command.upgrade(config, f"{version:04}")
    for name, body in TRIGGERS.items():
        connection.exec_driver_sql(f"CREATE TRIGGER IF NOT EXISTS {name} {body}")
    fts_index.rebuild(connection)  # a table that was rebuilt has other rowids
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise LibraryError(
            f"The library could not be brought to version {version}: {len(broken)} rows would lose what they belong "
            "to. It was left as it was."
        )
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={version}")
    log.info("library brought to version %d", version)


def backup_path(library: Path) -> Path:
    """Path of the backup made before a migration: a name not taken yet, beside the library."""
    folder = library.parent / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    for n in range(1, 1000):
        path = folder / f"{library.stem}-{stamp}-{n}.sqlite3"
        if not path.exists():
            return path
    raise LibraryError(f"The folder {folder} holds too many backups of this second; move some away.")
