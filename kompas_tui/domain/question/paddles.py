"""Paper cards whose turn gives an answer: their numbers, what their code holds, and which turn is which letter.

In the code a paddle is what on paper and in the room is called an antwoordkaart: a card is what is on the beamer.
"""

LETTERS = ("A", "B", "C", "D")
"""The letters at the edges of a paddle, clockwise from the top as it is printed; the one that is up is the answer."""

MOST_PADDLES = 300

# No two numbers share a check, and those of neighbours lie far apart: one wrong figure never makes another paddle.
_FACTOR, _START = 389, 127
_CHECKS = 1000


def code_of(number: int) -> str:
    """The six figures in the code of this paddle: its number, and three that check it."""
    return f"{number:03d}{(number * _FACTOR + _START) % _CHECKS:03d}"


def number_in(code: str) -> int | None:
    """The paddle with this code; None where it is none of ours."""
    if len(code) != 6 or not (code.isascii() and code.isdecimal()):
        return None
    number = int(code[:3])
    return number if 1 <= number <= MOST_PADDLES and code == code_of(number) else None
