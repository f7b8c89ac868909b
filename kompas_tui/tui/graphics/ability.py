"""What a terminal can draw, asked of the terminal: its answers are picked out of what is typed, whenever they come.

Nothing waits for an answer: until it is there, and where it never comes, pictures stand in half blocks.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Literal

Way = Literal["sixel", "kitty"]

WHAT_IT_IS, SIZE_OF_A_CELL = "\x1b[c", "\x1b[16t"
_WHAT_SIXEL_TAKES = "\x1b[?1;1;0S\x1b[?2;1;0S"
_IS_IT_KITTY = "\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\"

# In what a terminal answers when it is asked what it is, a 4 means that it draws sixels.
_SIXEL = b"4"
"""The feature by which a terminal says that it draws sixels."""

_ANSWER = re.compile(
    rb"\x1b\[\?(?P<features>[\d;]*)c"
    rb"|\x1b\[\?(?P<limit>[\d;]*)S"
    rb"|\x1b\[6;(?P<cell>\d{1,4};\d{1,4})t"
    rb"|\x1b_G(?P<kitty>[^\x1b]{0,200})\x1b\\"
)
_BEGUN = re.compile(rb"\x1b(\[(\?[\d;]{0,60}|6[\d;]{0,12})?|_G[^\x1b]{0,200}\x1b?)?\Z")
_BEGUN_SECONDS = 0.03
"""So long what may be the beginning of an answer waits for the rest, such as an Escape; nobody sees that."""

_LEAST_CELL, _MOST_CELL = 4, 200
"""The pixels of a cell, across or down; whoever says otherwise is not believed."""

# A terminal with fewer says so, and a photo in those is worse than one drawn with half blocks.
_MOST_TONES, _LEAST_TONES = 256, 16


@dataclass(frozen=True, slots=True)
class Ability:
    """How a terminal draws pictures, and with what."""

    way: Way
    cell: tuple[int, int]
    """The width and the height of a cell, in pixels."""
    tones: int = _MOST_TONES
    """How many colours a picture has at most."""
    largest: tuple[int, int] | None = None
    """The largest picture that it draws in one, in pixels; None where it does not say."""


def questions(environment: Mapping[str, str]) -> str:
    """What to send first; empty where pictures would come to nothing.

    A multiplexer keeps no pictures, or twenty at most, and takes a question in kitty's protocol for a title.
    """
    kind = environment.get("TERM", "")
    if kind in ("", "dumb", "linux") or kind.startswith(("tmux", "screen")) or environment.get("TMUX"):
        return ""
    if "NO_COLOR" in environment or environment.get("KOMPAS_BEELD") == "blokjes":
        return ""
    speaks_kitty = "kitty" in kind or "ghostty" in kind or environment.get("TERM_PROGRAM") == "ghostty"
    return (f"{_IS_IT_KITTY}{SIZE_OF_A_CELL}" if speaks_kitty else "") + WHAT_IT_IS


class Answers:
    """Picks the terminal's answers out of the bytes that come in, and tells what it can once that is known."""

    def __init__(
        self, ask: Callable[[str], None], tell: Callable[[Ability], None], measure: Callable[[], tuple[int, int] | None]
    ) -> None:
        """`measure` gives the size of a cell as the system knows it, for a terminal that does not say."""
        self._ask, self._tell, self._measure = ask, tell, measure
        self._begun, self._since = b"", 0.0
        self._way: Way | None = None
        self._is_whole = False
        self._cell: tuple[int, int] | None = None
        self._tones, self._largest = _MOST_TONES, (0, 0)
        self._told: Ability | None = None

    def without(self, data: bytes) -> bytes:
        """What was typed, without the answers in it; the beginning of one waits for the rest."""
        data = _ANSWER.sub(self._take, self._begun + data)
        begun = _BEGUN.search(data)
        self._begun, self._since = (begun[0] if begun else b""), monotonic()
        return data.removesuffix(self._begun)

    @property
    def patience(self) -> float:
        """How long to wait for more at most; nothing where there is no haste."""
        return _BEGUN_SECONDS if self._begun else 0.0

    def begin_anew(self) -> None:
        """Ask for the size of a cell once more, where pictures are drawn."""
        if self._way is not None:
            self._told, self._cell, self._is_whole = None, None, self._way == "kitty"
            self._ask(SIZE_OF_A_CELL + (_WHAT_SIXEL_TAKES if self._way == "sixel" else "") + WHAT_IT_IS)

    def overdue(self) -> bytes:
        """What began as an answer and was something else, such as a bare Escape."""
        if not self._begun or monotonic() - self._since < _BEGUN_SECONDS:
            return b""
        begun, self._begun = self._begun, b""
        return begun

    def _take(self, answer: re.Match[bytes]) -> bytes:
        if answer["kitty"] is not None and answer["kitty"].endswith(b";OK"):
            self._way, self._is_whole = "kitty", True
        elif answer["cell"] is not None:
            height, width = map(int, answer["cell"].split(b";"))
            self._cell = (width, height) if _is_possible(width, height) else self._cell
        elif answer["limit"] is not None:
            self._take_limit(answer["limit"].split(b";"))
        elif answer["features"] is not None:
            self._take_features(answer["features"].split(b";")[1:])
        self._tell_if_new()
        return b""

    def _take_features(self, features: list[bytes]) -> None:
        """The answer that every terminal gives, and so the end of those to what was asked before it."""
        if self._way == "sixel":
            self._is_whole = True
        elif self._way is None and _SIXEL in features:
            self._way = "sixel"
            self._ask(SIZE_OF_A_CELL + _WHAT_SIXEL_TAKES + WHAT_IT_IS)

    def _take_limit(self, parts: list[bytes]) -> None:
        numbers = [int(part[:6]) for part in parts if part]
        match numbers:
            case [1, 0, tones]:
                self._tones = min(tones, _MOST_TONES)
            case [2, 0, width, height]:
                self._largest = width, height

    def _tell_if_new(self) -> None:
        if self._way is None or not self._is_whole:
            return
        cell = self._cell or self._measure()
        if cell is None or not _is_possible(*cell) or self._tones < _LEAST_TONES:
            return
        ability = Ability(self._way, cell, self._tones, self._largest if all(self._largest) else None)
        if ability != self._told:
            self._told = ability
            self._tell(ability)


def _is_possible(width: int, height: int) -> bool:
    return _LEAST_CELL <= width <= _MOST_CELL and _LEAST_CELL <= height <= _MOST_CELL
