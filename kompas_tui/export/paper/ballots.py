"""Questions on paper: ballots by the type of their fields, checklists, and sheets to count the ballots on."""

from collections.abc import Iterator, Sequence
from typing import assert_never

from docx.oxml.xmlchemy import BaseOxmlElement

from kompas_tui.domain.deck.cards import Card
from kompas_tui.domain.kinds import Activity
from kompas_tui.domain.kinds.checklist import Checklist
from kompas_tui.domain.kinds.deciding import money
from kompas_tui.domain.language.wording import listing, number
from kompas_tui.domain.question.fields import Field, OneOf, Order, Pins, Place, Points, Scale, SeveralOf, Texts
from kompas_tui.domain.report.asked import rule
from kompas_tui.domain.result.shapes import Spending
from kompas_tui.domain.result.tables import Table
from kompas_tui.export.columns import Columns
from kompas_tui.export.markup import paragraph, table, text_run
from kompas_tui.export.paper.pages import A4, Part, halves_to_cut, line_to_write_on

HALF = 6750
"""The least height of a ballot: half an A4 under the heading."""

CIRCLE, SQUARE, _BLANK = "○", "☐", "……"
OPEN_OPTIONS = 6
"""So many lines stand for options that are only known in the session."""

_TO_FILL_IN = "Het voorstel: ………………………………………………"

_SHORT = 24
"""Options of fewer letters together, such as ja, deels and nee, stand on one line."""

SIZE = 24

_TITLE = "Antwoordbriefjes"
"""No stembriefjes: those have a code, and are made by a command of their own."""


def ballot_parts(cards: Sequence[Card]) -> Iterator[Part]:
    """Ballots for every question of these cards, two of each to a sheet, and sheets to count them on."""
    asked = [(card, card.activity) for card in cards if card.activity is not None]
    if not asked:
        return
    ballots = [[ballot(card, activity)] for card, activity in asked for _ in range(2)]
    use = "Van elk briefje staan er twee op een blad. Druk een blad zo vaak af als nodig is, en knip het los."
    yield Part(_TITLE, use, A4, (halves_to_cut(ballots, (A4.text_width,), HALF, _TITLE),))
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


def _checklist(card: Card, activity: Checklist) -> Iterator[BaseOxmlElement]:
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


def _table(rows: Table, widths: tuple[int, ...], name: str, description: str) -> BaseOxmlElement:
    return table(rows, columns=Columns(widths), numbers=frozenset(), name=name, description=description)


def ballot(card: Card, activity: Activity) -> list[BaseOxmlElement]:
    """One ballot: the card, the question, the rule, and room for an answer."""
    fields = activity.form()
    text = " ".join(part for part in (activity.explanation, rule(activity) if fields else "") if part)
    return [
        paragraph("KompasToelichting", text_run(card.title)),
        paragraph("KompasVraag", text_run(activity.question)),
        *([paragraph("KompasToelichting", text_run(text))] if text else []),
        *(made for field in fields for made in _room(field, alone=len(fields) == 1)),
        *(() if fields else _options("", ())),
    ]


def _room(field: Field, *, alone: bool) -> Iterator[BaseOxmlElement]:
    """Where a field is filled in."""
    if not alone and not isinstance(field, Scale):
        yield paragraph("KompasCel", text_run(field.label or _TO_FILL_IN, "Strong", half_points=SIZE))
    match field:
        case OneOf(options=options):
            yield from _options(CIRCLE, options)
        case SeveralOf(options=options, spending=Spending(budget=budget, unit=unit, costs=costs)):
            yield paragraph("KompasToelichting", text_run(f"Kies wat samen binnen {money(budget, unit)} past."))
            yield from _options(
                SQUARE, [f"{option} · {money(cost, unit)}" for option, cost in zip(options, costs, strict=True)]
            )
        case SeveralOf(options=options):
            yield from _options(SQUARE, options)
        case Points(options=options) | Order(options=options):
            yield from _options(_BLANK, options)
        case Scale(scores=scores, label=label, ends=ends):
            steps = "   ".join(f"{CIRCLE} {number(step)}" for step in scores)
            low, top = ends or ("", "")
            yield paragraph("KompasCel", text_run(label, half_points=SIZE), keep_next=True)
            yield paragraph("KompasCel", text_run(f"{low}   {steps}   {top}".strip(), half_points=SIZE))
        case Place(x=across, y=up):
            for low, top in (across, up):
                yield paragraph("KompasCel", text_run(f"{low}   {'  '.join([CIRCLE] * 11)}   {top}", half_points=SIZE))
        case Pins(most=most, areas=areas):
            names = f" of een naam: {listing([area.label for area in areas], 'of')}" if areas else ""
            yield paragraph("KompasToelichting", text_run(f"Schrijf per prik een vak op, van A1 tot H6{names}."))
            yield from (line_to_write_on() for _ in range(most))
        case Texts(most=most):
            yield from (line_to_write_on() for _ in range(min(most, 5)))
        case _:
            assert_never(field)


def _options(sign: str, options: Sequence[str]) -> Iterator[BaseOxmlElement]:
    if len("".join(options)) < _SHORT and sign != _BLANK and options:
        yield paragraph(
            "KompasCel", text_run("      ".join(f"{sign}  {option}" for option in options), half_points=SIZE)
        )
        return
    for option in options:
        yield paragraph("KompasCel", text_run(f"{sign}  {option}", half_points=SIZE))
    if not options:
        yield paragraph("KompasToelichting", text_run("Schrijf hier eerst de keuzes op die de groep net maakte."))
        yield from (paragraph("KompasCel", text_run(f"{sign}  {'.' * 60}")) for _ in range(OPEN_OPTIONS))


def _counts(card: Card, activity: Activity) -> Iterator[BaseOxmlElement]:
    if not activity.takes_hands:
        return
    yield paragraph("Heading3", text_run(card.title))
    yield paragraph("KompasVraag", text_run(activity.question), keep_next=True)
    rows = Table(("Keuze", "Turven", "Aantal"), tuple((option, "", "") for option in _listed(activity)))
    yield _table(rows, (5200, A4.text_width - 6600, 1400), f"Telblad: {card.title}", "Per keuze het aantal briefjes.")


def _listed(activity: Activity) -> Sequence[str]:
    """The options of the question, or empty lines where these are only known in the session."""
    for field in activity.fields():
        if isinstance(field, OneOf | SeveralOf | Points | Order) and field.options:
            return field.options
    return [""] * OPEN_OPTIONS
