"""The join screen, and an open round with the QR code beside it."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from kompas_tui.domain.deck.routes import ALL_CARDS
from kompas_tui.domain.language.wording import count, quoted
from kompas_tui.domain.session.session import Session
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
    cut,
    marked,
    text,
    wrapped,
)
from kompas_tui.tui.drawing.qr import largest_qr, wifi_text
from kompas_tui.tui.drawing.sizing import LetterSize, PagePart, Sized, sized
from kompas_tui.tui.ports import Entrance

_Draw = Callable[[int, int], list[Lines]]

_WIDE = 120
"""Above this many columns the letters are probably too small for the back row."""


class RouteRow(NamedTuple):
    """A route on the first screen: the digit that chooses it, its minutes (0 where none are known), whether it is."""

    key: int
    name: str
    minutes: int
    is_chosen: bool


_MOST_OF_WIDTH = 36
"""The percentage of the width that a code takes beside a question, where it can be larger than the smallest."""

LEAST_LEFT = 36
"""The columns that a question needs beside the code."""

_LOCKED = ("De zaal is op slot.", "Nieuwe telefoons doen niet meer mee.")


def join_pages(
    session: Session, entrance: Entrance, opening: bool, columns: int, width: int, height: int,
    routes: Sequence[RouteRow] = (), seated: Mapping[str, int] | None = None, letters: LetterSize | None = None,
) -> list[Lines]:  # fmt: skip
    """A big QR with the address in words, the Wi-Fi QR beside it where set, who is in, and which routes there are.

    `seated` is how many phones sit at each table.
    """
    side = _joining_words(session, entrance)
    if entrance.wifi:
        ways = [*_tables_in_line(seated or {}, width), *_routes_in_line(routes, width)]
        if codes := _with_wifi(entrance, session, width, height - len(ways)):
            return [[*codes, *ways]]
        side.insert(1, (f"Ga eerst op de wifi {quoted(entrance.wifi)}.", NOW))
    code = largest_qr(entrance.url, width - LEAST_LEFT - 4, height - 2)
    code_width = code[0].cell_length
    left = width - code_width - 4
    below = [*_tables_in_line(seated or {}, left), *_routes_below(routes, left)]
    below += [line for said, style in _first_words(columns) for line in wrapped(said, left, style)] if opening else []
    words = [*_side_lines(side, entrance, left, height - len(below), letters), *below]
    address = text(f" {entrance.address} ", STRONG)
    under = [BLANK, *centred([address], code_width)] if address.cell_length <= code_width + 4 else []
    right = [*code, *under]
    words = [*[BLANK] * max((len(right) - len(words)) // 2, 0), *words]
    block = beside(words, right, left + 2)
    return [[*[BLANK] * max((height - len(block)) // 2, 0), *block]]


def _side_lines(
    side: Sequence[tuple[str, str]], entrance: Entrance, width: int, height: int, letters: LetterSize | None
) -> Lines:
    """What stands beside the code, the address largest; it may go on below its last stroke."""
    parts: list[PagePart] = [
        Sized(said, style, is_head=said == entrance.address) if said else [BLANK] for said, style in side
    ]
    just_fits = LetterSize(letters.is_smooth) if letters else None  # there is no second page to go on
    large = sized(parts, width, height, just_fits)
    plain = [line for said, style in side for line in wrapped(said, width, style)]
    return [line for lines in large for line in lines] or plain


def _joining_words(session: Session, entrance: Entrance) -> list[tuple[str, str]]:
    people = _people(session)
    how = [
        ("Doe mee met je telefoon", STRONG),
        ("Scan de code met je camera.", PLAIN),
        ("Of typ in je browser:", PLAIN),
    ]
    said = [
        (session.details.title, TITLE),
        (session.details.place, PLAIN),
        ("", PLAIN),
        *([(words, NOW) for words in _LOCKED] if session.is_locked else how),
        (entrance.address, PLAIN if session.is_locked else NOW),
        ("", PLAIN),
        (people, TITLE),
    ]
    return [(words, style) for words, style in said if words or style == PLAIN]


def _tables_in_line(seated: Mapping[str, int], width: int) -> Lines:
    """How many phones sit at each table, in numbers only."""
    if not seated:
        return []
    return wrapped(
        "Telefoons per tafel: " + "  ".join(f"{name}:\N{NO-BREAK SPACE}{n}" for name, n in seated.items()), width
    )


def _first_words(columns: int) -> list[tuple[str, str]]:
    """What only the first screen says: how to begin, and in a wide window how to make the letters larger."""
    said = [("", PLAIN), ("Begin met →", QUIET)]
    if columns > _WIDE:
        said += [("Kan de achterste rij dit lezen? Maak de letters groter met Ctrl en +.", NOW)]
    return said


def _routes_below(routes: Sequence[RouteRow], width: int) -> Lines:
    """The routes, each with its key; the one that is followed is marked."""
    if not routes:
        return []
    rows = [marked(badge(row.key), route_words(row), width, NOW if row.is_chosen else PLAIN) for row in routes]
    return [BLANK, text("Welke route volgen we?", STRONG), *(line for row in rows for line in row)]


def _routes_in_line(routes: Sequence[RouteRow], width: int) -> Lines:
    """The same on a line, where two codes take the room."""
    if not routes:
        return []
    return wrapped("Route: " + "   ".join(f"{row.key} {route_words(row)}" for row in routes), width, STRONG)


def route_words(row: RouteRow) -> str:
    """The name of a route with its minutes, marked where it is followed."""
    long = f", {row.minutes} min" if row.minutes else ""
    name = "alle kaarten" if row.name == ALL_CARDS else row.name
    return f"{name}{long}{' ●' if row.is_chosen else ''}"


def _people(session: Session) -> str:
    """How many take part, in words."""
    verb = "doet" if session.participants == 1 else "doen"
    return f"{count(session.participants, 'deelnemer', 'deelnemers')} {verb} mee"


def _with_wifi(entrance: Entrance, session: Session, width: int, height: int) -> Lines:
    """Both codes as large as they fit with who is in below them; nothing where they don't."""
    people = _people(session)
    who = [text(f"{people}. {' '.join(_LOCKED)}", NOW) if session.is_locked else text(people, TITLE)]
    network = wifi_text(entrance.wifi, entrance.wifi_password)
    column = width // 2 - 1
    for heads in (
        (["1  Ga op de wifi", entrance.wifi], ["2  Doe mee", entrance.address]),
        ([f"1  Wifi: {entrance.wifi}"], [f"2  {entrance.address}"]),
    ):
        room = height - len(who) - len(heads[0])
        codes = [largest_qr(said, column, room) for said in (network, entrance.url)]
        left, right = (
            [*(text(cut(said, column), TITLE if not at else STRONG) for at, said in enumerate(head)), *code]
            for head, code in zip(heads, codes, strict=True)
        )
        if max(len(code) for code in codes) <= room and max(code[0].cell_length for code in codes) <= column:
            each = max(line.cell_length for line in (*left, *right)) + 2
            return centred_block([*beside(left, right, each), *who], each * 2, width)
    return []


def centred_block(lines: Lines, block: int, width: int) -> Lines:
    """Lines that stay in line with each other, in the middle."""
    return [line.pad_left(max((width - block) // 2, 0)) for line in lines]


def with_code(entrance: Entrance, width: int, height: int) -> Callable[[_Draw], list[Lines]]:
    """Draw something with the QR code on its right, where there is room for both."""
    code = largest_qr(entrance.url, width * _MOST_OF_WIDTH // 100, height - 2)
    code_width = code[0].cell_length
    left = width - code_width - 3

    def drawn(draw: _Draw) -> list[Lines]:
        if left < LEAST_LEFT or len(code) + 2 > height:
            return draw(width, height)
        right = [*code, BLANK, *centred([text(entrance.address, STRONG)], code_width)]
        return [beside(page, right, left + 3) for page in draw(left, height)]

    return drawn
