"""Roles of voters, masked with the marking key: with it they can be read, without it not even joined."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence

from kompas_tui.domain.question.ballots import Ballot

MASK_LENGTH = 16


class RoleMasks:
    """Masks roles and reads them with one session's key.

    A mask is made per ballot, so that equal roles don't look alike, and who has no role gets one too.
    """

    def __init__(self, key: bytes) -> None:
        self._key = key

    def masked(self, round_id: str, voter: str, receipt: str, role: str) -> str:
        """The role of the voter with this mark; empty text is no role."""
        said = f"rol:{round_id}:{voter}:{receipt}:{role}".encode("utf-8", "surrogatepass")
        return hmac.digest(self._key, said, hashlib.sha256).hex()[:MASK_LENGTH]

    def read(self, round_id: str, ballots: Iterable[Ballot], roles: Sequence[str]) -> Mapping[str, str] | None:
        """The role by voter's mark; None where another key masked one of them."""
        found: dict[str, str] = {}
        for ballot in ballots:
            role = self._role(round_id, ballot, roles)
            if role is None:
                return None
            found[ballot.mark] = role
        return found

    def _role(self, round_id: str, ballot: Ballot, roles: Sequence[str]) -> str | None:
        for role in ("", *roles):
            if self.masked(round_id, ballot.mark, ballot.receipt, role) == ballot.role_mask:
                return role
        return None
