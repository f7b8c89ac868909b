"""What the facilitator's own terminal shows, from the remote's state: this card and the next, time, people, results."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from kompas_tui.domain.language.wording import clock_time, count, waiting_in_words
from kompas_tui.tui.drawing.lines import (
    BLANK,
    NOW,
    PLAIN,
    QUIET,
    STRONG,
    TITLE,
    Lines,
    cut,
    fitted,
    joined,
    marked,
    text,
    wrapped,
)
from kompas_tui.tui.drawing.rhythm import clock_face

DeskState = Mapping[str, Any]

_BAR = 12
_COVERS = {
    "naslag": "de naslag",
    "oogst": "de oogst",
    "meedoen": "de code om mee te doen",
    "vragenbus": "de vragenbus",
    "zwart": "een zwart scherm",
    "groot": "wat er staat, groot",
    "lot": "het lot",
    "onthulling": "de plaatsen van de uitslag",
}
_WAITS = "wacht"
"""How the remote calls a text or a question of the box that nobody read yet."""
_MOST_ROWS = 14
_LEAST_TEXTS = 4


def card_lines(state: DeskState, width: int) -> Lines:
    """This card with its notes, and the next one with its."""
    here, following = state["kaart_nu"], state["kaart_straks"]
    planned = [text(f"gepland: {here['duur']} min", QUIET)] if here["duur"] else []
    lines = [*wrapped(here["titel"], width, TITLE), *planned, BLANK]
    lines += wrapped(here["notities"] or "Bij deze kaart staat geen notitie.", width)
    lines += _numbered_lines(state, width)
    lines += [BLANK, text("Straks", STRONG)]
    if following is None:
        return [*lines, *wrapped("Dit is de laatste kaart. Laat daarna de oogst zien.", width)]
    lines += wrapped(following["titel"], width, TITLE)
    return [*lines, *(wrapped(following["notities"], width, QUIET) if following["notities"] else [])]


def _numbered_lines(state: DeskState, width: int) -> Lines:
    """What carries a digit on the beamer, which does the same here, such as a point of a plate or a tip of a bear."""
    rows = state.get("cijfers", ())  # a session of an earlier version says nothing of it
    lines = [line for one in rows for line in marked(text(f"{one['toets']}  ", STRONG), one["zegt"], width)]
    return [BLANK, *lines] if lines else []


def people_lines(state: DeskState, width: int) -> Lines:
    """Who is there, busy and done, in numbers, and how the round stands."""
    here, joined_in = state["verbonden"], count(state["deelnemers"], "deelnemer", "deelnemers")
    silent = f" Van {count(state['stil'], 'telefoon', 'telefoons')} hoor je nu niets." if state["stil"] else ""
    lines = wrapped(f"{here} nu verbonden, {joined_in} in totaal.{silent}", width)
    if state["ronde"] is None:
        return [text("Er is geen ronde open.", STRONG), *lines]
    kind = "De steunronde" if state["steunronde"] else f"Ronde {state['ronde']}"
    elsewhere = "" if state["ronde_kaart"] == state["kaart"] else " bij een andere kaart"
    busy = f", {state['bezig']} nog bezig" if state["bezig"] else ""
    done = wrapped(f"{state['antwoorden']} klaar{busy}.", width)
    return [*wrapped(f"{kind} is open{elsewhere}.", width, NOW), *done, *lines]


def waiting_lines(state: DeskState, width: int) -> Lines:
    """How many texts and questions wait to be read, as on the page for a phone that steers; nothing where none does."""
    texts, asked = (sum(one["stand"] == _WAITS for one in state[name] or ()) for name in ("moderatie", "vragenbus"))
    told = waiting_in_words(texts, asked)
    return wrapped(f"{told}.", width, NOW) if told else []


def floor_lines(state: DeskState, passed: float, width: int) -> Lines:
    """Who speaks, for how long still, and who comes next, also where the room sees a result; else nothing."""
    floor = state["sprekers"]
    if floor is None:
        return []
    lines = wrapped(floor["zin"], width)
    if floor["seconden"] is None:
        return lines
    left = max(int(floor["seconden"] - passed), 0)
    told = f"De spreker heeft nog {clock_face(left)}." if left else "De tijd van de spreker is om."
    return [*lines, *wrapped(told, width, NOW)]


def time_lines(state: DeskState, now: datetime, passed: float, width: int) -> Lines:
    """The clock against the agenda; `passed` is how many seconds ago the state was told."""
    pace = state["tijd"]
    lines = [text(clock_time(now), STRONG)] if pace is None else _pace_lines(pace, now, int(passed // 60), width)
    if (clock := state["klok"]) is not None:
        left = max(int(clock["seconden"] - passed), 0)
        closes = ", daarna sluit de ronde" if clock["sluit"] else ""
        lines.append(text(f"De klok: nog {clock_face(left)}{closes}." if left else "De tijd is om.", NOW))
    rhythm = state["ritme"]
    if rhythm is not None and rhythm["loopt"] and not rhythm.get("klok"):
        lines += wrapped(rhythm["zin"], width)
    return lines


def _pace_lines(pace: Mapping[str, Any], now: datetime, passed: int, width: int) -> Lines:
    planned = f" van {pace['hier_gepland']}" if pace["hier_gepland"] else ""
    of = f" van {pace['gepland']}" if pace["gepland"] else ""
    times = [clock_time(now), f"deze kaart {pace['hier'] + passed}{planned} min", f"in totaal {pace['bezig']}{of} min"]
    lines = wrapped(" · ".join(times), width, STRONG)
    if not pace["gepland"]:
        return lines
    return [*lines, *wrapped(f"Je bent {pace['zin']}.", width, NOW if pace["achter"] > 0 else PLAIN)]


def shown_line(state: DeskState, width: int) -> Lines:
    """What the room sees, and what was drawn by lot that it does not see."""
    cover, result = state["op_beamer"], state["getoond"]
    if cover is not None:
        on_beamer = _COVERS.get(cover, "iets anders")  # a session of a later version may know more
    elif state["afgerond"]:
        on_beamer = "het laatste scherm"
    elif result is not None:
        on_beamer = "de uitslag"
    else:
        on_beamer = "de vraag" if state["ronde"] is not None and state["ronde_kaart"] == state["kaart"] else "de kaart"
    page = state["bladzijde"]
    large = state.get("groot")  # a session of an earlier version says nothing of it
    kind = "vraag" if large and large.get("vragenbus") else "tekst"
    told = f"{kind} {page['nu']} van {page['van']} groot" if large else on_beamer
    part = f", pagina {page['nu']} van {page['van']}" if page["van"] > 1 and not large else ""
    lines = wrapped(f"Op de beamer: {told}{part}.", width, QUIET)
    if large:
        lines += marked(text("✓ " if large["beantwoord"] else "▸ ", TITLE), large["tekst"], width, STRONG)
    lot = state.get("lot")
    hidden = f"Geloot, niet op de beamer: {lot['kort']}" if lot is not None and cover != "lot" else ""
    return [*lines, *(wrapped(hidden, width) if hidden else [])]


def result_lines(state: DeskState, width: int, height: int = 0) -> Lines:
    """The last result of this card, also before the room sees it; nothing where there is none.

    Of texts as many as there is room for, whole ones where all of them fit.
    """
    results = [one for one in state["uitslagen"] if one["kaart"] == state["kaart"]]
    if not results:
        return []
    last = results[-1]
    result = state["getoond"]
    is_seen = result is not None and (result["kaart"], result["ronde"]) == (last["kaart"], last["ronde"])
    lies_below = is_seen and state["op_beamer"] not in (None, "groot")
    seen = "Deze uitslag ligt onder wat de zaal nu ziet." if lies_below else "De zaal ziet deze uitslag."
    seen = "Deze uitslag staat op een van de laatste pagina’s." if state["afgerond"] else seen
    head = seen if is_seen else "Nog niet op de beamer. Alleen jij ziet dit."
    lines = [*wrapped(head, width, PLAIN if is_seen else NOW), *wrapped(last["zin"], width, STRONG), BLANK]
    if "opties" in last and any("verdeling" in option for option in last["opties"]):
        return [*lines, *_spreads(last["opties"], width)]
    if "opties" in last:
        return [*lines, *_bars(last["opties"], width)]
    texts = [one for one in last.get("teksten", ()) if isinstance(one, dict)]
    room = max(height - len(lines), _LEAST_TEXTS)
    whole = [line for one in texts for line in marked(text(_support(one), TITLE), _said(one), width)]
    if len(whole) <= room:
        return [*lines, *whole]
    lines += [text(cut(f"{_support(one)}{_said(one)}", width)) for one in texts[: room - 1]]
    return [*lines, *([text(f"en nog {len(texts) - room + 1}", QUIET)] if len(texts) >= room else [])]


def _said(told: Mapping[str, Any]) -> str:
    return " ".join(str(told.get("tekst", "")).split())


def _support(told: Mapping[str, Any]) -> str:
    return f"{told['steun']}× " if told.get("steun") else "· "


def _bars(options: Sequence[Mapping[str, Any]], width: int) -> Lines:
    counts = [one["aantal"] for one in options[:_MOST_ROWS]]
    most = max([*counts, 1])
    room = max(width - _BAR - 8, 10)
    rows = []
    for option, amount in zip(options, counts, strict=False):
        bar = "█" * round(_BAR * amount / most) if most else ""
        rows.append(joined(text(fitted(str(option["optie"]), room)), text(f" {amount:>4} ", STRONG), text(bar, TITLE)))
    return rows


def _spreads(options: Sequence[Mapping[str, Any]], width: int) -> Lines:
    """Each statement with its middle score, and below it how many gave each score."""
    lines: Lines = []
    for option in options[:_MOST_ROWS]:
        middle = f"  middelste score {option['mediaan']}" if option.get("mediaan") is not None else ""
        room = max(width - len(middle), 10)
        lines.append(joined(text(fitted(str(option["optie"]), room)), text(middle, STRONG)))
        counts = [f"{score['optie']}: {score['aantal']}" for score in option.get("verdeling", ())]
        lines += [text(cut(f"  {'   '.join(counts)}", width), QUIET)]
    return lines
