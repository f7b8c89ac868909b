"""Finding something by name: a card, a command, or what a key does."""

from kompas_tui.tui.drawing.cards import words_for
from kompas_tui.tui.keys import PALETTE_ONLY, SESSION_KEYS
from kompas_tui.tui.screens.asking import Host
from kompas_tui.tui.screens.dialogs import ListDialog, ListRow, ReadDialog

WHERE_NOTES_ARE = "Je notities zie je alleen zelf: met ‘kompas regie’ in een tweede venster, of op je telefoon."


async def choose_card(host: Host, *, searching: bool) -> str | None:
    """The address of a card, chosen from all; None where none was."""
    session, course = host.workshop.session, host.workshop.course
    choices = []
    for number, card in enumerate((*course.order, *course.aside), 1):
        last = session.last_round(card.address)
        seen = "geweest" if any(visit.card == card.address for visit in session.course) else ""
        state = ("◐ ronde open" if last.is_open else f"● {words_for(last.answers)}") if last else seen
        if number == len(course.order) + 1 and course.way:
            choices.append(ListRow("", "Buiten de route", is_heading=True))
        away = f"uit {card.deck}" if card in course.linked else ""
        mark = str(number) if number <= len(course.order) else ""
        choices.append(ListRow(card.address, card.title, mark, " · ".join(filter(None, (away, state)))))
    return await host.ask(ListDialog("Inhoud", choices, enter="gaat erheen", searching=searching, current=session.card))


async def choose_command(host: Host) -> str | None:
    """The action of a command, chosen by name; None where none was."""
    keys = [key for key in (*SESSION_KEYS, *PALETTE_ONLY) if key.action != "commands"]
    choices = [
        ListRow(key.action, _sentence(key.entry.does), host.key_names.of(key.id), name=key.entry.short) for key in keys
    ]
    return await host.ask(ListDialog("Opdrachten", choices, enter="doet het", searching=True))


def key_help(host: Host) -> ReadDialog:
    """What the keys do, as they are bound now; notes are private, so it says where they stand."""
    rows = [(host.key_names.of(key.id), key.entry.does) for key in SESSION_KEYS]
    rows.insert(2, ("1…9 0", "wat de kaart een nummer geeft, zoals een tip"))
    rows.insert(3, (host.key_names.of("terug"), "terug naar de kaart"))
    return ReadDialog("Wat doen de toetsen?", [*rows, ("", ""), ("regie", WHERE_NOTES_ARE)])


def _sentence(does: str) -> str:
    return does[0].upper() + does[1:]
