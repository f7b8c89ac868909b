"""What the facilitator does with a group, each as a conversation in dialogs that ends in one call of the workshop."""

from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any

from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.language.wording import count, quoted
from kompas_tui.domain.outcome import outcome_of
from kompas_tui.domain.question.fields import OneOf
from kompas_tui.domain.result.shapes import Words
from kompas_tui.domain.result.spellings import variants
from kompas_tui.domain.session.groups import groups_on
from kompas_tui.tui.drawing.cards import words_for
from kompas_tui.tui.drawing.join import route_words
from kompas_tui.tui.screens.arranging import ArrangedRound, ArrangeScreen
from kompas_tui.tui.screens.asking import Host, ask_until_taken, give
from kompas_tui.tui.screens.dialogs import ChoiceDialog, ListDialog, ListRow, ReadDialog, alike_dialog
from kompas_tui.tui.screens.entries import Question
from kompas_tui.tui.screens.harvesting import plan_feedback
from kompas_tui.tui.screens.pairing import PairingDialog
from kompas_tui.tui.screens.showing import route_rows
from kompas_tui.tui.screens.timing import lead_speakers
from kompas_tui.tui.screens.weighing import weigh_texts
from kompas_tui.workshop.commands.asking import AskOnTheSpot
from kompas_tui.workshop.commands.course import ChooseRoute, Describe
from kompas_tui.workshop.commands.groups import FormGroups, NextTurn
from kompas_tui.workshop.commands.looking import LayBeside, LookUp, comparable_now
from kompas_tui.workshop.commands.lots import DrawText, NumberGroups
from kompas_tui.workshop.commands.needs import SPOT_KINDS, SPOT_OPTIONS, WITH_OPTIONS, needs_of
from kompas_tui.workshop.commands.refusing import see_that_it_can
from kompas_tui.workshop.commands.room import CountHands, LockRoom, TakeAttendance, hand_options
from kompas_tui.workshop.commands.standing import stands_already
from kompas_tui.workshop.commands.texts import MergeWords, WriteOnBoard
from kompas_tui.workshop.enlarging import arrangeable


def _number(typed: str, what: str) -> int:
    number = typed.strip() or "0"
    if not (number.isascii() and number.isdigit() and len(number) < 6):
        raise CommandRefused(f"{quoted(typed.strip()[:20])} is geen aantal {what}. Vul een heel getal in.")
    return int(number)


async def note(host: Host) -> None:
    """Write a note, about the question of the fan where one was drawn."""
    drawn = host.workshop.card.fan is not None and host.workshop.session.drawn
    await give(host, "notitie", title=f"Notitie bij deze {'vraag' if drawn else 'kaart'}")


async def decide(host: Host) -> None:
    """Write down a decision; at a proposal the proposal stands there already."""
    await give(host, "besluit")


async def lock(host: Host) -> None:
    """Lock the room, or open it where it is locked."""
    host.say(await host.workshop.do(LockRoom(not host.workshop.session.is_locked)))


async def describe(host: Host) -> None:
    """Fill in title, place, organisation and purpose, and by what the session is found again."""
    needs, stands = needs_of("gegevens"), stands_already(host.workshop, "gegevens")
    questions = [Question(need.label, stands[need.name], need.hint) for need in needs]

    async def take(typed: list[str]) -> None:
        title, place, organisation, purpose, district, themes = typed
        named = tuple(filter(None, map(str.strip, themes.split(","))))
        await host.workshop.do(Describe(title, place, organisation, purpose, district, named))

    await ask_until_taken(host, "Gegevens voor het verslag", questions, take)


async def follow_route(host: Host, name: str) -> None:
    """Follow this route, and say how long it is."""
    host.say(await host.workshop.do(ChooseRoute(name)))


async def choose_route(host: Host) -> None:
    """Choose another way through the cards."""
    see_that_it_can(host.workshop, "route")
    rows = route_rows(host.workshop)
    choices = [(row.name, route_words(row)) for row in rows]
    chosen = await host.ask(ChoiceDialog("Welke route volgen we?", "Alle andere kaarten blijven bereikbaar.", choices))
    if chosen is not None:
        await follow_route(host, chosen)


async def attend(host: Host) -> None:
    """Write down who is there: a number, and names for the full report where they are wanted.

    The names that stand there are not shown to the room; those stay where nothing is typed.
    """
    stands = stands_already(host.workshop, "aanwezig")
    asked = "Namen (niets typen: ze blijven staan)" if stands.get("namen") else "Namen (mag leeg blijven)"
    listed = "Met een komma ertussen; alleen voor het volledige verslag"
    questions = [
        Question("Hoeveel mensen zijn er in de zaal?", "", stands.get("mensen", "Een getal"), required=True),
        Question(asked, "", listed),
    ]

    async def take(typed: list[str]) -> None:
        names = [name for name in typed[1].split(",") if name.strip()] or None
        await host.workshop.do(TakeAttendance(_number(typed[0], "mensen"), names))

    if await ask_until_taken(host, "Wie zijn er?", questions, take):
        host.say("De aanwezigheid is bewaard.")


async def count_hands(host: Host) -> None:
    """Add hands per option for people without a phone."""
    where, options = hand_options(host.workshop.session, host.workshop.card.address)
    stands = stands_already(host.workshop, "handen")
    questions = [Question(option, stands.get(f"aantallen/{option}", ""), "0") for option in options]
    one_each = isinstance(where.activity.fields()[0], OneOf)
    if not one_each:
        questions.append(Question("Hoeveel mensen zonder telefoon?", stands.get("mensen", ""), "0"))

    async def take(typed: list[str]) -> None:
        counts = {option: _number(typed, "handen") for option, typed in zip(options, typed, strict=False)}
        people = None if one_each else _number(typed[-1], "mensen")
        await host.workshop.do(CountHands(counts, people, only=where.id))
        host.say(f"{count(sum(counts.values()), 'hand is', 'handen zijn')} bewaard.")

    hint = "Hoeveel handen gaan er omhoog? Enter gaat verder."
    await ask_until_taken(host, "Handen tellen", questions, take, hint)


async def group(host: Host) -> None:
    """Make the groups of this card; where they are there, go to the next turn, and after the last one add people."""
    card = host.workshop.card
    groups = groups_on(host.workshop.session.groups, card)
    if groups is not None and groups.turn < groups.form.turns:
        host.say(await host.workshop.do(NextTurn()))
        return
    see_that_it_can(host.workshop, "groepen")
    before = str(groups.without) if groups is not None else ""
    questions = [Question("Hoeveel mensen hebben geen telefoon?", before, "0")]

    async def take(typed: list[str]) -> None:
        host.say(await host.workshop.do(FormGroups(_number(typed[0], "mensen"))))

    await ask_until_taken(host, "Groepen maken", questions, take, "Zij krijgen een nummer op het scherm.")


async def arrange(host: Host) -> None:
    """Arrange what is shown: texts and asks by keyboard, words by consent."""
    asked = host.workshop.session.shown
    if asked is None:
        raise CommandRefused("Toon eerst de uitslag. Dan kun je ordenen.", "toon")
    result = outcome_of(host.workshop.session, asked).result
    if isinstance(result, Words):
        await _merge_words(host, result)
    elif arrangeable(result):
        host.lay_over(ArrangeScreen(host, ArrangedRound(host, asked)))
    else:
        raise CommandRefused("Hier staan geen teksten of woorden om te ordenen.")


async def _merge_words(host: Host, result: Words) -> None:
    alike = variants(result.words)
    if not alike:
        host.say("Ik zie geen woorden die op elkaar lijken.")
    for kept, others in alike:
        chosen = await host.ask(alike_dialog(kept, others))
        if chosen is None:
            return
        if chosen == "ja":
            await host.workshop.do(MergeWords((*others, kept), kept))


async def amend(host: Host) -> None:
    """Ask consent on an amended proposal."""
    see_that_it_can(host.workshop, "voorstel")
    await give(host, "voorstel")


async def ask_on_the_spot(host: Host) -> None:
    """Make a question now, and show it as a card."""
    names = [(kind, kind.capitalize()) for kind in SPOT_KINDS]
    kind = await host.ask(ChoiceDialog("Een eigen vraag maken", "Hoe antwoordt de groep?", names))
    if kind is None:
        return
    questions = [Question("Wat vraag je?", required=True)]
    if kind in WITH_OPTIONS:
        questions += [Question(f"Optie {number}", required=number < 3) for number in range(1, SPOT_OPTIONS + 1)]

    async def take(typed: list[str]) -> None:
        await host.workshop.do(AskOnTheSpot(kind, typed[0], [option for option in typed[1:] if option.strip()]))

    await ask_until_taken(host, f"Een eigen vraag: {kind}", questions, take)


async def compare(host: Host) -> None:
    """Choose a round to lay the shown one beside."""
    others = comparable_now(host.workshop.session)
    choices = [ListRow(other.id, other.title, f"ronde {other.number}", words_for(other.answers)) for other in others]
    chosen = await host.ask(ListDialog("Naast welke ronde leggen we deze uitslag?", choices, enter="kiest"))
    if chosen:
        await host.workshop.do(LayBeside(chosen))


async def draw_lots(host: Host) -> None:
    """Draw one of the texts that are shown, or make groups of a size, and show the room what came of it."""
    choices = [("groepen", "Groepen maken"), ("tekst", "Loten uit de teksten op het scherm")]
    chosen = await host.ask(ChoiceDialog("Loten", "", choices))
    if chosen == "tekst":
        await host.workshop.do(DrawText())
    elif chosen != "groepen" or not await _number_groups(host):
        return
    await host.workshop.do(LookUp(cover="lot"))


async def _number_groups(host: Host) -> bool:
    stands = stands_already(host.workshop, "tel_af")
    needs = needs_of("tel_af")
    questions = [Question(need.label, stands[need.name], need.hint, required=True) for need in needs]

    async def take(typed: list[str]) -> None:
        people, size = (_number(one, "mensen") for one in typed)
        await host.workshop.do(NumberGroups(people, size))

    return await ask_until_taken(host, "Groepen maken", questions, take)


async def show_key(host: Host, key: str) -> None:
    """Show the remote's key, after asking since the room reads along."""
    explanation = "De zaal kijkt mee. Met deze sleutel kan iemand de sessie besturen."
    choices = [("ja", "Ja, toon de sleutel"), ("nee", "Nee")]
    if await host.ask(ChoiceDialog("De sleutel tonen?", explanation, choices)) == "ja":
        host.lay_over(ReadDialog("Regie", [("sleutel", key)]))


async def pair_phone(host: Host, new_pairing: Callable[[], Awaitable[tuple[str, int]]] | None) -> None:
    """Show a code to scan with the phone that will steer, after asking since the room can scan it too."""
    if new_pairing is None:
        raise CommandRefused("Deze sessie is alleen op deze laptop. Er is geen telefoon om te koppelen.")
    explanation = "De zaal kijkt mee. De code werkt één keer: scan hem meteen met je eigen telefoon."
    choices = [("ja", "Ja, toon de code"), ("nee", "Nee")]
    if await host.ask(ChoiceDialog("Een telefoon koppelen?", explanation, choices)) == "ja":
        host.lay_over(PairingDialog(*await new_pairing()))


async def write_on_board(host: Host) -> None:
    """Choose a board of this card, and write a text on it."""
    last = host.workshop.session.last_round(host.workshop.card.address)
    activity = last.activity if last is not None else host.workshop.card.activity
    see_that_it_can(host.workshop, "bord")
    boards = activity.boards if activity is not None else ()
    board = await host.ask(ChoiceDialog("Op welk bord?", "", [(name, name) for name in boards]))
    if board is None:
        return

    async def take(typed: list[str]) -> None:
        host.say(await host.workshop.do(WriteOnBoard(board, typed[0])))

    await ask_until_taken(
        host, f"Op het bord {quoted(board)}", [Question("", "", "Schrijf het op", required=True)], take
    )


async def ask_own_question(host: Host) -> None:
    """A question of the room for the fan; refused before anything is typed where there is no fan."""
    see_that_it_can(host.workshop, "waaiervraag")
    await give(host, "waaiervraag")


CONVERSATIONS: Mapping[str, Callable[[Host], Coroutine[Any, Any, None]]] = {
    "notitie": note,
    "besluit": decide,
    "handen": count_hands,
    "groepen": group,
    "ordenen": arrange,
    "wegen": weigh_texts,
    "bord": write_on_board,
    "gegevens": describe,
    "route": choose_route,
    "waaiervraag": ask_own_question,
    "voorstel": amend,
    "vraag": ask_on_the_spot,
    "vergelijken": compare,
    "loten": draw_lots,
    "aanwezig": attend,
    "slot": lock,
    "sprekers": lead_speakers,
    "terugkoppeling": plan_feedback,
}
"""By the id of a row: the conversation in which more is asked than lines of text."""

AFTER_THE_END = ("reactie", "vergelijken", "loten")
"""What can be asked for in a session that was ended."""

ABOUT_THE_CARD = ("voorstel", "vraag")
"""Conversations that lead to another card or round, which must be seen then."""
