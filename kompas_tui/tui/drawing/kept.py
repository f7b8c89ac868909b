"""What was made of something, kept for as long as that is the same object: Textual filters the colours of a new strip
anew, cell by cell, and a painted row has hundreds of them.
"""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Made = TypeVar("Made")


class KeptDrawings(Generic[Made]):
    """The last things that were made, each by the object that it was made of and what else it depends on."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[Hashable, tuple[object, Made]] = {}

    def of(self, source: object, key: Hashable, make: Callable[[], Made]) -> Made:
        """What was made of this before, else what is made now; the source is kept, so that no other has its id."""
        name = id(source), key
        if name not in self._kept:
            self._kept[name] = source, make()
            while len(self._kept) > self._most:
                del self._kept[next(iter(self._kept))]
        return self._kept[name][1]
