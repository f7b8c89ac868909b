"""At which table each phone sits, in memory only: a phone says it again with every request, so nothing is kept of it.

What is kept of a table stands in a ballot, masked as a role is; a seat that was written down would join the ballots of
one phone across the rounds.
"""

from dataclasses import dataclass, field

MOST_SEATED = 20_000
"""As many as a round takes voters; whoever sat down first then stands up."""


@dataclass(slots=True)
class Seating:
    """The table of each device that picked one, by the device's mark."""

    _tables: dict[str, str] = field(default_factory=dict)

    def sit(self, device: str, table: str) -> bool:
        """Let the device sit at this table, or at none; whether that is another one than before."""
        if self.table_of(device) == table:
            return False
        self._tables.pop(device, None)
        if table:
            if len(self._tables) >= MOST_SEATED:
                self._tables.pop(next(iter(self._tables)))
            self._tables[device] = table
        return True

    def table_of(self, device: str) -> str:
        """The device's table; empty where it picked none."""
        return self._tables.get(device, "")
