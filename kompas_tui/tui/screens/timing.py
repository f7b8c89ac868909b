"""The conversations about time: a clock that counts down, a card's chain of times, and who speaks how long."""

from typing import Final, Literal

from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.language.wording import quoted
from kompas_tui.domain.session.rhythms import HOLD_RHYTHM, MINUTE_MORE, RESUME_RHYTHM, SKIP_TURN, STOP_RHYTHM, TurnNow
from kompas_tui.tui.screens.asking import Host, ask_until_taken
from kompas_tui.tui.screens.dialogs import ChoiceDialog
from kompas_tui.tui.screens.entries import IS_NO, IS_YES, Question
from kompas_tui.workshop.commands.floor import (
    ADD_SPEAKER,
    OPEN_FLOOR,
    GiveFloor,
)
from kompas_tui.workshop.commands.needs import needs_of
from kompas_tui.workshop.commands.standing import floor_acts, stands_already
from kompas_tui.workshop.commands.time import START_RHYTHM, PaceRhythm, RhythmAct, SetTimer
from kompas_tui.workshop.countdown import check_minutes

_CLOCK: Final = "klok"
_TimeAct = RhythmAct | Literal["klok"]


async def keep_time(host: Host) -> None:
    """Start the chain of times of this card, change the one that runs, or set a clock where there is none."""
    workshop = host.workshop
    act: _TimeAct | None
    if (turn := workshop.time.turn) is not None:
        act = await host.ask(_changes(turn))
    elif workshop.card.rhythm is None:
        act = _CLOCK
    elif any(one.card == workshop.card.address for one in workshop.session.rhythms):
        choices: list[tuple[_TimeAct, str]] = [(START_RHYTHM, "Het ritme nog een keer"), (_CLOCK, "Een gewone klok")]
        act = await host.ask(ChoiceDialog("Wat wil je starten?", "", choices))
    else:
        act = START_RHYTHM
    if act == _CLOCK:
        await _set_timer(host)
    elif act is not None and (told := await workshop.do(PaceRhythm(act))):
        host.say(told)


def _changes(turn: TurnNow) -> ChoiceDialog[_TimeAct]:
    """What can be done with a chain that runs, or with the time for an answer."""
    hold: tuple[_TimeAct, str] = (RESUME_RHYTHM, "Ga verder") if turn.is_held else (HOLD_RHYTHM, "Zet de tijd stil")
    choices: list[tuple[_TimeAct, str]] = [(MINUTE_MORE, "Een minuut erbij"), hold]
    if turn.is_clock:
        choices += [(STOP_RHYTHM, "Stop de klok"), (_CLOCK, "Zet de klok opnieuw")]
    elif turn.is_limit:
        choices.append((STOP_RHYTHM, "Haal de tijd eraf"))
    else:
        choices = [(SKIP_TURN, "Naar het volgende"), *choices, (STOP_RHYTHM, "Stop het ritme")]
    return ChoiceDialog(turn.in_words, "", choices)


async def _set_timer(host: Host) -> None:
    """Count down from a number of minutes; the round may close at the end."""
    questions = [Question("Hoeveel minuten?", stands_already(host.workshop, "klok")["minuten"], required=True)]
    if host.workshop.session.open_round is not None or host.workshop.card.activity is not None:
        questions.append(Question("Sluit de ronde als de tijd om is?", IS_NO, is_yes_or_no=True))

    async def take(typed: list[str]) -> None:
        try:
            minutes = float(typed[0].replace(",", "."))
            check_minutes(minutes)
        except ValueError:
            raise CommandRefused(
                f"{quoted(typed[0][:20])} is geen aantal minuten. Vul een getal in, zoals 5."
            ) from None
        await host.workshop.do(SetTimer(minutes, closes_round=IS_YES in typed[1:]))

    await ask_until_taken(host, "Tijd", questions, take)


async def lead_speakers(host: Host) -> None:
    """Open the list of who wants to speak, or say who is next on the one that is open."""
    if not host.workshop.floor.is_open:
        await _open_floor(host)
        return
    named = needs_of("sprekers")[0].options
    choices = [(act, named[act]) for act in floor_acts(host.workshop)]
    floor = host.workshop.floor
    act = await host.ask(ChoiceDialog("Sprekerslijst", f"{floor.now_in_words}\n{floor.then_in_words}", choices))
    if act == ADD_SPEAKER:

        async def take(typed: list[str]) -> None:
            await host.workshop.do(GiveFloor(ADD_SPEAKER, typed[0]))

        hint = "Schrijf geen naam op, maar iets als ‘vrouw achterin’. Kompas bewaart het niet."
        await ask_until_taken(host, "Wie wil er spreken?", [Question("", required=True)], take, hint)
    elif act is not None and (told := await host.workshop.do(GiveFloor(act))):
        host.say(told)


async def _open_floor(host: Host) -> None:
    minutes = stands_already(host.workshop, "sprekers")["minuten"]
    questions = [Question("Hoeveel minuten per spreker?", minutes, required=True)]

    async def take(typed: list[str]) -> None:
        entry = typed[0].strip()
        minutes = int(entry) if entry.isascii() and entry.isdigit() and len(entry) < 4 else 0
        await host.workshop.do(GiveFloor(OPEN_FLOOR, minutes=minutes))

    await ask_until_taken(host, "Een sprekerslijst openen", questions, take)
