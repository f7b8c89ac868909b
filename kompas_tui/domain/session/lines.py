"""Who signed up for what, in the order of the log: the first so many have a place, the others wait."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from kompas_tui.domain.kinds.activity import TABLE_NUMBER
from kompas_tui.domain.language.errors import AnswerRefused
from kompas_tui.domain.language.sentences import phrase
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.question.fields import Answer
from kompas_tui.domain.session.events import BallotCast
from kompas_tui.domain.session.round import Round


@dataclass(frozen=True, slots=True)
class SignUps:
    """One option with the answers of those who have a place and of those who wait, each in their order."""

    option: str
    seats: int
    seated: tuple[Ballot, ...]
    waiting: tuple[Ballot, ...]


def line_up(asked: Round, ballot: Ballot) -> None:
    """Stand in line for what is new; who keeps an option keeps the place, who drops one loses it."""
    _stand(asked, ballot, asked.activity.signed(ballot.answer))


def step_out(asked: Round, ballot: Ballot) -> None:
    """Leave every line: nobody answers for that table any more."""
    _stand(asked, ballot, ())


def _who(asked: Round, mark: str, answer: Answer) -> str:
    """Who stands in line: a table that answers together, whichever device says so, else the voter."""
    return str(answer.get(TABLE_NUMBER.name)) if asked.one_a_table else mark


def _stand(asked: Round, ballot: Ballot, signed: Collection[int]) -> None:
    who = _who(asked, ballot.mark, ballot.answer)
    for option in range(len(asked.activity.seats)):
        line = asked.lines.setdefault(option, {})
        if option in signed:
            # Who is in line keeps the place: another answer that names the option too doesn't send anybody back.
            line.setdefault(who)
        else:
            line.pop(who, None)


def sign_ups(asked: Round) -> Iterator[SignUps]:
    """Who has a place and who waits, per option."""
    ballots = {_who(asked, ballot.mark, ballot.answer): ballot for ballot in asked.ballots.values()}
    options = zip(asked.activity.listed(), asked.activity.seats, strict=False)
    for index, (option, seats) in enumerate(options):
        line = [ballots[who] for who in asked.lines.get(index, {})]
        yield SignUps(option, seats, tuple(line[:seats]), tuple(line[seats:]))


def place_in_line(asked: Round, ballot: Ballot) -> dict[int, int]:
    """The place of who gave this answer in the line of each option, from 1; within the seats it is a place."""
    who = _who(asked, ballot.mark, ballot.answer)
    return {option: list(line).index(who) + 1 for option, line in asked.lines.items() if who in line}


def full_options(asked: Round) -> tuple[int, ...]:
    """The options of which every place is taken."""
    return tuple(option for option, seats in enumerate(asked.activity.seats) if _taken(asked, option) >= seats)


def _taken(asked: Round, option: int) -> int:
    return len(asked.lines.get(option, ()))


def check_room(asked: Round, mark: str, answer: Answer, coming: Mapping[str, BallotCast]) -> None:
    """Refuse to sign up for what is full, unless somebody wants to wait; `coming` are answers that are being saved."""
    activity = asked.activity
    if not activity.seats or activity.waits(answer):
        return
    signed, who = activity.signed(answer), _who(asked, mark, answer)
    if any(_is_full(asked, option, who, coming) for option in signed):
        if len(signed) == 1:
            raise AnswerRefused(phrase("Je keuze is vol. Kies iets anders, of vink de wachtlijst aan."))
        raise AnswerRefused(phrase("Een van je keuzes is vol. Kies iets anders, of vink de wachtlijst aan."))


def _is_full(asked: Round, option: int, who: str, coming: Mapping[str, BallotCast]) -> bool:
    line = asked.lines.get(option, {})
    if who in line:
        return False
    answers = {mark: ballot.answer for mark, ballot in coming.items()}
    joining = {_who(asked, mark, answer) for mark, answer in answers.items() if option in asked.activity.signed(answer)}
    # Answers of one group are decided before any is kept: without those that are coming a place is given twice.
    return len((line.keys() | joining) - {who}) >= asked.activity.seats[option]
