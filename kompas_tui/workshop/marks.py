"""Voters' marks: who answered, without saying who, and different in every round.

A device sends the random token that it was given here. HMAC-SHA256 with the session's secret key makes
of it the device's mark, and of that a mark per round. With the key gone, marks of different rounds can't
be joined.
"""

import base64
import hashlib
import hmac
import re
import secrets
from collections.abc import Mapping

from kompas_tui.domain.language.codes import spelled
from kompas_tui.domain.question.paddles import MOST_PADDLES

# 128 bits: no two devices of any hall share a mark, and a log of ten thousand ballots stays small.
MARK_LENGTH = 32

TOKEN_BYTES, SEAL_BYTES = 12, 12
"""What a token is made of: chance, and a seal by which it is known as one that was given here."""

MOST_KNOWN = 10_000
"""So many devices are known by their token at once, since a phone comes back every few seconds."""

_HASH = "sha256"
"""Named, and not given as a function: OpenSSL then does the whole of it, three times as fast."""

TABLET_CODE_LENGTH = 6
"""One in 700 million: nobody gets the code of a device that the facilitator allowed by asking again and again."""

NONCE = re.compile(r"[0-9a-f]{32}")
"""The one form of nonces and keys, whoever made them, so that they tell no phone from another."""


class Marks:
    """Makes marks with one session's key."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._known: dict[str, str] = {}
        """The marks of the devices whose token was seen to be given here."""
        self._paddles: dict[str, Mapping[str, int]] = {}
        self._voters: dict[tuple[str, str], str] = {}
        """The marks that were made last, by round and device."""

    def _mark(self, message: str) -> str:
        return hmac.digest(self._key, message.encode("utf-8", "surrogatepass"), _HASH).hex()[:MARK_LENGTH]

    def _seal(self, chance: bytes) -> bytes:
        return hmac.digest(self._key, b"toestel:" + chance, _HASH)[:SEAL_BYTES]

    def new_token(self) -> str:
        """A token for a device that has none."""
        chance = secrets.token_bytes(TOKEN_BYTES)
        return base64.urlsafe_b64encode(chance + self._seal(chance)).decode()

    def gave(self, token: str) -> bool:
        """Whether the token was given in this session; one that somebody made up was not."""
        if token in self._known:
            return True
        if not self._is_sealed(token):
            return False
        if len(self._known) >= MOST_KNOWN:
            # All at once: each phone is known again at its next look, and keeping an order would cost every request.
            self._known.clear()
        self._known[token] = self.device(token)
        return True

    def _is_sealed(self, token: str) -> bool:
        try:
            sent = base64.b64decode(token, b"-_", validate=True)
        except ValueError:
            return False
        # It takes as long for every seal, so that none can be found byte by byte.
        return hmac.compare_digest(sent[TOKEN_BYTES:], self._seal(sent[:TOKEN_BYTES]))

    def tablet_code(self, token: str) -> str:
        """What a device that wants to go from hand to hand shows, for the facilitator to allow it."""
        return spelled(hmac.digest(self._key, f"tablet:{token}".encode(), _HASH), TABLET_CODE_LENGTH)

    def device(self, token: str) -> str:
        """The mark of the device that sends this token."""
        return self._known.get(token) or self._mark(f"deelnemer:{token}")

    def slip(self, round_id: str, code: str) -> str:
        """The mark in one round of who votes with this code, whatever the device."""
        return self._mark(f"briefje:{round_id}:{code}")

    def paddles(self, round_id: str) -> Mapping[str, int]:
        """The number of each paddle, by its mark in one round."""
        numbered = self._paddles.get(round_id)
        if numbered is None:
            numbers = range(1, MOST_PADDLES + 1)
            numbered = self._paddles[round_id] = {
                self._mark(f"kaart:{round_id}:{number}"): number for number in numbers
            }
        return numbered

    def voter(self, round_id: str, device: str) -> str:
        """The device's mark in one round."""
        mark = self._voters.get((round_id, device))
        if mark is None:  # an answer asks for it again, and so does every look of the beamer at who is still busy
            if len(self._voters) >= MOST_KNOWN:
                self._voters.clear()
            mark = self._voters[round_id, device] = self._mark(f"ronde:{round_id}:{device}")
        return mark

    def table(self, round_id: str, name: str) -> str:
        """The mark in one round of a table that gives one answer together: it is the voter, whichever device sends."""
        return self._mark(f"tafel:{round_id}:{name}")

    def seed(self, name: str) -> str:
        """What chance begins with, for something of this name: the same after a restart, and gone with the key."""
        return self._mark(f"loting:{name}")


def in_one_form(sent: str) -> str:
    """A phone's nonce or key in the one form: as it is, hashed into it, or made here where the phone sent none."""
    if not sent:
        return secrets.token_hex(16)
    if NONCE.fullmatch(sent):
        return sent
    # A form may hold anything, half a surrogate pair too; it must give a key and not an error.
    return hashlib.sha256(sent.encode("utf-8", "surrogatepass")).hexdigest()[:32]
