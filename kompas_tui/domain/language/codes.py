"""Codes that people read aloud, type over and compare."""

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Figures and letters that can't be taken for one another."""

GROUP = 4
"""So many characters of a code stand together."""

_PAIRS = [low + high for high in ALPHABET for low in ALPHABET]
"""Two figures of a code, the lower one first."""


def spelled(digest: bytes, length: int) -> str:
    """The first `length` characters of a digest in the alphabet of readable codes."""
    value = int.from_bytes(digest, "big") % len(ALPHABET) ** length
    pairs = []
    for _ in range((length + 1) // 2):
        value, rest = divmod(value, len(_PAIRS))
        pairs.append(_PAIRS[rest])
    return "".join(pairs)[:length]


def in_groups(code: str, between: str = "-", size: int = GROUP) -> str:
    """A long code in groups, as people can read it aloud or compare it."""
    return between.join([code[start : start + size] for start in range(0, len(code), size)])
