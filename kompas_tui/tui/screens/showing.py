"""The pages of the stage: the end, what lies over the card, a result, an open round, or the card at rest."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from kompas_tui.domain.course.way import planned_minutes, route_minutes
from kompas_tui.domain.deck.cards import Card
from kompas_tui.domain.deck.plates import Plate
from kompas_tui.domain.deck.routes import ALL_CARDS
from kompas_tui.domain.outcome import option_pictures_of, options_of, progress_in_room, proposal_of
from kompas_tui.domain.question.paddles import LETTERS
from kompas_tui.domain.report.agreed import agreements
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.groups import groups_on
from kompas_tui.domain.session.rhythms import time_is_up
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session
from kompas_tui.scenes import colouring, scene_of
from kompas_tui.tui.drawing.bears import agreed_at, with_hunted
from kompas_tui.tui.drawing.box import box_pages
from kompas_tui.tui.drawing.breaks import break_page
from kompas_tui.tui.drawing.canvas import canvas_pages
from kompas_tui.tui.drawing.cards import card_pages, open_pages
from kompas_tui.tui.drawing.choices import with_choices
from kompas_tui.tui.drawing.ending import end_page
from kompas_tui.tui.drawing.fan import fan_pages
from kompas_tui.tui.drawing.groups import groups_pages
from kompas_tui.tui.drawing.harvest import harvest_pages
from kompas_tui.tui.drawing.join import RouteRow, join_pages, with_code
from kompas_tui.tui.drawing.letters import large_words
from kompas_tui.tui.drawing.lines import BLANK, NOW, Lines, footed, text
from kompas_tui.tui.drawing.lookups import SPLIT_FROM, beside_question, lookup_pages, question_room
from kompas_tui.tui.drawing.lots import lot_pages
from kompas_tui.tui.drawing.painting import Painting
from kompas_tui.tui.drawing.photos import Invitation, with_picture
from kompas_tui.tui.drawing.plate import plate_lines
from kompas_tui.tui.drawing.qr import largest_qr
from kompas_tui.tui.drawing.rhythm import floor_page, floor_strip, over_page, says_all, time_left, turn_page
from kompas_tui.tui.drawing.scene import has_room, scene_painting
from kompas_tui.tui.drawing.sizing import SMOOTH_LETTERS
from kompas_tui.tui.screens.heading import answered_now
from kompas_tui.tui.screens.outcomes import outcome_pages, told_pages
from kompas_tui.tui.screens.stage_view import StageView
from kompas_tui.tui.widgets import MARGIN_SIDE, MARGIN_TOP, StagePage
from kompas_tui.workshop.canvases import canvas_here
from kompas_tui.workshop.commands.looking import NO_SCENE
from kompas_tui.workshop.running import RunningSession


def pages(view: StageView, width: int, height: int) -> Sequence[StagePage]:
    """The stage, in pages: the end, the join view, a result, an open round, or the card at rest."""
    session = view.workshop.session
    if view.cover == "lot" and (lot := view.workshop.covers.drawn_lot) is not None:
        return lot_pages(lot, width, height, view.letters)
    if session.is_ended:
        harvest = harvest_pages(session, width, height, view.letters) if agreements(session) else []
        address = view.entrance.address if session.participants else ""
        return [
            end_page(session, view.workshop.head, width, height, view.letters, address),
            *harvest,
            *_last_pages(view, width, height),
        ]
    if view.cover == "oogst":
        return harvest_pages(session, width, height, view.letters)
    if view.cover == "vragenbus":
        return box_pages(session, width, height, view.letters)
    if view.cover == "meedoen":
        begins = view.opening and not view.workshop.presence.has_desk  # which key begins is not for the room then
        ways = route_rows(view.workshop) if begins else ()
        return join_pages(
            session,
            view.entrance,
            begins,
            view.columns,
            width,
            height,
            ways,
            view.workshop.seating.seated,
            view.letters,
            view.workshop.presence.silent if view.workshop.presence.is_known else 0,
        )
    if view.cover == "onthulling" and (told := told_pages(view, width, height)):
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
        return NO_SCENE
    if not can_paint:
        return "Dit venster heeft te weinig kleuren voor de tekening. Je ziet de praatplaat eenvoudig."
    return "" if has_room(*room) else "Dit venster is te klein voor de tekening. Maak het groter."


def route_rows(workshop: RunningSession) -> Sequence[RouteRow]:
    """The routes with their digits and minutes, and all cards; none where the decks have no routes."""
    course, now = workshop.course, workshop.session.route
    rows = [
        RouteRow(number, route.name, route_minutes(course, route), route.name == now)
        for number, route in enumerate(course.routes, 1)
    ]
    return [*rows, RouteRow(0, ALL_CARDS, planned_minutes(course, course.cards), not now)] if rows else []


def _last_pages(view: StageView, width: int, height: int) -> Sequence[StagePage]:
    """A result, an open round, or the card at rest."""
    session, card = view.workshop.session, view.workshop.card
    result_round, current = session.shown, session.open_round
    if result_round is not None and result_round.card == card.address:
        return _beside_speakers(view, partial(outcome_pages, view, result_round), width, height)
    if current is not None and current.card == card.address:
        return _beside_speakers(view, partial(_beside_time, view), width, height)
    return _beside_time(view, width, height)


_ROOM_TO_SPARE = 24
"""From this height on a page makes way for the line that says who speaks, where that makes nothing smaller."""


def _rows_of(page: StagePage) -> int:
    return 0 if isinstance(page, Painting) else len(page)


def _large_on(pages: Sequence[StagePage]) -> int:
    """How many texts stand in large letters."""
    return sum(len(large_words(page)) for page in pages if not isinstance(page, Painting))


def _beside_speakers(
    view: StageView, drawn: Callable[[int, int], Sequence[StagePage]], width: int, height: int
) -> Sequence[StagePage]:
    """The pages with who speaks at their foot, where they leave room for that or can be closer together.

    The line above the stage says it as well.
    """
    pages, floor = drawn(width, height), view.workshop.floor
    if not floor.is_open:
        return pages

    def footed_with(pages: Sequence[StagePage]) -> list[StagePage]:
        footed_pages = []
        for page in pages:
            strip = floor_strip(floor, view.workshop.now(), width, height - _rows_of(page), view.letters)
            footed_pages.append(page if isinstance(page, Painting) or not strip else footed(page, strip, height))
        return footed_pages

    if len(pages) > 1 or height < _ROOM_TO_SPARE:  # many texts would take as long again, each second that one speaks
        return footed_with(pages)
    closer = drawn(width, height - 2)
    is_as_large = len(closer) == len(pages) and _large_on(closer) >= _large_on(pages)
    is_as_full = all(_rows_of(close) + 3 >= _rows_of(page) for close, page in zip(closer, pages, strict=False))
    return footed_with(closer if is_as_large and is_as_full else pages)


def _beside_time(view: StageView, width: int, height: int) -> Sequence[StagePage]:
    """An open round, or the card at rest, with what runs of its time."""
    card = view.workshop.card
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


def turned_marks(session: Session, asked: Round, listed: int) -> Sequence[str]:
    """The letters of paddles before what is listed, where people have them; nothing where numbers stand there."""
    options = asked.activity.turned_options() if session.uses_paddles else ()
    return LETTERS[: len(options)] if listed in (0, len(options)) else ()


def _untimed(view: StageView, width: int, height: int) -> Sequence[StagePage]:
    """An open round, or the card at rest."""
    session, card = view.workshop.session, view.workshop.card
    current, file = session.open_round, view.workshop.decks.files.get(card.deck)
    folder = file.parent if file else None
    boards = session.last_round(card.address)
    filled = outcome_pages(view, boards, width, height) if boards is not None and boards.activity.boards else []
    if filled and boards is not current:
        return filled
    if current is not None and current.card == card.address:
        listed, pictures = options_of(session, current), option_pictures_of(session, current)
        marks = turned_marks(session, current, len(listed))
        listed = listed or (current.activity.turned_options() if marks else ())
        note = " ".join(filter(None, (current.taken_along, _held(view))))
        asked = partial(
            open_pages, current.activity, current.answers, view.workshop.watch.people_now, listed=listed, card=card,
            note=note, proposal=proposal_of(session, current), letters=view.letters,
            left=_limit_left(view), marks=marks,
        )  # fmt: skip
        hunted = partial(with_hunted, card.hunted, folder, asked)
        counted = [BLANK, text(f"{answered_now(view)} klaar", NOW)]
        shown_choices = partial(
            with_choices, current.activity.question, pictures, listed, view.paint, counted, hunted, marks=marks
        )

        def coded(width: int, height: int) -> list[Lines]:
            proposal = proposal_of(session, current)
            asked = (current.activity.question, listed, proposal, view.letters) if session.participants else ()
            return with_code(view.entrance, width, height, *asked)(shown_choices)

        smallest = largest_qr(view.entrance.url, 0, 0)
        invitation = Invitation(smallest, view.entrance.address, counted[1:], view.letters)
        pictured = with_picture(card, view.paint, coded, width, height, invitation)
        return [*filled, *pictured, *_groups(view, width, height)]
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
        key = "" if view.workshop.presence.has_desk else view.keys.of("waaier")
        return fan_pages(card.fan, card, session, width, height, key, view.letters or SMOOTH_LETTERS)
    resting = partial(card_pages, card, folder=folder, agreed=agreed_at(session, card), letters=view.letters)
    choices = _choices(view, card, width, height)
    pages = (
        []
        if choices and not card.blocks
        else with_picture(card, view.paint, resting, width, height, letters=view.letters)
    )
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
    scene = scene_of(plate, view.workshop.materials.picture) if view.scenes and has_room(*room) else None
    if scene is not None:
        colours = view.wash(card.address, colouring(states)) if view.wash is not None else None
        return scene_painting(
            plate, scene, states, *room, len(agreed), is_dark=view.is_dark, colours=colours, ground=view.ground
        )
    return plate_lines(plate, states, width, height, len(agreed))


def _groups(view: StageView, width: int, height: int) -> list[Lines]:
    """Where everybody sits now; on a card that did not make the groups only for who has no phone to read it on."""
    card, numbers = view.workshop.card, numbers_of(view.workshop)
    groups = groups_on(view.workshop.session.groups, card)
    if groups is None or (groups.card != card.address and not numbers):
        return []
    return groups_pages(card, groups, numbers, width, height, view.letters)


def _limit_left(view: StageView) -> str:
    """What is left of the time for an answer; empty where none runs."""
    turn = view.workshop.time.turn
    counts = turn is not None and (turn.is_limit or turn.is_clock) and not turn.is_held
    return f"nog {time_left(turn)}" if turn is not None and counts else ""


def _held(view: StageView) -> str:
    """That the time for an answer stands still."""
    turn = view.workshop.time.turn
    return f"{turn.until}." if turn is not None and (turn.is_limit or turn.is_clock) and turn.is_held else ""


def numbers_of(workshop: RunningSession) -> dict[int, str]:
    """The table of each number of people without a phone."""
    tables, name = workshop.seating.group_tables, workshop.seating.group_name
    return {number: name(tables[number]) for number in sorted(n for n in tables if isinstance(n, int))}
