"""How long something takes, as people write it: `90`, `90 min`, `1,5 uur`, `1 uur en 30 minuten`, `een kwartier`."""

import re
from fractions import Fraction

_MINUTES = re.compile(r"0*([0-9]{1,5})\s*(?:min\.?|minuut|minuten)?", re.ASCII)
_HOURS = re.compile(
    r"([0-9]{1,2})(?:[.,]([0-9]{1,2}))?\s*(?:u\.?|uur|uren)(?:\s*(?:en\s*)?([0-9]{1,2})\s*(?:min\.?|minuut|minuten)?)?",
    re.ASCII,
)
_IN_WORDS = {"kwartier": 15, "half uur": 30, "drie kwartier": 45, "uur": 60, "anderhalf uur": 90, "dag": 1440}


def minutes_in(typed: str) -> int | None:
    """The whole minutes that this says; None where it says something else."""
    text = " ".join(typed.lower().split())
    if minutes := _MINUTES.fullmatch(text):
        return int(minutes[1])
    if (in_words := _IN_WORDS.get(text.removeprefix("een ").removeprefix("één "))) is not None:
        return in_words
    hours = _HOURS.fullmatch(text)
    if hours is None or (hours[2] and hours[3]):
        return None
    length = 60 * Fraction(f"{hours[1]}.{hours[2] or 0}") + int(hours[3] or 0)
    return int(length) if length.denominator == 1 else None
