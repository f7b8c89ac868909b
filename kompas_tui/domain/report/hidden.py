"""What the facilitator keeps back: a text that is hidden comes back nowhere, and the report says how many and why."""

from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import replace

from kompas_tui.domain.kinds import Activity
from kompas_tui.domain.kinds.formulier import Formulier
from kompas_tui.domain.language.wording import count
from kompas_tui.domain.report.document import Block, Figures, Paragraph, Section
from kompas_tui.domain.result.comparison import Comparison, compared
from kompas_tui.domain.result.shapes import Axes, Bars, Result
from kompas_tui.domain.result.tables import Table
from kompas_tui.domain.session.session import Round, Session

KEPT_BACK = "(tekst die niet te zien is)"
NO_REASON = "geen reden opgeschreven"


def folded(text: str) -> str:
    """The text on one line and in small letters, as texts are compared with options made from them."""
    return " ".join(text.split()).casefold()


def _texts(session: Session) -> tuple[Counter[str], Counter[str]]:
    """How often each text, folded, is hidden and how often it is not."""
    hidden: Counter[str] = Counter()
    shown: Counter[str] = Counter()
    for asked in session.rounds.values():
        ids = asked.hidden()
        for item in asked.texts():
            (hidden if item.id in ids else shown)[folded(item.text)] += 1
    return hidden, shown


def still_shown(session: Session, text: str) -> int:
    """How often a text that was hidden can still be read elsewhere, since others wrote the same."""
    return _texts(session)[1][folded(text)]


def kept_back(session: Session) -> frozenset[str]:
    """Texts, folded, that may not be shown, though a later question may have them as an option."""
    hidden, shown = _texts(session)
    decks = folded("\n".join(deck.text for deck in session.decks.values()))
    return frozenset(text for text in hidden if text not in shown and text not in decks)


def veil(text: str, hidden: Set[str]) -> str:
    """The text, or a few words in its place where it may not be shown."""
    return KEPT_BACK if hidden and folded(text) in hidden else text


def veiled(result: Result, hidden: Set[str]) -> Result:
    """The result with no option that may not be shown."""
    match result:
        case Bars():
            bars = tuple(replace(bar, label=veil(bar.label, hidden)) for bar in result.bars)
            return replace(result, bars=bars, winner=veil(result.winner, hidden))
        case Axes():
            return replace(result, points=tuple(replace(p, label=veil(p.label, hidden)) for p in result.points))
        case _:
            return result


def comparison(session: Session, shown: Round, hidden: Set[str]) -> Comparison | None:
    """What shifted since the round before, with no option that may not be shown."""
    before = session.before(shown)
    seen = session.comparison(shown)
    if before is None or seen is None or not before.result().answers:
        return None
    found = compared(veiled(before.result(), hidden), veiled(shown.result(), hidden))
    return replace(found, titles=seen.titles) if found else None


def personal_fields(activity: Activity) -> frozenset[str]:
    """The names of the fields by which a person can be known."""
    if not isinstance(activity, Formulier):
        return frozenset()
    pairs = zip(activity.form_fields, activity.fields(), strict=True)
    return frozenset(field.name for said, field in pairs if said.personal)


def hidden_texts(shown: Round) -> Iterator[str]:
    """The ids of texts that the facilitator hid, without those that wait to be approved."""
    states = shown.states
    return (item.id for item in shown.texts() if item.id in states and states[item.id].shown is False)


def reasons(session: Session) -> Counter[str]:
    """Why texts are hidden, with how many for each reason."""
    said = {
        (event.round, event.text_id): event.reason or NO_REASON for event in session.moderated if event.act == "verberg"
    }
    hidden = [(shown.id, text_id) for shown in session.rounds.values() for text_id in hidden_texts(shown)]
    return Counter(said.get(place, NO_REASON) for place in hidden)


def _written_twice(session: Session) -> int:
    """How many of the texts that the facilitator hid can still be read, since somebody wrote the same."""
    shown = _texts(session)[1]
    kept = [(asked, set(hidden_texts(asked))) for asked in session.rounds.values()]
    return sum(item.id in ids and folded(item.text) in shown for asked, ids in kept for item in asked.texts())


def hidden_section(session: Session) -> Section | None:
    """How many texts are hidden and why, never what they say."""
    why = reasons(session)
    total = why.total()
    unseen = sum(len(shown.hidden() & {item.id for item in shown.texts()}) for shown in session.rounds.values())
    blocks: list[Block] = []
    if total:
        verb = "Die staat" if total == 1 else "Die staan"
        said = f"De begeleider verborg {count(total, 'tekst', 'teksten')}. {verb} niet in dit verslag."
        rows = tuple((reason, str(amount)) for reason, amount in sorted(why.items(), key=lambda row: (-row[1], row[0])))
        if twice := _written_twice(session):
            said += f" Bij {count(twice, 'tekst', 'teksten')} schreef iemand hetzelfde nog eens. Dat staat er wel in."
        blocks += [Paragraph(said), Figures("Verborgen teksten", "Waarom", Table(("Reden", "Aantal"), rows))]
    if waiting := unseen - total:
        verb = "is" if waiting == 1 else "zijn"
        said = f"Er {verb} {count(waiting, 'tekst', 'teksten')} niet goedgekeurd om te tonen."
        blocks.insert(0, Paragraph(said))
    return Section("Verborgen teksten", tuple(blocks)) if blocks else None
