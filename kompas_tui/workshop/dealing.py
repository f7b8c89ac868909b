"""Which statements of a long list a phone is asked: a few at random, so that each statement is asked as often.

What was dealt is in memory only. After a restart a phone that answered keeps what it answered, and others get a new
hand; nothing that is kept tells more than the answers do.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from hashlib import sha256

FEWEST_LEFT = 5
"""A phone never gets its own text where at least so many others are left out too: fewer would give it away."""

_MOST_DEALT = 20_000


class Deals:
    """The hands of one session, by round and by voter's mark."""

    def __init__(self) -> None:
        self._hands: dict[tuple[str, str], frozenset[str]] = {}
        self._times: dict[str, Counter[str]] = {}

    def hand(
        self, round_id: str, mark: str, names: Sequence[str], size: int, *, held: Collection[str], own: Collection[str]
    ) -> frozenset[str]:
        """The names that this voter is asked, the same each time: the least asked ones, without `own`.

        `held` are those that the voter answered already.
        """
        hand = self._hands.get((round_id, mark))
        if hand is None:
            # The oldest hand goes: that phone answered long ago, and what it answered comes back as held.
            if len(self._hands) >= _MOST_DEALT:
                self._hands.pop(next(iter(self._hands)))
            hand = self._hands[round_id, mark] = self._dealt(round_id, mark, names, size, set(held), set(own))
        return hand

    def _dealt(
        self, round_id: str, mark: str, names: Sequence[str], size: int, held: set[str], own: set[str]
    ) -> frozenset[str]:
        times = self._times.setdefault(round_id, Counter())
        barred = own if len(names) - size - len(own) >= FEWEST_LEFT else set[str]()
        stock = [name for name in names if name not in held and name not in barred]
        # Among what was asked equally often the voter's mark decides, which no option gains by.
        stock.sort(key=lambda name: (times[name], sha256(f"{mark}:{name}".encode()).digest()))
        dealt = [*(name for name in names if name in held), *stock][:size]
        times.update(dealt)
        return frozenset(dealt)
