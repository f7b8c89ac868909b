"""Who is logged in, kept where every node looks; knows hashes only, so that who reads the database is not let in."""

from kompas_tui.journal.postgres.server import Server

_MOST_A_NAME = 20
"""Who logs in more often than that loses the pass that was used longest ago."""

_ADD = "INSERT INTO kompas.pass (digest, name, print) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING"
_TIDY = """
DELETE FROM kompas.pass WHERE made < clock_timestamp() - make_interval(secs => %s)
OR used < clock_timestamp() - make_interval(secs => %s)
OR digest IN (SELECT digest FROM kompas.pass WHERE name = %s ORDER BY used DESC OFFSET %s)
"""
# Of a pass that is used all the time this writes once a minute, and else only reads.
_USE = """
WITH good AS (
    SELECT digest, name, print, used FROM kompas.pass
    WHERE digest = %s AND made > clock_timestamp() - make_interval(secs => %s)
    AND used > clock_timestamp() - make_interval(secs => %s)
), noted AS (
    UPDATE kompas.pass SET used = clock_timestamp() FROM good
    WHERE pass.digest = good.digest AND good.used < clock_timestamp() - interval '1 minute'
)
SELECT name, print FROM good
"""


_CHOOSE = """
INSERT INTO kompas.password (name, instead_of, hashed) VALUES (%s, %s, %s)
ON CONFLICT (name) DO UPDATE SET instead_of = excluded.instead_of, hashed = excluded.hashed
"""


class ChosenPasswords:
    """The passwords that facilitators chose themselves, as hashes, the same on every node."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def of(self, name: str) -> tuple[bytes, str] | None:
        """The print of what it was chosen instead of, and its hash; None where this name chose none."""
        rows = self._server.rows("SELECT instead_of, hashed FROM kompas.password WHERE name = %s", name)
        return (bytes(rows[0][0]), rows[0][1]) if rows else None

    def keep(self, name: str, instead_of: bytes, hashed: str) -> None:
        """Keep the password that somebody chose."""
        self._server.rows(_CHOOSE, name, instead_of, hashed)


class Passes:
    """The passes of one server; each is good for so long, and for as long as it is used now and then."""

    def __init__(self, server: Server, seconds: float, idle_seconds: float) -> None:
        self._server, self._seconds, self._idle_seconds = server, seconds, idle_seconds

    def add(self, digest: bytes, name: str, print_: bytes) -> None:
        """Keep a pass of who logged in, and let go of those that are over."""
        self._server.rows(_ADD, digest, name, print_)
        self._server.rows(_TIDY, self._seconds, self._idle_seconds, name, _MOST_A_NAME)

    def use(self, digest: bytes) -> tuple[str, bytes] | None:
        """Whose it is, and the print that it was given with; None where it is worth nothing."""
        rows = self._server.rows(_USE, digest, self._seconds, self._idle_seconds)
        return (rows[0][0], bytes(rows[0][1])) if rows else None

    def remove(self, digest: bytes) -> None:
        """Make it worth nothing, on every node."""
        self._server.rows("DELETE FROM kompas.pass WHERE digest = %s", digest)
