"""Opening and closing a round and showing its result, each by one key that asks where it is not clear what is meant."""

import math
from collections.abc import Sequence
from time import monotonic

from kompas_tui.domain.language.wording import quoted
from kompas_tui.domain.session.round import Round
from kompas_tui.tui.drawing.cards import words_for
from kompas_tui.tui.screens.asking import Host
from kompas_tui.tui.screens.dialogs import ChoiceDialog, ListDialog, ListRow
from kompas_tui.workshop.carrying import ProposalsTied
from kompas_tui.workshop.commands.asking import CloseRound, HideResult, OpenRound, ShowResult
from kompas_tui.workshop.rounds import supportable

HELD_SECONDS = 0.7
"""A key that is held down comes again within this time: at first after some half a second, then much faster."""

STILL_HELD = "De ronde is net open. Druk straks nog een keer om hem te sluiten."


class RoundKey:
    """Knows of the key of the round whether it is pressed anew, or comes again since it is held down."""

    def __init__(self) -> None:
        self._last = -math.inf

    def comes_again(self) -> bool:
        """Whether it came just now too; to be asked once at each press."""
        return monotonic() - self._last < HELD_SECONDS

    def was_handled(self) -> None:
        """What it does was done; over a line that takes a while."""
        self._last = monotonic()


async def toggle_round(host: Host, key: RoundKey) -> None:
    """Open the round on this card, or close it; where that is not clear, ask."""
    try:
        await _toggle_round(host, is_held=key.comes_again())
    finally:
        key.was_handled()


async def _toggle_round(host: Host, *, is_held: bool) -> None:
    session, card = host.workshop.session, host.workshop.card
    current, last = session.open_round, session.last_round(card.address)
    if current is not None and current.card == card.address:
        if is_held and not current.answers:
            host.say(STILL_HELD)
            return
        await host.workshop.do(CloseRound())
        _say_ties(host)
        return
    if current is not None:
        if not await host.ask(_close_other(current.title, opens=card.activity is not None)):
            return
        await host.workshop.do(CloseRound())
        if card.activity is None:
            return
    again = ""
    if last is not None and not last.is_open:
        support = session.shown is last and supportable(last)
        chosen = await host.ask(_again(last, support=support))
        if chosen is None:
            return
        again = chosen
    try:
        await host.workshop.do(OpenRound(again))
    except ProposalsTied as equal:
        proposal = await _choose_proposal(host, equal.tied)
        if not proposal:
            raise
        await host.workshop.do(OpenRound(again, proposal))
    _say_ties(host)


def _say_ties(host: Host) -> None:
    if ties := host.workshop.watch.ties():
        host.say(ties, lasting=True)


async def toggle_result(host: Host) -> None:
    """Show the result of this card or hide it; an interim result only after asking."""
    if host.workshop.session.shown is not None:
        await host.workshop.do(HideResult())
        return
    current = host.workshop.session.open_round
    interim = current is not None and current.card == host.workshop.card.address
    if interim and not await host.ask(_interim()):
        return
    await host.workshop.do(ShowResult(interim=interim))


async def _choose_proposal(host: Host, tied: Sequence[str]) -> str:
    """Which of equally strong texts becomes the proposal; empty where the facilitator leaves it to the group."""
    rows = [ListRow(text, text) for text in tied]
    return await host.ask(ListDialog("Even sterk. Welk voorstel leg je voor?", rows, enter="kiest")) or ""


def _close_other(title: str, *, opens: bool) -> ChoiceDialog[str]:
    explanation = f"De ronde bij {quoted(title)} is nog open. Er kan er maar één open zijn."
    choice = "Ja, sluit die en open deze" if opens else "Ja, sluit die ronde"
    return ChoiceDialog("De andere ronde sluiten?", explanation, [("ja", choice)])


def _again(last: Round, *, support: bool) -> ChoiceDialog[str]:
    explanation = f"Ronde {last.number} heeft {words_for(last.answers)}."
    choices = [
        ("nieuw", f"Een nieuwe ronde: ronde {last.number + 1}"),
        ("verder", "Verder met deze ronde"),
    ]
    if support:
        choices.insert(0, ("steun", "Steun vragen voor deze teksten"))
    return ChoiceDialog("Nog een keer open?", explanation, choices)


def _interim() -> ChoiceDialog[str]:
    explanation = "De ronde is nog open. Een tussenstand kan verraden wie wat koos."
    return ChoiceDialog("Toch een tussenstand tonen?", explanation, [("ja", "Ja, toon de tussenstand")])
