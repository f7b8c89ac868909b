"""What the beamer shows of a running session: the pages of the stage, the band above it and the keys below."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from kompas_tui.domain.course.way import planned_minutes, route_minutes
from kompas_tui.domain.deck.cards import Card
from kompas_tui.domain.deck.plates import Plate
from kompas_tui.domain.deck.routes import ALL_CARDS
from kompas_tui.domain.kinds import Activity
from kompas_tui.domain.kinds.leading import people
from kompas_tui.domain.language.wording import clock_time, count, quoted
from kompas_tui.domain.outcome import (
    abridged,
    comparison_with,
    option_pictures_of,
    options_of,
    outcome_of,
    progress_in_room,
    proposal_of,
)
from kompas_tui.domain.outcome.roles import tables_in_words
from kompas_tui.domain.report.agreed import agreements
from kompas_tui.domain.result.abridging import LONG, WHOLE_TEXTS, compared_by
from kompas_tui.domain.result.comparison import moved_sentence
from kompas_tui.domain.result.shapes import Bars, PinMap, Result
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.groups import groups_on
from kompas_tui.domain.session.rhythms import time_is_up
from kompas_tui.domain.session.round import Round
from kompas_tui.scenes import colouring, scene_of
from kompas_tui.tui.drawing.bears import agreed_at, with_hunted
from kompas_tui.tui.drawing.breaks import break_page
from kompas_tui.tui.drawing.canvas import canvas_pages
from kompas_tui.tui.drawing.cards import card_pages, open_pages, words_for
from kompas_tui.tui.drawing.choices import with_choices
from kompas_tui.tui.drawing.comparisons import comparison_pages
from kompas_tui.tui.drawing.ending import end_page
from kompas_tui.tui.drawing.fan import fan_pages
from kompas_tui.tui.drawing.groups import groups_pages
from kompas_tui.tui.drawing.harvest import harvest_pages
from kompas_tui.tui.drawing.join import RouteRow, join_pages, with_code
from kompas_tui.tui.drawing.lines import BLANK, NOW, Lines, text
from kompas_tui.tui.drawing.lookups import SPLIT_FROM, beside_question, lookup_pages, question_room
from kompas_tui.tui.drawing.photos import Paint, with_picture
from kompas_tui.tui.drawing.pins import pinned_picture
from kompas_tui.tui.drawing.plate import plate_lines
from kompas_tui.tui.drawing.results import result_pages, whole_pages
from kompas_tui.tui.drawing.revealing import reveal_pages
from kompas_tui.tui.drawing.rhythm import clock_face, floor_page, over_page, says_all, time_left, turn_page
from kompas_tui.tui.drawing.scene import Painting, has_room, scene_painting
from kompas_tui.tui.drawing.sizing import SMOOTH_LETTERS, LetterSize
from kompas_tui.tui.drawing.spread import level_words
from kompas_tui.tui.drawing.wash import Colours
from kompas_tui.tui.keymap import KeyNames
from kompas_tui.tui.keys import Hint
from kompas_tui.tui.numbering import key_span, numbered
from kompas_tui.tui.ports import Entrance
from kompas_tui.tui.widgets import MARGIN_SIDE, MARGIN_TOP, StagePage
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.canvases import canvas_here
from kompas_tui.workshop.commands.looking import Cover
from kompas_tui.workshop.commands.room import takes_hands
from kompas_tui.workshop.door import surplus
from kompas_tui.workshop.rounds import supportable


@dataclass(frozen=True, slots=True)
class StageView:
    """What the screen holds beside the session itself: what covers the card, what lies beside it, and the keys."""

    workshop: Workshop
    entrance: Entrance
    keys: KeyNames
    columns: int
    cover: Cover | None = None
    """What lies over the card."""
    opening: bool = False
    """Whether the join screen is the first one, which says more."""
    beside: str = ""
    """The round that the shown one is laid beside on request; empty is the one before it."""
    before_fan: str = ""
    """The card from which the fan was opened, to go back to."""
    more_pages: bool = False
    """Whether a page follows the one that is seen."""
    scenes: bool = False
    """Whether a plate is drawn as its scene."""
    is_dark: bool = False
    letters: LetterSize | None = None
    """How large letters are drawn; None before the font is there."""
    wash: Callable[[str, Colours], Colours] | None = None
    """Gives how far the plate of a card is coloured in at this moment; None where it is so at once."""
    paint: Paint | None = None
    """Draws a picture; None where the window has too few colours or cells."""


def pages(view: StageView, width: int, height: int) -> Sequence[StagePage]:
    """The stage, in pages: the end, the join view, a result, an open round, or the card at rest."""
    session = view.workshop.session
    if session.is_ended:
        harvest = harvest_pages(session, width, height, view.letters) if agreements(session) else []
        return [
            end_page(session, view.workshop.head, width, height, view.letters),
            *harvest,
            *_last_pages(view, width, height),
        ]
    if view.cover == "oogst":
        return harvest_pages(session, width, height, view.letters)
    if view.cover == "meedoen":
        ways = route_rows(view.workshop) if view.opening else ()
        return join_pages(
            session,
            view.entrance,
            view.opening,
            view.columns,
            width,
            height,
            ways,
            view.workshop.seating.seated,
            view.letters,
        )
    if view.cover == "onthulling" and (told := _reveal(view, width, height)):
        return told
    lookup = view.workshop.card.lookup
    if view.cover != "naslag" or lookup is None:
        return _last_pages(view, width, height)
    if width < SPLIT_FROM:
        activity = view.workshop.card.activity
        return lookup_pages(lookup, width, height, activity.question if activity else "")
    question = _last_pages(replace(view, scenes=False), question_room(width), height)
    return beside_question([page for page in question if not isinstance(page, Painting)], lookup, width, height)


def why_no_scene(card: Card, room: tuple[int, int], *, can_paint: bool) -> str:
    """Why no plate can be drawn on this card now; empty where it can."""
    if card.plate is None or not card.plate.is_drawn:
        return "Op deze kaart staat geen getekende praatplaat."
    if not can_paint:
        return "Dit venster heeft te weinig kleuren voor de tekening. Je ziet de praatplaat eenvoudig."
    return "" if has_room(*room) else "Dit venster is te klein voor de tekening. Maak het groter."


def route_rows(workshop: Workshop) -> Sequence[RouteRow]:
    """The routes with their digits and minutes, and all cards; none where the decks have no routes."""
    course, now = workshop.course, workshop.session.route
    rows = [
        RouteRow(number, route.name, route_minutes(course, route), route.name == now)
        for number, route in enumerate(course.routes, 1)
    ]
    return [*rows, RouteRow(0, ALL_CARDS, planned_minutes(course, course.cards), not now)] if rows else []


def _reveal(view: StageView, width: int, height: int) -> list[Lines]:
    """The places of this card's result that were told so far."""
    session = view.workshop.session
    last = session.last_round(view.workshop.card.address)
    result = outcome_of(session, last).result if last is not None else None
    if last is None or not isinstance(result, Bars):
        return []
    return reveal_pages(last.activity.question, result, view.workshop.revealed, width, height, view.letters)


def _last_pages(view: StageView, width: int, height: int) -> Sequence[StagePage]:
    """A result, an open round, or the card at rest."""
    session, card = view.workshop.session, view.workshop.card
    shown = session.shown
    if shown is not None and shown.card == card.address:
        return _result(view, shown, width, height)
    timed = _timed(view, width, height)
    if timed and says_all(card) and not view.workshop.floor.is_open:
        return timed
    return [*timed, *_untimed(view, width, height)]


def _timed(view: StageView, width: int, height: int) -> list[Lines]:
    """Who speaks, the turn of the chain of times on this card, or that it is over; else nothing."""
    if view.workshop.floor.is_open and view.workshop.session.open_round is None:
        return [floor_page(view.workshop.floor, view.workshop.now(), width, height, view.letters or SMOOTH_LETTERS)]
    session, card, turn = view.workshop.session, view.workshop.card, view.workshop.time.turn
    letters = view.letters or SMOOTH_LETTERS
    if turn is not None:
        answering = turn.is_limit or (turn.is_clock and session.open_round is not None)
        return [turn_page(card, turn, width, height, letters)] if turn.card == card.address and not answering else []
    since = session.course[-1].time if session.course else view.workshop.now()
    is_up = time_is_up(session.rhythms, card.address, since, view.workshop.now())
    return [over_page(card, width, height, letters)] if is_up and session.open_round is None else []


def _untimed(view: StageView, width: int, height: int) -> Sequence[StagePage]:
    """An open round, or the card at rest."""
    session, card = view.workshop.session, view.workshop.card
    current, file = session.open_round, view.workshop.decks.files.get(card.deck)
    folder = file.parent if file else None
    boards = session.last_round(card.address)
    filled = _result(view, boards, width, height) if boards is not None and boards.activity.boards else []
    if filled and boards is not current:
        return filled
    if current is not None and current.card == card.address:
        listed, pictures = options_of(session, current), option_pictures_of(session, current)
        note = " ".join(filter(None, (current.taken_along, _held(view))))
        asked = partial(
            open_pages, current.activity, current.answers, people_now(view.workshop), listed=listed, card=card,
            note=note, proposal=proposal_of(session, current), letters=view.letters,
            left=_limit_left(view),
        )  # fmt: skip
        hunted = partial(with_hunted, card.hunted, folder, asked)
        counted = [BLANK, text(f"{_answered(view)} klaar", NOW)]
        shown_choices = partial(with_choices, current.activity.question, pictures, listed, view.paint, counted, hunted)

        def coded(width: int, height: int) -> list[Lines]:
            return with_code(view.entrance, width, height)(shown_choices)

        return [*filled, *with_picture(card, view.paint, coded, width, height), *_groups(view, width, height)]
    groups = _groups(view, width, height)
    if groups and card.groups is not None:
        return groups
    if card.plate is not None:
        plate = _plate(view, card, card.plate, width, height)
        return [plate, *(card_pages(card, width, height, letters=view.letters) if card.blocks else [])]
    if (canvas := canvas_here(session, view.workshop.course, card)) is not None:
        return [*canvas_pages(canvas, width, height), *(card_pages(card, width, height) if card.blocks else [])]
    if (ends := view.workshop.time.break_ends) is not None:
        return [break_page(card, ends, view.workshop.now(), width, height, view.letters or SMOOTH_LETTERS)]
    if card.fan is not None:
        return fan_pages(card.fan, card, session, width, height, view.keys.of("waaier"), view.letters or SMOOTH_LETTERS)
    resting = partial(card_pages, card, folder=folder, agreed=agreed_at(session, card), letters=view.letters)
    choices = _choices(view, card, width, height)
    pages = [] if choices and not card.blocks else with_picture(card, view.paint, resting, width, height)
    return [*pages, *choices, *groups]


def _choices(view: StageView, card: Card, width: int, height: int) -> list[Lines]:
    """What can be chosen on a card at rest, where each choice has a picture."""
    if card.activity is None or not card.activity.option_pictures:
        return []
    question, pictures = card.activity.question, card.activity.option_pictures
    return with_choices(question, pictures, card.activity.listed(), view.paint, [], lambda *_: [], width, height)


def _plate(view: StageView, card: Card, plate: Plate, width: int, height: int) -> StagePage:
    """How far the group is: on the plate's scene from edge to edge, or plain."""
    session = view.workshop.session
    states, agreed = progress_in_room(session, view.workshop.course, card), session.written_of(ev.ActionAgreed)
    room = width + 2 * MARGIN_SIDE, height + MARGIN_TOP
    scene = scene_of(plate, view.workshop.picture) if view.scenes and has_room(*room) else None
    if scene is not None:
        colours = view.wash(card.address, colouring(states)) if view.wash is not None else None
        return scene_painting(plate, scene, states, *room, len(agreed), is_dark=view.is_dark, colours=colours)
    return plate_lines(plate, states, width, height, len(agreed))


def _groups(view: StageView, width: int, height: int) -> list[Lines]:
    """Where everybody sits now; on a card that did not make the groups only for who has no phone to read it on."""
    card, numbers = view.workshop.card, numbers_of(view.workshop)
    groups = groups_on(view.workshop.session.groups, card)
    if groups is None or (groups.card != card.address and not numbers):
        return []
    return groups_pages(card, groups, numbers, width, height)


def _limit_left(view: StageView) -> str:
    """What is left of the time for an answer; empty where none runs."""
    turn = view.workshop.time.turn
    counts = turn is not None and (turn.is_limit or turn.is_clock) and not turn.is_held
    return f"nog {time_left(turn)}" if turn is not None and counts else ""


def _held(view: StageView) -> str:
    """That the time for an answer stands still."""
    turn = view.workshop.time.turn
    return f"{turn.until}." if turn is not None and (turn.is_limit or turn.is_clock) and turn.is_held else ""


def _result(view: StageView, asked: Round, width: int, height: int) -> list[Lines]:
    session = view.workshop.session
    brief = abridged(outcome_of(session, asked))
    outcome = brief.outcome
    sentence = f"Tussenstand. {outcome.sentence}" if outcome.is_interim else outcome.sentence
    beside = session.rounds.get(view.beside) if view.beside else None
    called_up = comparison_with(session, asked, beside) if beside else None
    chosen = compared_by(called_up, brief.names) if called_up else None
    comparisons = [chosen] if chosen is not None else [laid.comparison for laid in outcome.beside if not beside]
    told = any(one.moves is not None and one.moves.are_of(outcome.by_role) for one in comparisons)
    apart = [*(() if told else outcome.by_role), *tables_in_words(outcome.by_table)]
    if outcome.hands is not None:
        apart += [("telefoons", outcome.hands.phones), ("handen in de zaal", outcome.hands.raised)]
    note = f"Met {people(outcome.hands.people)} zonder telefoon." if outcome.hands and outcome.hands.people else ""
    turnout = outcome.turnout.sentence if outcome.turnout else ""
    reaction = f"Reactie: {outcome.reaction}" if outcome.reaction else ""
    proposed = proposal_of(session, asked)
    proposal = f"Voorstel: {proposed}" if proposed and len(proposed) <= LONG else ""
    note = " ".join(filter(None, (proposal, note, turnout, outcome.taken_along, reaction)))
    levels = level_words(view.workshop.card.blocks, outcome.result)
    numbered = bool(numbered_now(view))
    pages = result_pages(
        sentence, outcome.result, apart, note, width, height, numbered=numbered, levels=levels,
        question=asked.activity.question,
        letters=view.letters,
        drawn=_drawn_result(view, asked.activity, outcome.result),
    )  # fmt: skip
    moved = ""
    if beside is None and outcome.moved is not None and outcome.both is not None:
        moved = moved_sentence(outcome.moved, outcome.both)
    for comparison in comparisons:
        pages += comparison_pages(comparison, moved, width, height)
    pages += whole_pages(WHOLE_TEXTS, brief.whole, width, height)
    return [*pages, *whole_pages("Het voorstel", [proposed] if proposed and not proposal else [], width, height)]


def _drawn_result(view: StageView, asked: Activity, result: Result) -> Callable[[int, int], Lines] | None:
    """What draws a result on the picture that was asked about; None where it is none, or can't be drawn."""
    ground, paint = asked.asks_on, view.paint
    if ground is None or paint is None or not isinstance(result, PinMap):
        return None
    return partial(pinned_picture, result, ground, paint)


def numbers_of(workshop: Workshop) -> dict[int, str]:
    """The table of each number of people without a phone."""
    tables, name = workshop.seating.group_tables, workshop.seating.group_name
    return {number: name(tables[number]) for number in sorted(n for n in tables if isinstance(n, int))}


def band(view: StageView) -> tuple[str, str, str]:
    """What stands above the stage: the session and the card on the left, and how the round is going on the right."""
    session, card = view.workshop.session, view.workshop.card
    around = session.details.title if card.title != session.details.title and not card.progress else ""
    here = " · ".join([card.title, *card.progress.in_words]) if card.progress else card.title
    return around, here, " · ".join(part for part in _state(view) if part)


def _state(view: StageView) -> list[str]:
    session, card = view.workshop.session, view.workshop.card
    if not view.workshop.is_saving:
        return ["▲ niet bewaard"]
    if session.is_ended:
        return ["● sessie afgerond"]
    timer = _timer(view)
    current, last = session.open_round, session.last_round(card.address)
    answered = _answered(view)
    if current is not None and current.card == card.address:
        return ["◐ ronde open", timer or _since(view, current.opened), answered]
    if current is not None:
        return [f"◐ ronde open bij {quoted(current.title)}", answered]
    if last is not None:
        return ["● ronde gesloten", words_for(last.answers), timer]
    people = count(session.participants, "deelnemer", "deelnemers")
    return [timer, people, clock_time(view.workshop.now())]


def _answered(view: StageView) -> str:
    """How many answered in the open round; a warning where that is more than there are people."""
    session = view.workshop.session
    current, present = session.open_round, session.attendance
    if current is None:
        return ""
    if present is not None and surplus(session):
        return f"▲ {words_for(current.answers)}, {count(present.people, 'mens', 'mensen')}"
    if current.activity.one_a_table:
        return f"{current.answers} van {count(len(current.activity.named_tables), 'tafel', 'tafels')}"
    return f"{current.answers} van {people_now(view.workshop)}"


def people_now(workshop: Workshop) -> int:
    """How many the open round can have: who answered, and who is there and has not; all who joined where none is."""
    session = workshop.session
    answers = session.open_round.answers if session.open_round is not None else 0
    is_known = bool(workshop.presence.devices) and not (session.open_round and session.open_round.activity.by_slip)
    return answers + workshop.presence.busy if is_known else max(session.participants, answers)


def _since(view: StageView, moment: datetime) -> str:
    return clock_face(int((view.workshop.now() - moment).total_seconds()))


def _timer(view: StageView) -> str:
    turn = view.workshop.time.turn
    if turn is not None:
        if turn.is_limit or turn.is_clock:
            return "de tijd staat stil" if turn.is_held else f"nog {time_left(turn)}"
        return f"beurt {turn.number} van {turn.of}: {'staat stil' if turn.is_held else time_left(turn)}"
    return ""


def keys(view: StageView) -> list[Hint]:
    """The keys that do something now, each with what it does."""
    session, card = view.workshop.session, view.workshop.card
    helping = _hints(view, ("hulp", "hulp"))
    if session.is_ended:
        return [*_hints(view, ("verslag", "verslag"), ("stoppen", "sluiten")), *helping]
    if view.cover == "oogst":
        digits = [_digits(amount, "verbeter")] if (amount := len(agreements(session))) else []
        more = ("oogst", "bevestig of plan"), ("volgende", "verder"), ("terug", "terug")
        return [*digits, *_hints(view, *more), *helping]
    if view.cover == "meedoen":
        routes = view.workshop.course.routes if view.opening else ()
        choice = [Hint("cijfers", f"{key_span(len(routes))} 0", "route")] if routes else []
        covered = ("volgende", "verder"), ("meedoen", "terug naar de kaart"), ("inhoud", "inhoud")
        return [*choice, *_hints(view, *covered), *helping]
    current = session.open_round
    if view.cover == "onthulling":
        return [
            *_hints(view, ("onthullen", "volgende plaats"), ("uitslag", "hele uitslag"), ("terug", "terug")),
            *helping,
        ]
    if view.cover == "naslag":
        turning = _hints(view, ("volgende", "verder")) if view.more_pages else []
        return [*turning, *_hints(view, ("naslag", "terug naar de vraag" if card.activity else "terug")), *helping]
    looking = _hints(view, ("naslag", "naslag")) if card.lookup is not None else []
    if current is not None and current.card == card.address:
        during = (
            ("ronde", "sluit de ronde"),
            ("tijd", _of_time(view)),
            *((("handen", "handen"),) if takes_hands(current) else ()),
            ("meedoen", "QR groot"),
        )
        boards = _hints(view, ("bord", "op een bord")) if current.activity.boards else []
        return [*boards, *_hints(view, *during), *looking, *_hints(view, ("uitslag", "tussenstand")), *helping]
    shown = _result_keys(view, session.shown) if session.shown is not None else _card_keys(view)
    return [*shown[:2], *looking, *shown[2:], *helping]


def _of_time(view: StageView) -> str:
    """What the key of time is about now."""
    turn, rhythm = view.workshop.time.turn, view.workshop.card.rhythm
    if turn is None and rhythm is not None:
        return "start het ritme"
    return "ritme" if turn is not None and not (turn.is_limit or turn.is_clock) else "tijd"


def _hints(view: StageView, *rows: tuple[str, str]) -> list[Hint]:
    return [Hint(name, view.keys.of(name), does) for name, does in rows]


def _digits(amount: int, does: str) -> Hint:
    return Hint("cijfers", key_span(amount), does)


def _result_keys(view: StageView, asked: Round) -> list[Hint]:
    """The keys beside a result."""
    supported = supportable(asked)
    first = _hints(view, ("ronde", "steun vragen")) if supported else []
    first += _hints(view, ("ordenen", "ordenen"), ("wegen", "wegen")) if asked.activity.takes_support else []
    then = _hints(
        view, ("besluit", "besluit"), ("actiepunt", "actiepunt"), ("notitie", "notitie"),
        *((("handen", "handen"),) if takes_hands(asked) else ()), ("ronde", "nog een ronde"),
    )  # fmt: skip
    if named := numbered_now(view):
        first = [_digits(len(named), "wordt actiepunt")]
    onward = _hints(view, ("volgende", _further(view)), ("uitslag", "verberg uitslag"))
    return [*onward, *first, *then[: 3 if supported else 5]]


def _card_keys(view: StageView) -> list[Hint]:
    """The keys at a card at rest."""
    card, last = view.workshop.card, view.workshop.session.last_round(view.workshop.card.address)
    hints = _hints(view, ("volgende", _further(view)))
    if view.workshop.floor.is_open:
        hints += _hints(view, ("sprekers", "sprekers"))
    if card.plate is not None:
        hints = [_digits(len(card.plate.points) + len(card.plate.below), "ga naar"), *hints]
    elif card.fan is not None and view.before_fan:
        hints += _hints(view, ("terug", "terug"))
    elif (back := way_back(view)) is not None:
        hints += _hints(view, ("terug", "praatplaat" if back.plate is not None else "canvas"))
    if card.fan is not None:
        hints = [
            _digits(len(card.fan.topics), "onderwerp"),
            *_hints(view, ("waaier", "trek een vraag"), ("waaiervraag", "eigen vraag")),
            *hints,
        ]
    if card.canvas is not None:
        hints = [*_hints(view, ("canvas", "vak vaststellen")), _digits(len(card.canvas.cells), "open het vak"), *hints]
    if card.bear is not None and card.bear.tips:
        hints.append(_digits(len(card.bear.tips), "tip wordt actiepunt"))
    if card.rhythm is not None:
        starts = "start ritme en ronde" if card.rhythm.opens else "start het ritme"
        hints += _hints(view, ("tijd", starts if view.workshop.time.turn is None else "ritme"))
    if (groups := groups_on(view.workshop.session.groups, card)) is not None:
        goes_on = groups.turn < groups.form.turns
        hints += _hints(view, ("groepen", "volgende beurt")) if goes_on or groups.card == card.address else []
    elif card.groups is not None:
        hints += _hints(view, ("groepen", "maak de groepen"))
    if card.activity is not None and card.activity.boards:
        hints += _hints(view, ("bord", "op een bord"))
    if card.activity is not None:
        hints += _hints(view, ("ronde", "nog een ronde" if last else "open de ronde"))
    if last is not None:
        hints += _hints(view, ("uitslag", "uitslag"))
        hints += _hints(view, ("onthullen", "onthullen")) if options_of(view.workshop.session, last) else []
    always = ("meedoen", "meedoen"), ("inhoud", "inhoud"), ("notitie", "notitie"), ("verslag", "verslag")
    return [*hints, *_hints(view, *always)]


def _further(view: StageView) -> str:
    """Where the next card leads."""
    card, ahead = view.workshop.card, view.workshop.further(1)
    if view.more_pages:
        return "verder"
    if ahead is not None and view.workshop.course.way and not view.workshop.course.place(card.address):
        return "terug naar de route" if view.workshop.course.place(ahead.address) else "verder"
    return "op berenjacht" if ahead is not None and ahead.progress and not card.progress else "verder"


def numbered_now(view: StageView) -> Sequence[str]:
    """What a digit makes an action point of, now."""
    session, card = view.workshop.session, view.workshop.card
    asked, current = session.shown, session.open_round
    result = outcome_of(session, asked).result if asked is not None and asked.card == card.address else None
    return [] if current is not None and current.card == card.address else numbered(card, result)


def way_back(view: StageView) -> Card | None:
    """The plate or canvas that was seen last, else the first plate; from a canvas only a plate."""
    course, here = view.workshop.course, view.workshop.card
    plates = [card for card in course.every if card.plate is not None]
    hubs = {card.address: card for card in [*plates, *(course.canvases if here.canvas is None else ())]}
    visited = [hubs[visit.card] for visit in view.workshop.session.course if visit.card in hubs]
    return next(iter([*visited[-1:], *plates]), None)
