"""The keys below the stage: which of them do something now, and what."""

from kompas_tui.domain.deck.cards import Card
from kompas_tui.domain.outcome import options_of, outcome_of
from kompas_tui.domain.outcome.box import box_in_room
from kompas_tui.domain.report.agreed import agreements
from kompas_tui.domain.result.shapes import Pairs, TextList, Words
from kompas_tui.domain.session.groups import groups_on
from kompas_tui.domain.session.round import Round
from kompas_tui.tui.keys import Hint
from kompas_tui.tui.screens.stage_view import StageView
from kompas_tui.workshop.commands.room import takes_hands
from kompas_tui.workshop.numbering import key_span
from kompas_tui.workshop.rounds import supportable


def keys(view: StageView) -> list[Hint]:
    """The keys that do something now, each with what it does."""
    session, card = view.workshop.session, view.workshop.card
    helping = _hints(view, ("hulp", "hulp"))
    if view.cover == "lot":
        leafing = _hints(view, ("volgende", "verder")) if view.more_pages else []
        return [*leafing, *_hints(view, ("terug", "terug naar de kaart")), *helping]
    if session.is_ended:
        leafing = _hints(view, ("volgende", "verder")) if view.more_pages else []
        return [*leafing, *_hints(view, ("verslag", "verslag"), ("stoppen", "sluiten")), *helping]
    if view.cover == "oogst":
        digits = [_digits(amount, "verbeter")] if (amount := len(agreements(session))) else []
        large = _hints(view, ("groot", "één voor één")) if amount else []
        leafing = _hints(view, ("volgende", "verder")) if view.more_pages else []
        more = ("oogst", "bevestig of plan"), ("terug", "terug")
        return [*digits, *large, *leafing, *_hints(view, *more), *helping]
    if view.cover == "meedoen":
        routes = view.workshop.course.routes if view.opening else ()
        choice = [Hint("cijfers", f"{key_span(len(routes))} 0", "route")] if routes else []
        covered = ("volgende", "verder"), ("meedoen", "terug naar de kaart"), ("inhoud", "inhoud")
        other = _hints(view, ("adres", "ander adres")) if len(view.entrance.choices) > 1 else []
        return [*choice, *_hints(view, *covered), *other, *helping]
    current = session.open_round
    if view.cover == "onthulling":
        return [
            *_hints(view, ("onthullen", "volgende plaats"), ("uitslag", "hele uitslag"), ("terug", "terug")),
            *helping,
        ]
    if view.cover == "vragenbus":
        leafing = _hints(view, ("volgende", "verder")) if view.more_pages else []
        large = _hints(view, ("groot", "één voor één")) if box_in_room(session) else []
        return [*leafing, *large, *_hints(view, ("terug", "terug naar de kaart")), *helping]
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
        boards += _arranging(view, current) if current is session.shown else []
        return [*boards, *_hints(view, *during), *looking, *_hints(view, ("uitslag", "tussenstand")), *helping]
    own = _result_keys(view, session.shown) if session.shown is not None else _card_keys(view)
    return [*own[:2], *looking, *own[2:], *helping]


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
    first += _arranging(view, asked)
    first += _hints(view, ("wegen", "wegen")) if asked.activity.takes_support else []
    then = _hints(
        view, ("besluit", "besluit"), ("actiepunt", "actiepunt"), ("notitie", "notitie"),
        *((("handen", "handen"),) if takes_hands(asked) else ()), ("ronde", "nog een ronde"),
    )  # fmt: skip
    if (named := view.numbered) and view.has_numbers:
        first = [_digits(len(named), "wordt actiepunt")]
    onward = _hints(view, ("volgende", _further(view)), ("uitslag", "verberg uitslag"))
    return [*onward, *first, *then[: 3 if supported else 5]]


def _arranging(view: StageView, asked: Round) -> list[Hint]:
    """The key that arranges what is seen, also while a round goes on."""
    result = outcome_of(view.workshop.session, asked).result
    return _hints(view, ("ordenen", "ordenen")) if isinstance(result, Words | TextList | Pairs) else []


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
    if card.bear is not None and card.bear.tips and view.has_numbers:
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


def way_back(view: StageView) -> Card | None:
    """The plate or canvas that was seen last, else the first plate; from a canvas only a plate."""
    course, here = view.workshop.course, view.workshop.card
    plates = [card for card in course.every if card.plate is not None]
    hubs = {card.address: card for card in [*plates, *(course.canvases if here.canvas is None else ())]}
    visited = [hubs[visit.card] for visit in view.workshop.session.course if visit.card in hubs]
    return next(iter([*visited[-1:], *plates]), None)
