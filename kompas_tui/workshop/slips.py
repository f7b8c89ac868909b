"""Who may vote with a slip of paper: which codes there are, who guesses, and which device gave which ballot.

All of it is in memory only, and gone when the program stops: on the disk no ballot leads to a code or a device.
"""

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.question.slips import SLIP_ALPHABET, SLIP_LENGTH, SlipRefused, read_slip, slip_of

GUESSES, GUESSING_PAUSE = 5, timedelta(minutes=1)
"""After so many codes that are not there a device waits so long; who sits beside it doesn't."""

MANY_GUESSES = 30
"""From so many the facilitator is told."""

_MOST_GUESSERS = 10_000

UNKNOWN_SLIP = "Deze stemcode ken ik niet. Kijk nog eens op je stembriefje, of vraag de begeleider om hulp."
TOO_MANY_GUESSES = "Op dit toestel zijn te veel onbekende stemcodes ingevuld. Wacht een minuut en probeer het dan weer."
SLIPS_GONE = "De stemcodes zijn er niet. Vraag de begeleider om hulp."
MANY_GUESSES_SENTENCE = "Er zijn veel onbekende stemcodes ingevuld. Misschien raadt iemand ze. Kijk rond in de zaal."


def new_slips(amount: int) -> tuple[str, ...]:
    """So many different codes, in no order."""
    made: dict[str, None] = {}
    while len(made) < amount:
        made[slip_of([secrets.randbelow(len(SLIP_ALPHABET)) for _ in range(SLIP_LENGTH - 1)])] = None
    return tuple(made)


class Slips:
    """The codes of one session, and what was done with them."""

    def __init__(self, codes: Iterable[str]) -> None:
        self._codes = frozenset(codes)
        self._wrong: dict[str, tuple[int, datetime]] = {}
        self._holders: dict[str, dict[str, str]] = {}
        self._given: dict[str, dict[str, list[str]]] = {}
        self.guesses = 0
        """How many codes were tried that are not there."""

    def __bool__(self) -> bool:
        return bool(self._codes)

    def taken(self, device: str, typed: str, now: datetime) -> str:
        """The code that this device typed; SlipRefused where it is none, or the device tried too many.

        A slip of the pen is no guess: the sign that checks a code tells it.
        """
        if not self._codes:
            raise SlipRefused(SLIPS_GONE)
        code = read_slip(typed)
        # By device and not by address: the whole room shares one address.
        tried, last = self._wrong.get(device, (0, now))
        if now - last >= GUESSING_PAUSE:
            tried = 0
        if tried >= GUESSES:
            raise SlipRefused(TOO_MANY_GUESSES)
        if code in self._codes:
            return code
        # Counted over all devices too: who clears the cookie is another device, and the facilitator should hear of it.
        self.guesses += 1
        if len(self._wrong) >= _MOST_GUESSERS:
            # Whose count is lost gets five more tries; the sum above goes on, and the facilitator hears of it.
            self._wrong.pop(next(iter(self._wrong)))
        self._wrong[device] = (tried + 1, now)
        raise SlipRefused(UNKNOWN_SLIP)

    def note(self, round_id: str, device: str, mark: str) -> None:
        """Remember that the ballot with this mark came from this device; of an earlier one it is no more."""
        self._holders.setdefault(round_id, {})[mark] = device
        given = self._given.setdefault(round_id, {}).setdefault(device, [])
        if mark in given:
            given.remove(mark)
        given.append(mark)

    def ballot(self, round_id: str, device: str, ballots: Mapping[str, Ballot]) -> Ballot | None:
        """The last ballot of this device that nobody changed on another one."""
        held = self._held(round_id, device)
        return ballots.get(held[-1]) if held else None

    def holds(self, round_id: str, device: str, mark: str) -> bool:
        """Whether this device was the last to answer with the slip of this mark."""
        return self._holders.get(round_id, {}).get(mark) == device

    def is_outvoted(self, round_id: str, device: str) -> bool:
        """Whether all slips of this device were used on another one afterwards."""
        return bool(self._given.get(round_id, {}).get(device)) and not self._held(round_id, device)

    def is_shared(self, round_id: str, device: str) -> bool:
        """Whether this device gave the ballots of more than one slip, whatever became of them elsewhere."""
        return len(self._given.get(round_id, {}).get(device, ())) > 1

    def shared(self, round_id: str) -> int:
        """How many devices gave the ballots of more than one slip."""
        return sum(len(self._held(round_id, device)) > 1 for device in self._given.get(round_id, {}))

    def _held(self, round_id: str, device: str) -> list[str]:
        holders = self._holders.get(round_id, {})
        return [mark for mark in self._given.get(round_id, {}).get(device, ()) if holders[mark] == device]
