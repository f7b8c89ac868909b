"""What the beamer shows of a running session: the pages of the stage, the band above it and the keys below."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from kompas_tui.domain.kinds.leading import people
from kompas_tui.domain.language.wording import clock_time, count, quoted
from kompas_tui.domain.outcome import comparison_with, options_of, outcome_of, progress_in_room
from kompas_tui.domain.result.comparison import moved_sentence
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.round import Round
from kompas_tui.tui.drawing.bears import agreed_at, with_hunted
from kompas_tui.tui.drawing.cards import card_pages, open_pages, words_for
from kompas_tui.tui.drawing.comparisons import comparison_pages
from kompas_tui.tui.drawing.ending import end_page
from kompas_tui.tui.drawing.fan import fan_pages
from kompas_tui.tui.drawing.join import join_pages, with_code
from kompas_tui.tui.drawing.lines import Lines
from kompas_tui.tui.drawing.plate import plate_lines
from kompas_tui.tui.drawing.results import result_pages
from kompas_tui.tui.drawing.spread import level_words
from kompas_tui.tui.numbering import key_span, numbered
from kompas_tui.tui.widgets import Stage
from kompas_tui.workshop.door import surplus

if TYPE_CHECKING:
    from kompas_tui.tui.screens.session import SessionScreen


def pages(screen: "SessionScreen", width: int, height: int) -> list[Lines]:
    """The stage, in pages: the end, the join screen, a result, an open round, or the card at rest."""
    session = screen.workshop.session
    if session.is_ended:
        return [end_page(screen.workshop.head, width, height), *_last_pages(screen, width, height)]
    if screen.joining:
        return join_pages(session, screen.running.entrance, screen.opening, screen.app.size.width, width, height)
    return _last_pages(screen, width, height)


def _last_pages(screen: "SessionScreen", width: int, height: int) -> list[Lines]:
    """A result, an open round, or the card at rest."""
    session, card = screen.workshop.session, screen.workshop.card
    shown, current = session.shown, session.open_round
    if shown is not None and shown.card == card.address:
        return _result(screen, shown, width, height)
    file = screen.workshop.decks.files.get(card.deck)
    folder = file.parent if file else None
    if current is not None and current.card == card.address:
        listed = options_of(session, current)
        asked = partial(open_pages, current.activity, current.answers, session.participants, listed=listed, card=card)
        beside = with_code(screen.running.entrance, width, height)
        return beside(partial(with_hunted, card.hunted, folder, asked))
    if card.plate is not None:
        states, agreed = progress_in_room(session, screen.workshop.course, card), session.written_of(ev.ActionAgreed)
        plate = plate_lines(card.plate, states, width, height, len(agreed))
        return [plate, *(card_pages(card, width, height) if card.blocks else [])]
    if card.fan is not None:
        return fan_pages(card.fan, card, session, width, height)
    return card_pages(card, width, height, folder, agreed_at(session, card))


def _result(screen: "SessionScreen", asked: Round, width: int, height: int) -> list[Lines]:
    session = screen.workshop.session
    outcome = outcome_of(session, asked)
    sentence = f"Tussenstand. {outcome.sentence}" if outcome.is_interim else outcome.sentence
    apart = [*outcome.by_role, *outcome.by_table]
    if outcome.hands is not None:
        apart += [("telefoons", outcome.hands.phones), ("handen in de zaal", outcome.hands.raised)]
    note = f"Met {people(outcome.hands.people)} zonder telefoon." if outcome.hands and outcome.hands.people else ""
    levels = level_words(screen.workshop.card.blocks, outcome.result)
    numbered = bool(numbered_now(screen))
    pages = result_pages(sentence, outcome.result, apart, note, width, height, numbered=numbered, levels=levels)
    beside = session.rounds.get(screen.beside) if screen.beside else None
    comparison = comparison_with(session, asked, beside) if beside else outcome.comparison
    if comparison is not None:
        moved = ""
        if beside is None and outcome.moved is not None and outcome.both is not None:
            moved = moved_sentence(outcome.moved, outcome.both)
        pages += comparison_pages(comparison, moved, width, height)
    return pages


def band(screen: "SessionScreen") -> tuple[str, str]:
    """What stands left and right above the stage: where the group is, and how the round is going."""
    session, card = screen.workshop.session, screen.workshop.card
    left = f"{session.details.title} · {card.title}" if card.title != session.details.title else card.title
    left = f"{card.title} · {card.progress}" if card.progress else left
    return left, " · ".join(part for part in _state(screen) if part)


def _state(screen: "SessionScreen") -> list[str]:
    session, card = screen.workshop.session, screen.workshop.card
    if not screen.workshop.is_saving:
        return ["▲ niet bewaard"]
    if session.is_ended:
        return ["● sessie afgerond"]
    timer = _timer(screen)
    current, last = session.open_round, session.last_round(card.address)
    answered = _answered(screen)
    if current is not None and current.card == card.address:
        return ["◐ ronde open", timer or _since(screen, current.opened), answered]
    if current is not None:
        return [f"◐ ronde open bij {quoted(current.title)}", answered]
    if last is not None:
        return ["● ronde gesloten", words_for(last.answers), timer]
    people = count(session.participants, "deelnemer", "deelnemers")
    return [timer, people, clock_time(screen.app.now())]


def _answered(screen: "SessionScreen") -> str:
    """How many answered in the open round; a warning where that is more than there are people."""
    session = screen.workshop.session
    current, present = session.open_round, session.attendance
    if current is None:
        return ""
    if present is not None and surplus(session):
        return f"▲ {words_for(current.answers)}, {count(present.people, 'mens', 'mensen')}"
    return f"{current.answers} van {max(session.participants, current.answers)}"


def _since(screen: "SessionScreen", moment: datetime) -> str:
    seconds = max(int((screen.workshop.now() - moment).total_seconds()), 0)
    return f"{seconds // 60}:{seconds % 60:02}"


def _timer(screen: "SessionScreen") -> str:
    timer = screen.workshop.timer
    if timer is None:
        return ""
    seconds = int((timer.ends - screen.workshop.now()).total_seconds())
    return f"nog {seconds // 60}:{seconds % 60:02}" if seconds > 0 else "de tijd is om"


def keys(screen: "SessionScreen") -> list[tuple[str, str]]:
    """The keys that do something now, each with what it does."""
    session, card = screen.workshop.session, screen.workshop.card
    help_key = ("?", "hulp")
    if session.is_ended:
        return [("v", "verslag"), ("Ctrl+Q", "sluiten"), help_key]
    if screen.joining:
        return [("→", "verder"), ("q", "terug naar de kaart"), ("i", "inhoud"), help_key]
    current, last = session.open_round, session.last_round(card.address)
    if current is not None and current.card == card.address:
        return [
            ("o", "sluit de ronde"),
            ("t", "tijd"),
            ("h", "handen"),
            ("q", "QR groot"),
            ("u", "tussenstand"),
            help_key,
        ]
    if session.shown is not None:
        supported = session.shown.activity.takes_support
        first = [("o", "steun vragen"), ("g", "ordenen")] if supported else []
        then = [("k", "besluit"), ("a", "actiepunt"), ("n", "notitie"), ("h", "handen"), ("o", "nog een ronde")]
        if named := numbered_now(screen):
            first = [(key_span(len(named)), "wordt actiepunt")]
        return [("→", _further(screen)), ("u", "verberg uitslag"), *first, *then[: 3 if supported else 5], help_key]
    keys = [("→", _further(screen))]
    if card.plate is not None:
        keys = [(key_span(len(card.plate.points) + len(card.plate.below)), "ga naar"), *keys]
    elif card.fan is not None and screen.before_fan:
        keys.append(("Esc", "terug"))
    elif last_plate(screen) is not None:
        keys.append(("Esc", "praatplaat"))
    if card.fan is not None:
        keys = [(key_span(len(card.fan.topics)), "onderwerp"), ("w", "trek een vraag"), *keys]
    if card.bear is not None:
        keys.append((key_span(len(card.bear.tips)), "tip wordt actiepunt"))
    if card.activity is not None:
        keys.append(("o", "nog een ronde" if last else "open de ronde"))
    if last is not None:
        keys.append(("u", "uitslag"))
    return [*keys, ("q", "meedoen"), ("i", "inhoud"), ("n", "notitie"), ("v", "verslag"), help_key]


def _further(screen: "SessionScreen") -> str:
    """Where the next card leads."""
    card, ahead, stage = screen.workshop.card, screen.workshop.further(1), screen.query_one(Stage)
    if stage.page + 1 < stage.pages:
        return "verder"
    return "op berenjacht" if ahead is not None and ahead.progress and not card.progress else "verder"


def numbered_now(screen: "SessionScreen") -> Sequence[str]:
    """What a digit makes an action point of, now."""
    session, card = screen.workshop.session, screen.workshop.card
    asked, current = session.shown, session.open_round
    result = outcome_of(session, asked).result if asked is not None and asked.card == card.address else None
    return [] if current is not None and current.card == card.address else numbered(card, result)


def last_plate(screen: "SessionScreen") -> str | None:
    """The plate that was seen last, else the first one."""
    course = screen.workshop.course
    plates = [card.address for card in (*course.cards, *course.linked) if card.plate is not None]
    visited = [visit.card for visit in screen.workshop.session.course if visit.card in plates]
    return next(iter([*visited[-1:], *plates]), None)
