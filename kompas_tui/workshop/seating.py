"""At which table each phone sits: the one that it picked, or that of its group. Nothing of it is kept.

A phone says its table again with every request. What is kept of a table stands in a ballot, masked as a role is; a seat
that was written down would join the ballots of one phone across the rounds.
"""

from collections import Counter
from collections.abc import Mapping

from kompas_tui.domain.session.session import Session
from kompas_tui.workshop.marks import Marks

MOST_SEATED = 20_000
"""As many as a round takes voters; whoever sat down first then stands up."""


class Seating:
    """The tables of the evening, and those of its groups; a phone is known by its token, or here by its mark."""

    def __init__(self, session: Session, marks: Marks) -> None:
        self._session, self._marks = session, marks
        self._picked: dict[str, str] = {}
        self._groups: tuple[tuple[str, int, int], dict[str | int, int]] | None = None
        """The tables of the groups, worked out once a turn, with what they were worked out for."""

    def sit(self, token: str, table: str) -> bool:
        """Let a phone sit at this table; at none where it is empty or not there. Whether it sat elsewhere before."""
        device, table = self._marks.device(token), table if table in self._session.tables else ""
        if self._picked.get(device, "") == table:
            return False
        # Taken out first, so that who sat down last stands last, and stands up last.
        self._picked.pop(device, None)
        if table:
            if len(self._picked) >= MOST_SEATED:
                # Nobody loses an answer by it: the phone says its table again with its next request.
                self._picked.pop(next(iter(self._picked)))
            self._picked[device] = table
        return True

    def table_of(self, token: str) -> str:
        """The evening's table where a phone sits; empty where it sits nowhere."""
        return self.table_at(self._marks.device(token)) if self._session.tables else ""

    def table_at(self, device: str) -> str:
        """The evening's table where the phone with this mark sits: that of its group, else the one it picked."""
        tables, number = self._session.tables, self.group_tables.get(device, 0)
        return tables[number - 1] if 0 < number <= len(tables) else self._picked.get(device, "")

    @property
    def seated(self) -> Mapping[str, int]:
        """How many phones sit at each table of the evening."""
        taken = Counter(map(self.table_at, self._session.joined))
        return {table: taken[table] for table in self._session.tables}

    @property
    def group_tables(self) -> Mapping[str | int, int]:
        """The table of everybody in this turn of the groups, from 1: by a device's mark, or by number without phone."""
        groups = self._session.groups
        if groups is None:
            return {}
        of = (groups.id, groups.turn, len(groups.people))
        if self._groups is None or self._groups[0] != of:
            self._groups = (of, groups.tables_now(self._marks.seed(groups.id)))
        return self._groups[1]

    def group_table(self, token: str) -> int | None:
        """The table of a phone in this turn of the groups; None where it has none."""
        return self.group_tables.get(self._marks.device(token)) if self._session.groups is not None else None

    def is_apart(self, token: str) -> bool:
        """Whether a phone has no place in the groups, since it was not in the room when these were made."""
        groups = self._session.groups
        return groups is not None and groups.is_apart(self._marks.device(token), self._marks.seed(groups.id))

    def group_name(self, table: int) -> str:
        """How a table of the groups is called: as that of the evening, else by its number."""
        tables = self._session.tables
        return tables[table - 1] if table <= len(tables) else str(table)

    def is_host(self, token: str) -> bool:
        """Whether somebody with this phone stays at the same table in every turn of the groups."""
        groups = self._session.groups
        return groups is not None and groups.is_host(self._marks.device(token), self._marks.seed(groups.id))
