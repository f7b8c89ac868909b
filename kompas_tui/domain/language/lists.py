"""Lists within a text of several lines, such as a proposal: what is an item, and what stands around it."""

from collections.abc import Sequence

BULLET = "•"
"""The mark before an item of a list without numbers."""

_MARKS = (f"{BULLET} ", "- ")


def list_lines(text: str) -> Sequence[tuple[str, bool]]:
    """The lines of a text and whether each is an item of a list, which then has lost its mark."""
    return [_unmarked(line) for line in text.split("\n")] if text else []


def _unmarked(line: str) -> tuple[str, bool]:
    return (line[2:].strip(), True) if line.startswith(_MARKS) else (line, False)
