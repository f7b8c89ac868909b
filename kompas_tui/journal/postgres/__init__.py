"""Sessions kept in PostgreSQL, for a server of many; needs the extra `huis`."""

from kompas_tui.journal.postgres.home import CODE_LENGTH, Listed, PostgresHome
from kompas_tui.journal.postgres.passes import Passes
from kompas_tui.journal.postgres.server import DatabaseAway
from kompas_tui.journal.postgres.store import PostgresStore

__all__ = ["CODE_LENGTH", "DatabaseAway", "Listed", "Passes", "PostgresHome", "PostgresStore"]
