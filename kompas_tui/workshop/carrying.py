"""A question as it can be asked now: with what the group did on other cards in the place of its options."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from kompas_tui.domain.deck.cards import Card, Course
from kompas_tui.domain.kinds import Activity, read_activity
from kompas_tui.domain.kinds.activity import OPTIONS, STATEMENT_LENGTH
from kompas_tui.domain.kinds.carrying import (
    MOST_TAKEN,
    PROPOSAL,
    TAKE_HEADINGS,
    TAKE_SUBJECTS,
    WEAKEST,
    Carried,
    made_by,
)
from kompas_tui.domain.language.errors import CommandRefused, InvalidOptions
from kompas_tui.domain.language.text import clean_line
from kompas_tui.domain.language.wording import listing, quoted, shortened
from kompas_tui.domain.outcome import brought_table, cell_lines
from kompas_tui.domain.question.columns import columns_named
from kompas_tui.domain.result.shapes import Records, Result, TextList
from kompas_tui.domain.result.weight import (
    Cut,
    Weighed,
    by_weight,
    cuts,
    headings_by_weight,
    subjects_by_weight,
    written_once,
)
from kompas_tui.domain.session.canvases import filled_from
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session
from kompas_tui.workshop.canvases import canvas_on

_LONGEST_TEXT = 2000

_MERGE, _HIDE = "Voeg er daar eerst een paar samen.", "Verberg wat dubbel is: op je telefoon, of met ‘kompas regie’."
_SHOW = "Toon er daar eerst één: op je telefoon, of met ‘kompas regie’."
_GROUP = "Zet ze daar eerst onder kopjes."

WHOLE = Cut(())
"""Of a question with options of its own: nothing was cut."""


@dataclass(frozen=True, slots=True)
class _Given:
    """A text with what it weighs; of a form also the role that it is for and the fields that it is made of."""

    text: str
    weight: float
    role: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Harvest:
    """What the cards gave, the heaviest first, and what these cards are called.

    `has_texts` is whether texts can be supported there; `was_shown` whether the room has seen all of it.
    """

    given: Sequence[_Given]
    named: str
    has_texts: bool
    was_shown: bool
    fewer: str = _MERGE
    """What makes fewer of them."""
    pictured: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """The options that have a picture, as their blocks say them."""

    @property
    def options(self) -> Sequence[Weighed]:
        """Each with its weight."""
        return [(one.text, one.weight) for one in self.given]


class ProposalsTied(CommandRefused):
    """There is one proposal to ask consent on, and several that the room has seen are equally strong.

    So the group supports them first, or the facilitator chooses one of those that are `tied`.
    """

    def __init__(self, sentence: str, tied: Sequence[str]) -> None:
        super().__init__(sentence)
        self.tied = tuple(tied)


def carried_on(
    session: Session, course: Course, activity: Activity, deck: str, proposal: str = ""
) -> tuple[Activity, Cut]:
    """The activity as it can be asked now, with what comes from other cards filled in, and how the first was cut.

    `proposal` is the one that the facilitator chose of equally strong ones.
    """
    first = WHOLE
    for source in activity.sources():
        activity, cut = _cut_to_fit(activity, source, _harvest(session, course, source, deck), proposal)
        first = cut if first is WHOLE else first
    return activity, first


def _harvest(session: Session, course: Course, source: Carried, deck: str) -> _Harvest:
    cards = [(name, course.find(name, deck)) for name in source.cards]
    if source.cell:
        return _of_cells(session, course, source, [card for _, card in cards if card is not None])
    names = [quoted(card.title if card else name) for name, card in cards]
    rounds = [session.last_round(card.address) if card else None for _, card in cards]
    given: list[_Given] = []
    for name, earlier, (_, card) in zip(names, rounds, cards, strict=True):
        own = earlier if earlier is not None and not earlier.is_open else None
        along = _came_along(session, source, card, anew=own is not None) if card is not None else []
        if own is None and not along:
            raise CommandRefused(_too_few(source, name))
        given += [*along, *(_given(source, own) if own is not None else ())]
    if source.takes == TAKE_HEADINGS and not given:
        raise CommandRefused(f"Bij {listing(names)} staan nog geen kopjes. Zet de teksten daar eerst onder kopjes.")
    options = _as_options(sorted(given, key=lambda one: -one.weight))
    if len(options) < source.fewest:
        if any(earlier.hidden() for earlier in rounds if earlier is not None):
            raise CommandRefused(f"Bij {listing(names)} zijn de teksten nog niet te zien. {_SHOW}")
        raise CommandRefused(_too_few(source, listing(names)))
    has_texts = any(earlier.activity.takes_support for earlier in rounds if earlier is not None)
    was_shown = all(earlier.was_shown for earlier in rounds if earlier is not None)
    pictured = {text: picture for one in rounds if one is not None for text, picture in one.activity.pictured.items()}
    has_forms = any(earlier.activity.public_names for earlier in rounds if earlier is not None)
    fewer = _GROUP if source.takes == TAKE_SUBJECTS else _HIDE if has_forms else _MERGE
    return _Harvest(options, listing(names), has_texts, was_shown, fewer, pictured)


def _came_along(session: Session, source: Carried, card: Card, *, anew: bool) -> list[_Given]:
    """The forms of the session before that came along in a cell which this card fills.

    Where the group filled it in `anew`, only what stays in that cell.
    """
    names = card.activity.public_names if card.activity is not None else {}
    if not source.pattern or not names:
        return []
    tables = [
        table
        for laid in filled_from(session.canvases, card.address)
        for cell in laid.canvas.cells
        if cell.source == card.address and (cell.stays or not anew)
        if (table := brought_table(laid, cell)) is not None
    ]
    rows = [
        {names.get(label, ""): content for label, content in zip(table.header, cells, strict=True)}
        for table in tables
        for cells in table.in_words
    ]
    return _made_of_forms(source, rows)


def _of_cells(session: Session, course: Course, source: Carried, cards: Sequence[Card]) -> _Harvest:
    """What stands in a cell of the canvases on these cards, in its order."""
    laid = [canvas for card in cards if (canvas := canvas_on(session, course, card)) is not None]
    lines = [line for canvas in laid for line in cell_lines(session, canvas, source.cell)]
    cell = next((cell for canvas in laid if (cell := canvas.canvas.cell(source.cell)) is not None), None)
    named = quoted(cell.title if cell is not None else source.cell)
    # Nobody voted on these lines, so their order in the cell is what weighs.
    options = _as_options([_Given(line, -index) for index, line in enumerate(lines)])
    if len(options) < source.fewest:
        least = "twee regels" if source.fewest > 1 else "iets"
        raise CommandRefused(f"Deze vraag neemt het vak {named} van het canvas. Stel daar eerst {least} vast.")
    return _Harvest(options, named, has_texts=False, was_shown=True)


def as_option(text: str) -> str:
    """A text as a later question has it, unless another one looks like it."""
    return shortened(clean_line(text, _LONGEST_TEXT), STATEMENT_LENGTH)


def _as_options(given: Sequence[_Given]) -> Sequence[_Given]:
    """Texts as long as an option may be, none empty and none twice; of two that then look alike one has a number."""
    whole: dict[str, _Given] = {}
    for one in given:
        whole.setdefault(clean_line(one.text, _LONGEST_TEXT), one)
    taken: dict[str, _Given] = {}
    for text, one in whole.items():
        option = as_option(text)
        if option in taken:
            # Six characters: a space, two brackets and a number of three figures at most.
            option = f"{shortened(text, STATEMENT_LENGTH - 6)} ({len(taken) + 1})"
        taken[option] = replace(one, text=option)
    return [one for option, one in taken.items() if option]


def _made_of_forms(source: Carried, rows: Sequence[Mapping[str, str]]) -> list[_Given]:
    """What a pattern makes of forms, each as heavy as the number of forms that gave it, and for whom it is."""
    made = [(made_by(source.pattern, row), row) for row in rows]
    # From behind, so that of forms which give the same text the first one is left.
    first = {" ".join(text.split()): row for text, row in reversed(made)}
    return [
        _Given(
            text,
            often,
            row.get(source.addressed, ""),
            tuple(shortened(row.get(name, ""), STATEMENT_LENGTH) for name in source.names),
        )
        for text, often in written_once([text for text, _ in made])
        for row in (first[text],)
    ]


def _given(source: Carried, earlier: Round) -> list[_Given]:
    """What one round gave: each text with its weight, and the role that it is for; of consent its proposal."""
    result, activity = _within(earlier.result(), source.column), earlier.activity
    if (proposal := activity.proposed()) and earlier.answers:
        return [_Given(proposal, earlier.answers)]
    if source.pattern and isinstance(result, Records):
        return _made_of_forms(source, activity.rows_by_name(result))
    if source.takes == TAKE_HEADINGS:
        return [_Given(heading, weight) for heading, weight in headings_by_weight(result)]
    if source.takes == TAKE_SUBJECTS and isinstance(result, TextList):
        return [_Given(subject, weight) for subject, weight in subjects_by_weight(result)]
    sign = -1 if source.takes == WEAKEST else 1
    return [_Given(text, sign * weight) for text, weight in by_weight(result)]


def _within(result: Result, column: str) -> Result:
    """The result with the texts of this column only, where one is asked."""
    if not column or not isinstance(result, TextList):
        return result
    named = columns_named(result.columns, column)
    return replace(result, items=tuple(item for item in result.items if item.column in named))


def _too_few(source: Carried, named: str) -> str:
    least = "twee antwoorden" if source.fewest > 1 else "één antwoord"
    return f"Deze vraag neemt de sterkste uit {named}. Sluit daar eerst een ronde met minstens {least}."


def _cut_to_fit(activity: Activity, source: Carried, harvest: _Harvest, proposal: str) -> tuple[Activity, Cut]:
    """The activity with the strongest filled in, and how they were cut; equals are never parted.

    One of them can be the `proposal` where there is room for one only.
    """
    options, named = harvest.options, harvest.named
    best, *others = cuts(options, source.top or len(options))
    if source.fills == PROPOSAL and proposal in best.options:
        best = Cut((proposal,), of=best.of)
    # The best cut that the question takes: one option more or less can make it too many, or too few.
    for cut in (best, *others):
        if source.parts_equals and cut.along:
            continue
        try:
            return _filled_in(activity, source, cut.options, harvest), cut
        except InvalidOptions:
            continue
    if best.along:
        equal = sum(weight == options[(source.top or 1) - 1][1] for _, weight in options)
        sentence = f"Bij {named} zijn {equal} antwoorden even sterk."
        way_out = f"Laat de groep daar {'eerst teksten steunen' if harvest.has_texts else 'nog eens kiezen'}."
        room = "Er kan maar één voorstel zijn." if source.fills == PROPOSAL else "Zo veel kan deze vraag er niet aan."
        if source.fills == PROPOSAL and harvest.was_shown:
            raise ProposalsTied(f"{sentence} {room} {way_out}", best.options)
        raise CommandRefused(f"{sentence} {room} {way_out}")
    if len(options) > MOST_TAKEN or source.top is None:
        raise CommandRefused(
            f"Bij {named} zijn {len(options)} antwoorden. Dat is te veel voor deze vraag. {harvest.fewer}"
        )
    raise CommandRefused(f"Met de uitslag van {named} kan deze vraag niet open. Doe daar eerst een nieuwe ronde.")


def _filled_in(activity: Activity, source: Carried, options: Sequence[str], harvest: _Harvest) -> Activity:
    """The activity with these options; InvalidOptions where it can't take that."""
    if source.fills == PROPOSAL and len(options) != 1:
        raise InvalidOptions([])
    of = {one.text: one for one in harvest.given}
    pictured = harvest.pictured if source.fills == OPTIONS else {}
    listed = [pictured.get(option, option) for option in options]
    filled: dict[str, Any] = {source.fills: options[0] if source.fills == PROPOSAL else listed}
    if source.addressed:
        filled["voor"] = [of[option].role for option in options]
    if activity.takes_parts and len(source.names) > 1:
        filled |= {"kopjes": list(source.names), "delen": [part for option in options for part in of[option].parts]}
    return filled_with(activity, source, filled, len(options))


def filled_with(activity: Activity, source: Carried, filled: Mapping[str, Any], amount: int) -> Activity:
    """The activity with these keys, which hold so many options, in the place of what it takes from other cards."""
    data = _with(activity.data, source, filled)
    # Fewer may have come than the deck reckoned with; choosing three of two would refuse the whole question.
    for most in {"max", "per_telefoon"} & data.keys():
        data[most] = str(min(int(data[most]), amount))
    return read_activity(activity.word, {key: value for key, value in data.items() if key != "soort"})


def _with(data: Mapping[str, Any], source: Carried, filled: Mapping[str, Any]) -> dict[str, Any]:
    """The block of a question with these keys in the place of the one that takes from other cards."""
    match source.inside:
        case (str(key), int(index)):
            blocks = list(data[key])
            blocks[index] = {name: value for name, value in blocks[index].items() if name != source.key} | dict(filled)
            return {**data, key: blocks}
        case _:
            return {name: value for name, value in data.items() if name != source.key} | dict(filled)
