"""Lists as people type them: the lint finds them in any document, and in a table of ours they become lists."""

import re
from collections.abc import Sequence

_MARK = re.compile(r"\s*(?:[-–—•·*o▪■►●◦‣\ue000-\uf8ff]|\(?\d{1,2}(?:\.\d{1,2})*[.)]|\(?[a-z][.)])\s+\S")
_MAYBE_MARK = re.compile(r"\s*(?:[-–—•·*](?=[^\W\d_])|[→➢✓✔])\s*\S")
"""What is a mark where more lines begin so."""
_BULLET = re.compile(r"\s*(?:[-–—•·▪■►●◦‣→➢]\s*|\*\s+)")


def typed_items(lines: Sequence[str]) -> Sequence[bool]:
    """Which of these lines begin as an item of a list does."""
    typed = [_MARK.match(line) is not None for line in lines]
    if any(typed) or len(lines) == 1:
        return typed
    maybe = [_MAYBE_MARK.match(line) is not None for line in lines]
    return maybe if sum(maybe) > 1 else typed


def without_bullet(item: str) -> str:
    """An item without the sign before it; a number or a letter stays, as somebody may name it."""
    bullet = _BULLET.match(item)
    return item[bullet.end() :] if bullet else item
