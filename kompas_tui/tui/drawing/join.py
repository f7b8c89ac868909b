"""The join screen, and an open round with the QR code beside it."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from kompas_tui.domain.deck.routes import ALL_CARDS
from kompas_tui.domain.language.lists import list_lines
from kompas_tui.domain.language.wording import count, quoted
from kompas_tui.domain.session.session import Session
from kompas_tui.tui.drawing.letters import LEAST_ROWS, LINE, has_letters, large_words, whole_lines
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
    footed,
    indented,
    marked,
    text,
    wrapped,
)
from kompas_tui.tui.drawing.qr import largest_qr, wifi_text
from kompas_tui.tui.drawing.sizing import WIDE, LetterSize, PagePart, Sized, sized
from kompas_tui.tui.ports import Entrance

_Draw = Callable[[int, int], list[Lines]]


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

LEAST_ABOVE = 14
"""The rows that it needs above the code, in a window that is higher than wide."""

_CALL = "Doe mee met je telefoon"

_CALL_IN_WORDS = "Meedoen:"

OFF_DATA = "Opent de pagina niet? Zet mobiele data uit."

_GAP = 4
"""The cells between two codes."""

_LOCKED = ("De zaal is op slot.", "Nieuwe telefoons doen niet meer mee.")


def join_pages(
    session: Session, entrance: Entrance, opening: bool, columns: int, width: int, height: int,
    routes: Sequence[RouteRow] = (), seated: Mapping[str, int] | None = None, letters: LetterSize | None = None,
    silent: int = 0,
) -> list[Lines]:  # fmt: skip
    """A big QR with the address in words, the Wi-Fi QR beside it where set, who is in, and which routes there are.

    `seated` is how many phones sit at each table, `silent` how many of those that took part are not there now.
    """
    side = _joining_words(session, entrance, silent)
    if (used := entrance.chosen) is not None and used.warning:
        side.append((used.warning, NOW))
    if entrance.wifi:
        ways = [*_tables_in_line(seated or {}, width), *_routes_in_line(routes, width)]
        for below in ([*ways, text(OFF_DATA)], ways) if opening and not entrance.from_anywhere else (ways,):
            if codes := _with_wifi(entrance, session, silent, width, height - len(below)):
                return [[*codes, *indented(below, _indent_of(codes))]]
        side.insert(1, (f"Ga eerst op de wifi {quoted(entrance.wifi)}.", NOW))
    code = largest_qr(entrance.url, width - LEAST_LEFT - 4, height - 2)
    code_width = code[0].cell_length
    left = width - code_width - 4
    is_upright = left < LEAST_LEFT and height - len(code) >= LEAST_ABOVE
    if is_upright:
        code, left = largest_qr(entrance.url, width, height // 2), width
    below = [*_tables_in_line(seated or {}, left), *_routes_below(routes, left)]
    begin = _first_words(columns, entrance) if opening else []
    below += [line for words, style in begin for line in wrapped(words, left, style)]
    room = height - len(below) - (len(code) if is_upright else 0)
    words = [*_side_lines(side, entrance, left, room, letters, _people(session, silent)), *below]
    if is_upright:
        return [footed(words, centred(code, width), height)]
    address = text(f" {entrance.address} ", STRONG)
    under = [BLANK, *centred([address], code_width)] if address.cell_length <= code_width + 4 else []
    right = [*code, *under]
    words = [*[BLANK] * max((len(right) - len(words)) // 2, 0), *words]
    block = beside(words, right, left + 2)
    return [[*[BLANK] * max((height - len(block)) // 2, 0), *block]]


def _side_lines(
    side: Sequence[tuple[str, str]], entrance: Entrance, width: int, height: int, letters: LetterSize | None,
    people: str,
) -> Lines:  # fmt: skip
    """What stands beside the code, the address largest; it may go on below its last stroke."""
    just_fits = LetterSize(letters.is_smooth) if letters else None  # there is no second page to go on
    for heads in ((entrance.address, _CALL), (entrance.address,)):
        parts: list[PagePart] = [
            Sized(words, style, is_head=words in heads) if words else [BLANK] for words, style in side
        ]
        if large := sized(parts, width, height, just_fits):
            at = [words for words, _ in side].index(people)
            counted = whole_lines(people, width, TITLE, LINE, smooth=bool(just_fits and just_fits.is_smooth))
            if len(large[at]) == 1 and 0 < len(counted) <= height - sum(map(len, large)) + 1:
                large[at] = counted  # what grows is seen from the back row too, where there is room left
            return [line for lines in large for line in lines]
    small = [[Sized(words, style)] if words == _CALL else [wrapped(words, width, style)] for words, style in side]
    large = sized([part for one in small for part in one], width, height, just_fits)
    plain = [line for words, style in side for line in wrapped(words, width, style)]
    return [line for lines in large for line in lines] or plain


def _joining_words(session: Session, entrance: Entrance, silent: int) -> list[tuple[str, str]]:
    people = _people(session, silent)
    how = [
        (_CALL, STRONG),
        ("Scan de code met je camera.", PLAIN),
        ("Of typ in je browser:", PLAIN),
    ]
    words_and_styles = [
        (session.details.title, TITLE),
        (session.details.place, PLAIN),
        ("", PLAIN),
        *([(words, NOW) for words in _LOCKED] if session.is_locked else how),
        (entrance.address, PLAIN if session.is_locked else NOW),
        ("", PLAIN),
        (people, TITLE),
    ]
    return [(words, style) for words, style in words_and_styles if words or style == PLAIN]


def _tables_in_line(seated: Mapping[str, int], width: int) -> Lines:
    """How many phones sit at each table, in numbers only."""
    if not seated:
        return []
    return wrapped(
        "Telefoons per tafel: " + "  ".join(f"{name}:\N{NO-BREAK SPACE}{n}" for name, n in seated.items()), width
    )


def _first_words(columns: int, entrance: Entrance) -> list[tuple[str, str]]:
    """What only the first screen says: how to begin, and in a wide window how to make the letters larger."""
    words = [] if entrance.from_anywhere else [(OFF_DATA, PLAIN), ("", PLAIN)]
    words.append(("Begin met →", QUIET))
    if columns > WIDE:
        words += [("Kan de achterste rij dit lezen? Maak de letters groter met Ctrl en +.", NOW)]
    return words


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


def _people(session: Session, silent: int) -> str:
    """How many take part, in words."""
    verb = "doet" if session.participants == 1 else "doen"
    there = f", {session.participants - silent} nu verbonden" if silent else ""
    return f"{count(session.participants, 'deelnemer', 'deelnemers')} {verb} mee{there}"


def _with_wifi(entrance: Entrance, session: Session, silent: int, width: int, height: int) -> Lines:
    """Both codes as large as they fit with who is in below them; nothing where they don't."""
    people = _people(session, silent)
    who = [text(f"{people}. {' '.join(_LOCKED)}", NOW) if session.is_locked else text(people, TITLE)]
    network = wifi_text(entrance.wifi, entrance.wifi_password)
    narrowest = largest_qr(entrance.url, 0, 0)[0].cell_length
    for heads in (
        (["1  Ga op de wifi", entrance.wifi], ["2  Doe mee", entrance.address]),
        ([f"1  Wifi: {entrance.wifi}"], [f"2  {entrance.address}"]),
    ):
        room = height - len(who) - len(heads[0])
        first = largest_qr(network, width - narrowest - _GAP, room)
        columns = first[0].cell_length, width - first[0].cell_length - _GAP
        codes = [first, largest_qr(entrance.url, columns[1], room)]
        left, right = (
            [*(text(cut(in_code, most), TITLE if not at else STRONG) for at, in_code in enumerate(head)), *code]
            for head, code, most in zip(heads, codes, columns, strict=True)
        )
        if max(len(code) for code in codes) <= room and codes[1][0].cell_length <= columns[1]:
            each, other = (max(line.cell_length for line in side) for side in (left, right))
            return indented([*beside(left, right, each + _GAP), *who], max((width - each - _GAP - other) // 2, 0))
    return []


def _indent_of(lines: Lines) -> int:
    """How far from the left these lines stand."""
    return len(lines[0].plain) - len(lines[0].plain.lstrip())


def with_code(
    entrance: Entrance, width: int, height: int, question: str = "", options: Sequence[str] = (), proposal: str = "",
    letters: LetterSize | None = None,
) -> Callable[[_Draw], list[Lines]]:  # fmt: skip
    """Draw something with the QR code on its right, or below it in a window that is higher than wide.

    The code is smaller where that makes the question or more options large. It gives way to the address in words where
    that does so for a proposal, else for the options, or for a question without them.
    """
    codes = [largest_qr(entrance.url, columns, height - 2) for columns in (width * _MOST_OF_WIDTH // 100, 0)]
    fitting = [code for code in codes if width - code[0].cell_length - 3 >= LEAST_LEFT and len(code) + 2 <= height]
    is_upright = not fitting and codes[-1][0].cell_length <= width and height - len(codes[-1]) >= LEAST_ABOVE
    proposed = [line for line, _ in list_lines(proposal)]
    first = proposed or options or [question]
    asked, wanted = (list(filter(has_letters, texts)) for texts in ([question, *proposed, *options], first))

    def drawn(draw: _Draw) -> list[Lines]:
        pages = _over(_code_lines(codes[-1], entrance, width), draw, width, height) if is_upright else []
        best = (-1, 0)
        for code in fitting:
            told = _beside_code(code, entrance, draw, width, height)
            if (much := (_amount_large(told, asked), -len(told))) > best:  # as much on one page is better than on two
                pages, best = told, much
            if best == (len(asked), -1):
                return pages
        in_words = _over(wrapped(f"{_CALL_IN_WORDS} {entrance.address}", width, STRONG), draw, width, height)
        amount = _amount_large(in_words, wanted)
        if pages and amount <= _amount_large(pages, wanted):
            return pages
        least = _amount_large(in_words, asked), -len(in_words)
        address = _large_address(entrance, width, letters) if letters is not None else []
        large = _over(address, draw, width, height) if address else []
        return large if large and (_amount_large(large, asked), -len(large)) >= least else in_words

    return drawn


def _large_address(entrance: Entrance, width: int, letters: LetterSize) -> Lines:
    """Where to take part, on one line of the smallest large letters; nothing where that is too narrow."""
    for large, small in ((f"{_CALL_IN_WORDS} {entrance.address}", ""), (entrance.address, f"{_CALL_IN_WORDS} ")):
        before = len(small)
        drawn = whole_lines(large, width - before, STRONG, LEAST_ROWS, smooth=letters.is_smooth)
        if len(drawn) == LEAST_ROWS:
            return beside([BLANK, text(small, STRONG)], drawn, before)
    return []


def _code_lines(code: Lines, entrance: Entrance, width: int) -> Lines:
    """The code with the address below it, in the middle."""
    return [BLANK, *centred(code, width), *centred([text(entrance.address, STRONG)], width)]


def _over(foot: Lines, draw: _Draw, width: int, height: int) -> list[Lines]:
    """The pages with this at their foot."""
    return [footed(page, foot, height) for page in draw(width, height - len(foot))]


def _beside_code(code: Lines, entrance: Entrance, draw: _Draw, width: int, height: int) -> list[Lines]:
    left = width - code[0].cell_length - 3
    right = [*code, BLANK, *centred([text(entrance.address, STRONG)], code[0].cell_length)]
    return [beside(page, right, left + 3) for page in draw(left, height)]


def _amount_large(pages: Sequence[Lines], wanted: Sequence[str]) -> int:
    """How many of these texts, or their names, stand in large letters."""
    large = [words for page in pages for words in large_words(page)]
    return sum(
        any(words.startswith(one) or words == one.partition(":")[0].strip() for words in large) for one in wanted
    )
