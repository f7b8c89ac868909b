"""What a session needs of this laptop: the test phone, the addresses, and what was looked at, beside the QR code."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from kompas_tui.domain.language.sentences import dotted
from kompas_tui.domain.language.wording import count, quoted
from kompas_tui.tui.drawing.join import LEAST_ABOVE, OFF_DATA
from kompas_tui.tui.drawing.lines import (
    BLANK,
    NOW,
    PLAIN,
    QUIET,
    STRONG,
    TITLE,
    Lines,
    badge,
    beside,
    centred,
    footed,
    joined,
    marked,
    text,
    wrapped,
)
from kompas_tui.tui.drawing.qr import PICTURE_METRES, cells_per_module, largest_qr, readable_metres
from kompas_tui.tui.ports import Check, Entrance, TestPhones, Verdict

PATIENCE_SECONDS = 30
"""After so long without a phone it is said why none may come."""

NUMBERED_ADDRESSES = 9
_NAME_CELLS = 9
_LEAST_LEFT = 38


@dataclass(frozen=True, slots=True)
class Readiness:
    """All that is shown."""

    entrance: Entrance
    phones: TestPhones
    checks: Sequence[Check]
    causes: Sequence[tuple[str, str]]
    waited: int = 0
    """Seconds without a phone."""

    @property
    def gives_up(self) -> bool:
        """Whether no phone came for so long that something is wrong."""
        return not self.phones.phones and self.waited >= PATIENCE_SECONDS


def preparing_lines(ready: Readiness, columns: int, width: int, height: int, first: int = 0) -> Lines:
    """Left what was looked at, right the code for a test phone; `columns` is the whole width of the window.

    What does not fit is read from the line `first`, or as far down as there is something to read.
    """
    code = largest_qr(ready.entrance.url, max(width - _LEAST_LEFT - 3, 1), height - 3)
    code_width = code[0].cell_length
    left = width - code_width - 3
    metres = readable_metres(cells_per_module(ready.entrance.url, code), columns)
    sentence = f"Leesbaar tot zo’n {metres} meter, op een beeld van {PICTURE_METRES:.0f} meter breed."
    under = [text(ready.entrance.address, STRONG), *wrapped(sentence, code_width, QUIET)]
    if left < _LEAST_LEFT and height - len(code) >= LEAST_ABOVE:
        below = [BLANK, *centred([*code, text(ready.entrance.address, STRONG)], width)]
        return footed(_words(ready, width, height - len(below), first), below, height)
    right = [*code, *centred(under, code_width)][:height]
    return beside(_words(ready, left, height, first), right, left + 3)


def _words(ready: Readiness, width: int, height: int, first: int) -> Lines:
    """The words: where there is no room what is in order shrinks to a line, then empty lines go, then it is leafed."""
    head, phone = [text("Klaar voor de zaal?", TITLE)], _phone(ready, width)
    addresses = _addresses(ready.entrance, width)
    for in_short in (False, True):
        parts = [head, phone, addresses, _checks(ready.checks, width, in_short=in_short)]
        lines = [line for part in parts for line in (*part, BLANK)][:-1]
        if len(lines) <= height:
            return lines
    tight = [line for part in parts for line in part]
    if len(tight) <= height:
        return tight
    at = min(first, len(tight) - (height - 1))
    is_end = at == len(tight) - (height - 1)
    more = "… Terug met ↑." if is_end else "… Meer met ↓, of in een groter venster."
    return [*tight[at : at + height - 1], text(more, QUIET)]


def _phone(ready: Readiness, width: int) -> Lines:
    seen = ready.phones
    if seen.phones:
        how_long = f" Heen en weer: {dotted(seen.milliseconds)} ms." if seen.milliseconds is not None else ""
        first = (
            "Telefoon verbonden." if seen.phones == 1 else f"{count(seen.phones, '', 'telefoons').strip()} verbonden."
        )
        return marked(text("✓ ", TITLE), f"{first}{how_long}", width, TITLE)
    if seen.is_own:
        return wrapped("Dit was deze laptop zelf. Scan de code met een telefoon.", width, NOW)
    if not ready.gives_up:
        wifi = [f"Ga eerst op de wifi {quoted(ready.entrance.wifi)}."] if ready.entrance.wifi else []
        sentences = [*wifi, "Scan de code met je telefoon.", OFF_DATA]
        return [line for one in sentences for line in wrapped(one, width, NOW if one != OFF_DATA else PLAIN)]
    lines = wrapped("Nog geen telefoon gezien. Waar ligt het aan?", width, NOW)
    for number, (cause, cure) in enumerate(ready.causes, start=1):
        lines += marked(badge(number), joined(text(cause, STRONG), text(f" {cure}")), width)
    return lines


def _addresses(entrance: Entrance, width: int) -> Lines:
    lines = [text("De code gebruikt dit adres:", STRONG)]
    for number, choice in enumerate(entrance.choices[:NUMBERED_ADDRESSES], start=1):
        is_used = choice.address == entrance.host
        label = f"{choice.address}  {choice.label}{' ●' if is_used else ''}"
        style = NOW if is_used and choice.warning else TITLE if is_used else QUIET if choice.warning else PLAIN
        lines += marked(badge(number), label, width, style)
    return lines


def _checks(checks: Sequence[Check], width: int, *, in_short: bool) -> Lines:
    """Each check on a line; in short those that are in order stand together."""
    fine = [check for check in checks if check.verdict is Verdict.FINE]
    lines = [line for check in checks if not (in_short and check in fine) for line in _check(check, width)]
    if in_short and fine:
        told = ", ".join(f"{check.name} {check.finding}" for check in fine)
        lines += marked(text("✓ ", TITLE), f"In orde: {told}.", width)
    return lines


def _check(check: Check, width: int) -> Lines:
    name = text(check.name.ljust(_NAME_CELLS), STRONG)
    sentence = f"{check.finding} {check.cure}".strip()
    match check.verdict:
        case Verdict.FINE:
            return marked(text("✓ ", TITLE), joined(name, text(sentence)), width)
        case Verdict.UNSEEN:
            return marked(text("? ", STRONG), joined(name, text(sentence)), width)
        case Verdict.CARE:
            return marked(text("! ", NOW), joined(name, text(f"Let op. {sentence}", NOW)), width)
        case Verdict.WRONG:
            return marked(text("✗ ", NOW), joined(name, text(f"Gaat niet. {sentence}", NOW)), width)
        case _:
            assert_never(check.verdict)
