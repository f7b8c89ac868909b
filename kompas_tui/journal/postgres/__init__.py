"""Sessions kept in PostgreSQL, for a server of many; needs the extra `huis`."""

from kompas_tui.journal.postgres.home import CODE_LENGTH, Listed, PostgresHome
from kompas_tui.journal.postgres.passes import ChosenPasswords, Passes
from kompas_tui.journal.postgres.server import DatabaseAway
from kompas_tui.journal.postgres.store import PostgresStore

__all__ = ["CODE_LENGTH", "ChosenPasswords", "DatabaseAway", "Listed", "Passes", "PostgresHome", "PostgresStore"]
