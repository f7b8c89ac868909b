"""Voters' marks: who answered, without saying who, and different in every round.

A device sends a random token. HMAC-SHA256 with the session's secret key makes of it the device's
mark, and of that a mark per round. With the key gone, marks of different rounds can't be joined.
"""

import hashlib
import hmac
import re
import secrets

MARK_LENGTH = 32

NONCE = re.compile(r"[0-9a-f]{32}")
"""The one form of nonces and keys, whoever made them, so that they tell no phone from another."""


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


def in_one_form(sent: str) -> str:
    """A phone's nonce or key in the one form: as it is, hashed into it, or made here where the phone sent none."""
    if not sent:
        return secrets.token_hex(16)
    if NONCE.fullmatch(sent):
        return sent
    return hashlib.sha256(sent.encode("utf-8", "surrogatepass")).hexdigest()[:32]
