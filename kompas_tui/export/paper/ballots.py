"""Questions on paper: ballots by the type of their fields, checklists, and sheets to count the ballots on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import assert_never

from kompas_tui.domain.deck.cards import Card
from kompas_tui.domain.kinds import Activity
from kompas_tui.domain.kinds.activity import OPTIONS
from kompas_tui.domain.kinds.carrying import PROPOSAL, Carried
from kompas_tui.domain.kinds.checklist import Checklist
from kompas_tui.domain.kinds.deciding import money
from kompas_tui.domain.language.wording import listing, number
from kompas_tui.domain.question.fields import Field, OneOf, Order, Pins, Place, Points, Scale, SeveralOf, Texts
from kompas_tui.domain.report.asked import rule
from kompas_tui.domain.result.shapes import Spending
from kompas_tui.domain.result.tables import Table
from kompas_tui.export.columns import Columns
from kompas_tui.export.markup import HAND_ROW, Xml, paragraph, tab, table, text_run
from kompas_tui.export.paper.pages import A4, HAND_LINE, Part, line_to_write_on, sheets_to_cut
from kompas_tui.workshop.carrying import filled_with

HALF = 6750
"""The height of a ballot of which two fit on a sheet: half an A4 under the heading."""

CIRCLE, SQUARE, _BLANK = "○", "☐", "……"
OPEN_OPTIONS = 6
"""So many lines stand for the items of a list that is only known in the session."""

_MOST_NUMBERED = 12
"""A slip has at most so many numbers for what the group wrote."""

_THE_ONE = "De zin op het scherm"
_ON_THE_WALL = "Wat bij elk nummer hoort, staat op het grote vel."
"""On a slip where people choose from what the group wrote, which nobody knows when it is printed."""

_TO_FILL_IN = "Neem hier het voorstel over:"

_HAND, _MOST_LINES = 60, 4
"""How many letters somebody writes on a line, and on how many lines at most there is room for one text."""

SIZE = 24
_PRINT, _ROW, _AIR, _EDGES = 80, 300, 100, 400
"""How many letters of that size fit on a line, how high it is, the air above a question, and around a slip."""

_LETTER, _APART = 125, 350
"""How wide a letter is at most, and how far choices on one line stand apart."""

_INSIDE = A4.text_width - _EDGES
"""The width within a slip."""

_PAGE = 13_800
"""The height of a slip that fills a sheet."""

_TITLE = "Antwoordbriefjes"
"""No stembriefjes: those have a code, and are made by a command of their own."""

_TWO, _FEWER = (
    "Van elk briefje staan er twee op een blad.",
    "Van een kort briefje staan er twee op een blad, van een lang briefje één.",
)
_USE = "Druk een blad zo vaak af als nodig is, en knip het los."
_NUMBERED = "Kiest de groep uit wat zij zelf schreef? Zet dat dan met nummers op een groot vel."


@dataclass(frozen=True, slots=True)
class _Placed:
    """What stands on a slip, and about how high it is, in twentieths of a point."""

    element: Xml
    height: int


_Group = list[_Placed]
"""What is never parted by a page, such as a question with its options."""


def ballot_parts(cards: Sequence[Card]) -> Iterator[Part]:
    """Ballots for every question of these cards, two to a sheet where they fit, and sheets to count them on."""
    asked = [(card, card.activity) for card in cards if card.activity is not None]
    if not asked:
        return
    sheets = [_sheet(card, activity) for card, activity in asked]
    is_numbered = any(_takes_many(activity) for _, activity in asked)
    how_many = _TWO if all(len(sheet) == 2 for sheet in sheets) else _FEWER
    use = " ".join((how_many, _USE, *([_NUMBERED] if is_numbered else [])))
    yield Part(_TITLE, use, A4, tuple(sheets_to_cut(sheets, A4.text_width, HALF, _TITLE)))
    counted = [counts for card, activity in asked for counts in _counts(card, activity)]
    if counted:
        use = "Turf hier de briefjes. Typ daarna de aantallen over bij de handen op de beamer of op je eigen pagina."
        yield Part("Telbladen", use, A4, tuple(counted))


def checklist_part(cards: Sequence[Card]) -> Iterator[Part]:
    """Each checklist as a table to fill in together."""
    lists = [(card, card.activity) for card in cards if isinstance(card.activity, Checklist)]
    if lists:
        use = "Zet per regel een kruisje. Schrijf erbij wat je te zeggen hebt. Maak er samen actiepunten van."
        yield Part("Checklists", use, A4, tuple(made for card, asked in lists for made in _checklist(card, asked)))


def _checklist(card: Card, activity: Checklist) -> Iterator[Xml]:
    yield paragraph("Heading3", text_run(card.title))
    yield paragraph("KompasVraag", text_run(activity.question), keep_next=True)
    levels = activity.levels
    rows = tuple((item, *[SQUARE] * len(levels), "") for item in activity.items or [""] * OPEN_OPTIONS)
    column = min(max(850, *(130 * len(level) + 250 for level in levels)), (A4.text_width - 5600) // len(levels))
    widths = (3800, *[column] * len(levels), A4.text_width - 3800 - column * len(levels))
    header = ("Onderdeel", *(_upper_first(level) for level in levels), f"{_upper_first(activity.aside)} of actie")
    described = f"Per onderdeel: {listing(list(levels), 'of')}, en wat je erbij schrijft."
    yield _table(Table(header, rows), widths, f"Checklist: {card.title}", described)


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def _table(rows: Table, widths: tuple[int, ...], name: str, description: str) -> Xml:
    return table(rows, columns=Columns(widths), numbers=frozenset(), name=name, description=description,
                 row_height=HAND_ROW)  # fmt: skip


def _sheet(card: Card, activity: Activity) -> list[list[list[Xml]]]:
    """The slips on one sheet: two short ones, or one that may go on on a next sheet, each as groups."""
    for lines in range(_MOST_LINES, 0, -1):
        made = ballot(card, activity, lines)
        if sum(placed.height for group in made for placed in group) + _EDGES <= HALF:
            return [[_elements(group) for group in made], [_elements(group) for group in ballot(card, activity, lines)]]
    made = ballot(card, activity, lines=2)
    if sum(placed.height for group in made for placed in group) + _AIR * 2 * len(made) > _PAGE:
        made = ballot(card, activity, lines=1)
    return [[_elements(group) for group in made]]


def _elements(group: _Group) -> list[Xml]:
    return [placed.element for placed in group]


def ballot(card: Card, activity: Activity, lines: int) -> list[_Group]:
    """One ballot: the card, the question, the rule, and room for an answer, with at most so many lines for a text."""
    asked = _with_numbers(activity)
    fields = asked.form()
    told = [asked.explanation, rule(asked), *([_ON_THE_WALL] if _takes_many(activity) else [])]
    head = [_words(card.title, "KompasToelichting"), _words(asked.question, "KompasVraag")]
    if text := " ".join(filter(None, told)):
        head.append(_words(text, "KompasToelichting"))
    groups = [head]
    for before, field in zip((None, *fields), fields, strict=False):
        if isinstance(field, Texts) and isinstance(before, OneOf) and field.beside == before.name:
            groups[-1] += _lines_for(field, lines, f"{_upper_first(field.aside)}: ")
        else:
            groups.append(_room(field, lines, alone=len(fields) == 1))
    return [[*groups[0], *(groups[1] if len(groups) > 1 else [])], *groups[2:]]


def _takes_many(activity: Activity) -> bool:
    """Whether people choose from several things that the group makes first."""
    return any(_amount(source) > 1 for source in activity.sources())


def _amount(source: Carried) -> int:
    """For how many things there is room: as many as go along, and of an unknown number not too few."""
    if source.fills == PROPOSAL:
        return 0
    return min(source.top or (_MOST_NUMBERED if source.fills == OPTIONS else OPEN_OPTIONS), _MOST_NUMBERED)


def _with_numbers(activity: Activity) -> Activity:
    """The question with a number for each thing that the group makes first."""
    for source in activity.sources():
        if amount := _amount(source):
            named = [_THE_ONE] if amount == 1 else [f"Nummer {index}" for index in range(1, amount + 1)]
            activity = filled_with(activity, source, {source.fills: named}, amount)
    return activity


def _words(text: str, style: str = "KompasCel", *, bold: bool = False, before: int = 0) -> _Placed:
    is_small = style == "KompasToelichting"
    run = text_run(text, "Strong" if bold else "", half_points=0 if bold or style != "KompasCel" else SIZE)
    high = ceil(max(len(text), 1) / (_PRINT * 6 // 5 if is_small else _PRINT)) * _ROW
    return _Placed(paragraph(style, run, before=before), high + before + (0 if style == "KompasCel" else 80))


def _row(parts: Sequence[str]) -> _Placed:
    """Choices beside each other, each at a stop of its own: spaces in a row are none for who hears them."""
    runs = [run for part in parts for run in (tab(), text_run(part, half_points=SIZE))][1:]
    row = paragraph("KompasCel", *runs, tab_stops=[_width(parts[:end]) for end in range(1, len(parts))])
    return _Placed(row, ceil(_width(parts) / _INSIDE) * _ROW)


def _width(parts: Sequence[str]) -> int:
    return sum(len(part) * _LETTER + _APART for part in parts)


def _lines_for(field: Texts, lines: int, before: str = "") -> _Group:
    """Lines to write on, as many as the text that may come there asks for."""
    each = min(lines, ceil(field.length / _HAND))
    return [_Placed(line_to_write_on(before if index == 0 else ""), HAND_LINE) for index in range(each)]


def _room(field: Field, lines: int, *, alone: bool) -> _Group:
    """Where a field is filled in."""
    label = [] if alone else [_words(field.label or _TO_FILL_IN, bold=True, before=_AIR)]
    if not field.label:  # a proposal that the group makes first
        label += [_Placed(line_to_write_on(), HAND_LINE) for _ in range(2)]
    match field:
        case OneOf(options=options):
            return [*label, *_options(CIRCLE, options)]
        case SeveralOf(options=options, spending=Spending(budget=budget, unit=unit, costs=costs)):
            priced = [f"{option} · {money(cost, unit)}" for option, cost in zip(options, costs, strict=True)]
            told = _words(f"Kies wat samen binnen {money(budget, unit)} past.", "KompasToelichting")
            return [*label, told, *_options(SQUARE, priced)]
        case SeveralOf(options=options):
            return [*label, *_options(SQUARE, options)]
        case Points(options=options) | Order(options=options):
            return [*label, *_options(_BLANK, options)]
        case Scale(scores=scores, label=text, ends=ends):
            low, top = ends or ("", "")
            steps = [f"{CIRCLE} {number(score)}" for score in scores]
            return [_words(text, before=_AIR), _row([part for part in (low, *steps, top) if part])]
        case Place(x=across, y=up):
            return [*label, *(_words(f"{low} {' '.join([CIRCLE] * 11)} {top}") for low, top in (across, up))]
        case Pins(most=most, areas=areas):
            names = f" of een naam: {listing([area.label for area in areas], 'of')}" if areas else ""
            told = _words(f"Schrijf per prik een vak op, van A1 tot H6{names}.", "KompasToelichting")
            return [*label, told, *(_Placed(line_to_write_on(), HAND_LINE) for _ in range(most))]
        case Texts(most=1):
            return [*label, *_lines_for(field, lines)]
        case Texts(most=most):
            return label + [one for n in range(1, min(most, 5) + 1) for one in _lines_for(field, lines, f"{n}. ")]
        case _:
            assert_never(field)


def _options(sign: str, options: Sequence[str]) -> _Group:
    listed = [f"{sign} {option}" for option in options]
    if _width(listed) <= _INSIDE and sign != _BLANK:
        return [_row(listed)]
    return [_words(option) for option in listed]


def _counts(card: Card, activity: Activity) -> Iterator[Xml]:
    if not activity.takes_hands:
        return
    yield paragraph("Heading3", text_run(card.title))
    yield paragraph("KompasVraag", text_run(activity.question), keep_next=True)
    rows = Table(("Keuze", "Turven", "Aantal"), tuple((option, "", "") for option in _listed(activity)))
    yield _table(rows, (5200, A4.text_width - 6600, 1400), f"Telblad: {card.title}", "Per keuze het aantal briefjes.")


def _listed(activity: Activity) -> Sequence[str]:
    """The options of the question, by their numbers where these are only known in the session."""
    fields = _with_numbers(activity).fields()
    return next(field.options for field in fields if isinstance(field, OneOf | SeveralOf | Points))
