"""Voters' marks: who answered, without saying who, and different in every round.

A device sends a random token. HMAC-SHA256 with the session's secret key makes of it the device's
mark, and of that a mark per round. With the key gone, marks of different rounds can't be joined.
"""

import hashlib
import hmac

MARK_LENGTH = 32


class Marks:
    """Makes marks with one session's key."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def _mark(self, said: str) -> str:
        return hmac.digest(self._key, said.encode("utf-8", "surrogatepass"), hashlib.sha256).hex()[:MARK_LENGTH]

    def device(self, token: str) -> str:
        """The mark of the device that sends this token."""
        return self._mark(f"deelnemer:{token}")

    def voter(self, round_id: str, device: str) -> str:
        """The device's mark in one round."""
        return self._mark(f"ronde:{round_id}:{device}")
