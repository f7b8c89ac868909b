"""Giving a command of the remote: what it needs is asked in dialogs, by what the remote itself says of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, Protocol

from kompas_tui.domain.language.dates import iso_date
from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.language.wording import quoted
from kompas_tui.domain.result.shapes import Word, Words
from kompas_tui.domain.result.spellings import variants
from kompas_tui.tui.remote import RemoteRefused
from kompas_tui.tui.screens.agreement_dialogs import (
    CONFIRM,
    FEEDBACK,
    REMOVE,
    REWORD,
    change_dialog,
    harvest_dialog,
)
from kompas_tui.tui.screens.asking import Asker, ask_until_taken
from kompas_tui.tui.screens.dialogs import ChoiceDialog, ListDialog, ListRow, alike_dialog
from kompas_tui.tui.screens.entries import IS_YES, Question
from kompas_tui.workshop.commands.needs import SPOT_OPTIONS

_Words = dict[str, Any]
_Need = Mapping[str, Any]
_LONGEST_CHOICE = 6
"""So many choices stand in a small dialog; more get a list to search in."""
_NOTHING = "/niets"
_TEXTS = ("tekst_id", "vraag_id")
_ONE_BY_ONE = ("modereer", "weeg", "koppel")
"""What is done with one text after another: it is asked again, with the next one and what was chosen before."""


class CommandDesk(Asker, Protocol):
    """Where commands are asked: it knows the state, and gives them."""

    @property
    def state(self) -> Mapping[str, Any]:
        """The session as it is now."""

    async def give(self, order: _Words) -> None:
        """Give a command, and show what came of it."""

    async def commands(self) -> Sequence[Mapping[str, Any]]:
        """What can be given now, with what it needs and can choose from."""


def as_it_stands(state: Mapping[str, Any], commands: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """The commands of one key as they are meant now: first what the beamer would do, and no turn that is not there."""
    groups, rhythm = state["groepen"], state["ritme"]
    has_turns = groups is not None and groups["ronde"] < groups["van"]
    other = {"voeg_gelijke_samen"}  # which is a key in the list where texts are arranged
    if not has_turns or groups["kaart"] == state["kaart"]:
        other.add("groepen" if has_turns else "groepsronde")
    if rhythm is not None and rhythm["loopt"] and not rhythm.get("klok"):
        other.add("klok")  # one that counts down already is given more time, or stopped
    other |= {"canvas"} if "canvas" in state else {"vak", "canvasgegevens"}
    first = ("groepsronde", "tijd")
    return sorted(
        (one for one in commands if one["opdracht"] not in other), key=lambda one: one["opdracht"] not in first
    )


def by_digit(state: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    """What the digits on the beamer mean, such as a point of the plate, a tip of a bear or a line of the harvest."""
    return {one["toets"]: one for one in state.get("cijfers", ())}


async def press_digit(desk: CommandDesk, digit: Mapping[str, Any]) -> None:
    """Give the command of a digit, after asking what else it needs."""
    order: _Words = dict(digit["opdracht"])
    if order["opdracht"] == "verbeter":
        await change_line(desk, order["regel"])
    elif digit["vraagt"]:
        await go_on_with(desk, order)
    else:
        await desk.give(order)


async def go_on_with(desk: CommandDesk, order: _Words) -> None:
    """Give a command of which some words are known: what is chosen is not asked, what is written can be changed."""
    commands = await desk.commands()
    await _ask_one(desk, next(one for one in commands if one["opdracht"] == order["opdracht"]), {}, order)


_TAKE_AWAY = "/weg"


async def correct_harvest(desk: CommandDesk) -> None:
    """Choose what to correct, or what else to do with the harvest that the room sees, as its key does there."""
    listed = desk.state["oogst"]["afspraken"]
    dialog = harvest_dialog(
        [(one["regel"], one["zin"], one["kopje"]) for one in listed],
        ListRow(_TAKE_AWAY, "Haal de oogst van de beamer"),
    )
    chosen = await desk.ask(dialog)
    if chosen == FEEDBACK:
        await go_on_with(desk, {"opdracht": "terugkoppeling"})
    elif chosen == CONFIRM:
        await desk.give({"opdracht": "bevestig"})
    elif chosen == _TAKE_AWAY:
        await desk.give({"opdracht": "oogst", "weg": True})
    elif chosen is not None:
        await change_line(desk, int(chosen))


async def change_line(desk: CommandDesk, number: int) -> None:
    """Correct the agreement with this number, or take it away."""
    one = next((one for one in desk.state["oogst"]["afspraken"] if one["regel"] == number), None)
    if one is None:
        return
    chosen = await desk.ask(change_dialog(one["kopje"], one["zin"]))
    if chosen == REWORD:
        await go_on_with(desk, {"opdracht": "verbeter", "regel": number})
    elif chosen == REMOVE:
        await desk.give({"opdracht": "haal_weg", "regel": number})


async def ask_for(desk: CommandDesk, commands: Sequence[Mapping[str, Any]], *, searching: bool = False) -> None:
    """Give one of these commands, after asking which, and what it needs; `searching` begins in the line for that."""
    able = [one for one in commands if not one.get("kan_niet") and _can_be_given(one)]
    commands = able or commands[:1]
    chosen = commands[0]["opdracht"] if len(commands) == 1 else await _which(desk, commands)
    before: _Words = {} if searching else {"kaart": desk.state["kaart"]}
    while command := next((one for one in commands if one["opdracht"] == chosen), None):
        given = await _ask_one(desk, command, before)
        if given is not None and chosen in _DRAWN:
            await _tell_lot(desk, given)
        if given is None or chosen not in _ONE_BY_ONE:
            return
        before, commands = given, await desk.commands()


_DRAWN, _SHOW, _LEAVE = ("loot", "tel_af"), "lot", "laat"


async def _tell_lot(desk: CommandDesk, given: _Words) -> None:
    """What was drawn, for who works here; the room sees it, or another one is drawn, when that is asked for."""
    while (lot := desk.state["lot"]) is not None:
        choices = [(_SHOW, "Toon het op de beamer"), (given["opdracht"], "Loot nog een keer"), (_LEAVE, "Nu niet")]
        chosen = await desk.ask(ChoiceDialog(lot["kop"], lot["kort"], choices))
        if chosen == _SHOW:
            await desk.give({"opdracht": _SHOW})
        if chosen not in _DRAWN:
            return
        await desk.give(given)


def _can_be_given(command: Mapping[str, Any]) -> bool:
    """Whether there is something now of all that must be chosen."""
    chosen = (one for one in command["nodig"] if one.get("kiest") and one["verplicht"] and not one["alleen_bij"])
    return all(one["keuzes"] for one in chosen)


async def _ask_one(
    desk: CommandDesk, command: Mapping[str, Any], before: _Words, known: Mapping[str, Any] = MappingProxyType({})
) -> _Words | None:
    """Give this command after asking what it needs and is not known; what was given, None where one went back."""
    if why_not := command.get("kan_niet"):  # a session of an earlier version says nothing of it
        raise CommandRefused(why_not)
    words: _Words = {"opdracht": command["opdracht"]}
    lines: list[_Need] = []
    for need in command["nodig"]:
        if need["alleen_bij"] and words.get("doe", words.get("soort")) not in need["alleen_bij"]:
            continue
        if need["naam"] == "kaart" and not need["verplicht"]:
            continue  # it is about the card on the beamer
        if need["soort"] == "keuze":
            if need["naam"] in known:
                words[need["naam"]] = known[need["naam"]]
            elif not await _choose_into(words, desk, need, before):
                return None
        else:
            lines += _spread(need)
    if lines:
        return await _fill_in(desk, command, lines, words, before, known)
    await desk.give(words)
    return words


async def _which(desk: CommandDesk, commands: Sequence[Mapping[str, Any]]) -> str | None:
    rows = [(str(one["opdracht"]), str(one["titel"])) for one in commands]
    return await desk.ask(ChoiceDialog("Wat wil je doen?", "", rows))


async def _choose_into(words: _Words, desk: CommandDesk, need: _Need, before: _Words) -> bool:
    """Choose one of what there is now, from what was chosen `before` on; whether the facilitator goes on."""
    if not need["keuzes"]:
        if need["verplicht"]:
            raise CommandRefused(f"Hier is niets om te kiezen bij de vraag {quoted(need['label'])}")
        return True
    if need["naam"] == "doe" and len(need["keuzes"]) == 1:
        words["doe"] = need["keuzes"][0]["waarde"]  # there is one thing to do now
        return True
    rows = [(str(index), str(one["zegt"])) for index, one in enumerate(need["keuzes"])]
    if not need["verplicht"]:
        rows.insert(0, (_NOTHING, "Laat dit open"))
    current = _current(need, before)
    if len(rows) <= _LONGEST_CHOICE and not current:
        chosen = await desk.ask(ChoiceDialog(need["label"], "", rows))
    else:
        listed = [ListRow(name, label) for name, label in rows]
        chosen = await desk.ask(
            ListDialog(need["label"], listed, searching=not current, current=current, enter="kiest")
        )
    if chosen is None:
        return False
    if chosen != _NOTHING:
        words[need["naam"]] = need["keuzes"][int(chosen)]["waarde"]
    return True


def _current(need: _Need, before: _Words) -> str:
    """The row to begin at: of texts the one after that of before, else the same one again; empty the first time."""
    values = [one["waarde"] for one in need["keuzes"]]
    if before.get(need["naam"]) not in values:
        return ""
    index = values.index(before[need["naam"]])
    return str(min(index + (need["naam"] in _TEXTS), len(values) - 1))


def _spread(need: _Need) -> list[_Need]:
    """The lines of a need: a number for each option where it counts them, or a few lines where several are wanted."""
    if need["soort"] == "rijen":
        numbers = range(1, SPOT_OPTIONS + 1)
        return [{**need, "label": f"{need['label']} {n}", "naam": f"{need['naam']}/{n}"} for n in numbers]
    if need["soort"] != "aantallen":
        return [need]
    return [
        {**need, "label": one["zegt"], "naam": f"{need['naam']}/{one['waarde']}", "verplicht": False, "hint": "0"}
        for one in need["keuzes"]
    ]


async def _fill_in(
    desk: CommandDesk,
    command: Mapping[str, Any],
    lines: Sequence[_Need],
    words: _Words,
    last: _Words,
    known: Mapping[str, Any],
) -> _Words | None:
    """Give the command once its lines are filled in, at first with what is known or stood there the `last` time."""
    before = _before(desk.state, command, words) or {"groep": last.get("groep"), **known}
    if words["opdracht"] == "verbeter":
        lines = [one for one in lines if one["naam"] in before]  # a decision is nobody's, and has no day
    given: _Words = {}
    questions = [
        Question(
            one["label"],
            str(before.get(one["naam"]) or ""),
            one["hint"],
            one["verplicht"],
            comes_first=index == 0 and bool(before.get(one["naam"])) and one["naam"] not in known,
            is_yes_or_no=one["soort"] == "ja",
            known=tuple(dict.fromkeys(text["groep"] for text in desk.state["moderatie"] if text["groep"]))
            if one["naam"] == "groep"
            else (),
        )
        for index, one in enumerate(lines)
    ]

    async def take(typed: list[str]) -> None:
        given.update(words)
        for need, answer in zip(lines, typed, strict=True):
            _put(given, need, answer)
        await desk.give(given)

    return given if await ask_until_taken(desk, command["titel"], questions, take) else None


def _before(state: Mapping[str, Any], command: Mapping[str, Any], words: _Words) -> Mapping[str, Any]:
    """What stands in the lines at first: what is corrected, or a cell's draft, else what is known now."""
    if words["opdracht"] == "verbeter":
        return next((one for one in state["oogst"]["afspraken"] if one["regel"] == words.get("regel")), {})
    if words["opdracht"] == "vak" and "canvas" in state:
        cells = state["canvas"]["cellen"]
        return next(({"tekst": one["ontwerp"]} for one in cells if one["naam"] == words["vak"]), {})
    stands: Mapping[str, Any] = command.get("staat_er", {})  # a session of an earlier version says nothing of it
    return stands


def _put(words: _Words, need: _Need, answer: str) -> None:
    """Put what was typed in the command, as its kind; what is left empty is left out."""
    name, typed = need["naam"], answer.strip()
    match need["soort"]:
        case "dag":
            words[name] = iso_date(typed, datetime.now().astimezone().date())
        case "ja":
            words[name] = typed == IS_YES
        case "getal" if typed:
            words[name] = _number(typed)
        case "aantallen":
            into, _, option = name.partition("/")
            words.setdefault(into, {})[option] = int(_number(typed or "0"))
        case "rijen":
            rows = words.setdefault(name.partition("/")[0], [])
            rows += [typed] if typed else []
        case "lijst":
            words[name] = [one for part in typed.split(",") if (one := part.strip())]
        case "tekst":
            words[name] = answer


def _number(typed: str) -> int | float:
    plain = typed.replace(",", ".")
    if not plain.replace(".", "", 1).isdecimal() or len(plain) > 9:
        raise CommandRefused(f"{quoted(typed[:20])} is geen getal. Vul een getal in, zoals 5.")
    return float(plain) if "." in plain else int(plain)


async def merge_alike(desk: CommandDesk) -> bool:
    """Ask of words that look alike whether they count as one, as on the beamer; False where none do."""
    asked = desk.state["getoond"]
    same = (one for one in desk.state["uitslagen"] if asked and all(one[name] == asked[name] for name in asked))
    seen = next(same, None)
    if seen is None or seen.get("vorm") != Words.shape:
        return False
    alike = variants([Word(one["optie"], one["aantal"]) for one in seen["opties"]])
    for kept, others in alike:
        chosen = await desk.ask(alike_dialog(kept, others))
        if chosen is None:
            break
        if chosen == "ja":
            await desk.give({"opdracht": "voeg_woorden_samen", "woorden": [*others, kept], "tot": kept})
    return bool(alike)


async def open_or_close(desk: CommandDesk) -> None:
    """Close the round that is open here, else open one; ask where a round is open elsewhere or was one here already."""
    state = desk.state
    if state["ronde"] is not None and state["ronde_kaart"] != state["kaart"]:
        explanation = "Bij een andere kaart is nog een ronde open. Er kan er maar één open zijn."
        if not await desk.ask(ChoiceDialog("De andere ronde sluiten?", explanation, [("ja", "Ja, sluit die ronde")])):
            return
    if state["ronde"] is not None:
        await desk.give({"opdracht": "sluit", "bij": state["versie"]})
        return
    again = ""
    if any(one["kaart"] == state["kaart"] for one in state["uitslagen"]):
        choices = [("nieuw", "Een nieuwe ronde"), ("verder", "Verder met de laatste ronde")]
        if state["te_steunen"]:
            choices.insert(0, ("steun", "Steun vragen voor deze teksten"))
        chosen = await desk.ask(ChoiceDialog("Nog een keer open?", "", choices))
        if chosen is None:
            return
        again = chosen
    opening = {"opdracht": "open", "ronde": again, "bij": state["versie"]}
    try:
        await desk.give(opening)
    except RemoteRefused as refused:
        if not refused.even:
            raise
        rows = [ListRow(text, text) for text in refused.even]
        chosen = await desk.ask(ListDialog("Even sterk. Welk voorstel leg je voor?", rows, enter="kiest"))
        if not chosen:
            raise
        await desk.give(opening | {"voorstel": chosen})


async def show_or_hide(desk: CommandDesk) -> None:
    """Show the result or hide it; an interim result only after asking."""
    state = desk.state
    if state["getoond"] is not None:
        await desk.give({"opdracht": "verberg"})
        return
    is_interim = state["ronde"] is not None and state["ronde_kaart"] == state["kaart"]
    if is_interim:
        explanation = "De ronde is nog open. Een tussenstand kan verraden wie wat koos."
        choices = [("nee", "Nee"), ("ja", "Ja, toon de tussenstand")]
        if await desk.ask(ChoiceDialog("Toch een tussenstand tonen?", explanation, choices)) != "ja":
            return
    await desk.give({"opdracht": "toon", "zeker": is_interim, "bij": state["versie"]})
