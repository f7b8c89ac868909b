"""When two texts say the same: spaces, capitals and a stop at the end make no difference."""

from collections import Counter
from collections.abc import Iterable


def folded(text: str) -> str:
    """The text on one line and in small letters, without a stop at its end."""
    line = " ".join(text.split()).casefold()
    return line.rstrip(" .") or line


def each_once(texts: Iterable[str]) -> list[tuple[str, int]]:
    """Each text as it was first spelled, with how often it was written, in the order in which they first came."""
    spelled: dict[str, str] = {}
    often: Counter[str] = Counter()
    for text in texts:
        key = folded(text)
        spelled.setdefault(key, text)
        often[key] += 1
    return [(text, often[key]) for key, text in spelled.items()]
