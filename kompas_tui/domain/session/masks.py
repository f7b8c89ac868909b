"""Roles and tables of voters, masked with the marking key: with it they can be read, without it not even joined."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence

from kompas_tui.domain.kinds import Activity
from kompas_tui.domain.question.ballots import Ballot

# 64 bits: long enough that no two roles of one ballot share a mask, and no ballot grows by much.
MASK_LENGTH = 16


ROLE_MASK, TABLE_MASK = "rol", "tafel"
"""What of a voter is masked."""


class Masks:
    """Masks roles and tables, and reads them with one session's key.

    A mask is made per ballot, so that equal roles don't look alike, and who has no role gets one too.
    """

    def __init__(self, key: bytes) -> None:
        self._key = key

    def masked(self, round_id: str, voter: str, receipt: str, name: str, what: str = ROLE_MASK) -> str:
        """The role, or table, of the voter with this mark; empty text is none."""
        message = f"{what}:{round_id}:{voter}:{receipt}:{name}".encode("utf-8", "surrogatepass")
        return hmac.digest(self._key, message, hashlib.sha256).hex()[:MASK_LENGTH]

    def beside(
        self, asked: Activity, round_id: str, voter: str, receipt: str, role: str = "", table: str = ""
    ) -> tuple[str, str]:
        """The masks of role and table beside a ballot with this receipt; empty where the result is not split by it."""
        of = (round_id, voter, receipt)
        by_role = self.masked(*of, role) if asked.by_role else ""
        return by_role, self.masked(*of, table, TABLE_MASK) if asked.tells_tables else ""

    def read(
        self, round_id: str, ballots: Iterable[Ballot], names: Sequence[str], what: str = ROLE_MASK
    ) -> Mapping[str, str] | None:
        """The role, or table, by voter's mark; None where another key masked one of them."""
        names_by_mark: dict[str, str] = {}
        for ballot in ballots:
            name = self._name(round_id, ballot, names, what)
            if name is None:
                return None
            names_by_mark[ballot.mark] = name
        return names_by_mark

    def _name(self, round_id: str, ballot: Ballot, names: Sequence[str], what: str) -> str | None:
        mask = ballot.role_mask if what == ROLE_MASK else ballot.table_mask
        # Tried one by one: a mask tells nothing by itself, and there are few names.
        for name in ("", *names):
            if self.masked(round_id, ballot.mark, ballot.receipt, name, what) == mask:
                return name
        return None
