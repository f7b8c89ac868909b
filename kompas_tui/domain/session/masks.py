"""Roles and tables of voters, masked with the marking key: with it they can be read, without it not even joined."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence

from kompas_tui.domain.question.ballots import Ballot

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
        said = f"{what}:{round_id}:{voter}:{receipt}:{name}".encode("utf-8", "surrogatepass")
        return hmac.digest(self._key, said, hashlib.sha256).hex()[:MASK_LENGTH]

    def read(
        self, round_id: str, ballots: Iterable[Ballot], names: Sequence[str], what: str = ROLE_MASK
    ) -> Mapping[str, str] | None:
        """The role, or table, by voter's mark; None where another key masked one of them."""
        found: dict[str, str] = {}
        for ballot in ballots:
            name = self._name(round_id, ballot, names, what)
            if name is None:
                return None
            found[ballot.mark] = name
        return found

    def _name(self, round_id: str, ballot: Ballot, names: Sequence[str], what: str) -> str | None:
        mask = ballot.role_mask if what == ROLE_MASK else ballot.table_mask
        for name in ("", *names):
            if self.masked(round_id, ballot.mark, ballot.receipt, name, what) == mask:
                return name
        return None
