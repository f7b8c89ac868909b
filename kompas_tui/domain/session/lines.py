"""Who signed up for what, in the order of the log: the first so many have a place, the others wait."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kompas_tui.domain.language.errors import AnswerRefused
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.question.fields import Answer
from kompas_tui.domain.session.round import Round


@dataclass(frozen=True, slots=True)
class SignUps:
    """One option with the answers of those who have a place and of those who wait, each in their order."""

    option: str
    seats: int
    seated: tuple[Ballot, ...]
    waiting: tuple[Ballot, ...]


def line_up(asked: Round, mark: str, answer: Answer) -> None:
    """Stand in line for what is new; who keeps an option keeps the place, who drops one loses it."""
    signed = asked.activity.signed(answer)
    for option in range(len(asked.activity.seats)):
        line = asked.lines.setdefault(option, {})
        if option in signed:
            line.setdefault(mark)
        else:
            line.pop(mark, None)


def sign_ups(asked: Round) -> Iterator[SignUps]:
    """Who has a place and who waits, per option."""
    options = zip(asked.activity.listed(), asked.activity.seats, strict=False)
    for place, (option, seats) in enumerate(options):
        line = [asked.ballots[mark] for mark in asked.lines.get(place, {}) if mark in asked.ballots]
        yield SignUps(option, seats, tuple(line[:seats]), tuple(line[seats:]))


def place_in_line(asked: Round, mark: str) -> dict[int, int]:
    """The place of a voter in the line of each option, from 1; within the seats it is a place."""
    return {
        option: [other for other in line if other in asked.ballots].index(mark) + 1
        for option, line in asked.lines.items()
        if mark in line and mark in asked.ballots
    }


def full_options(asked: Round) -> tuple[int, ...]:
    """The options of which every place is taken."""
    return tuple(option for option, seats in enumerate(asked.activity.seats) if _taken(asked, option) >= seats)


def _taken(asked: Round, option: int) -> int:
    return len(asked.lines.get(option, ()))


def check_room(asked: Round, mark: str, answer: Answer, coming: Mapping[str, Answer]) -> None:
    """Refuse to sign up for what is full, unless somebody wants to wait; `coming` are answers that are being saved."""
    activity = asked.activity
    if not activity.seats or activity.waits(answer):
        return
    signed = activity.signed(answer)
    if any(_is_full(asked, option, mark, coming) for option in signed):
        full = "Je keuze is vol" if len(signed) == 1 else "Een van je keuzes is vol"
        raise AnswerRefused(f"{full}. Kies iets anders, of vink de wachtlijst aan.")


def _is_full(asked: Round, option: int, mark: str, coming: Mapping[str, Answer]) -> bool:
    line = asked.lines.get(option, {})
    if mark in line:
        return False
    joining = {other for other, answer in coming.items() if option in asked.activity.signed(answer)}
    return len((line.keys() | joining) - {mark}) >= asked.activity.seats[option]
