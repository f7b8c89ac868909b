"""The outcomes of a card's rounds as sections, by the shape of a result and never by kind."""

from collections.abc import Sequence, Set
from dataclasses import replace

from kompas_tui.domain.kinds.leading import FEW, people
from kompas_tui.domain.report.document import Block, Bullets, Figures, Paragraph, Section
from kompas_tui.domain.results import Bars, Distribution, Result, Spread, Table, TextList, Words, as_table
from kompas_tui.domain.session import Round, Session
from kompas_tui.domain.wording import clock_time, count, number, quoted

MOST_BESIDE = 40
"""Roles whose names are longer together than this have a table each."""

KEPT_BACK = "(tekst die niet te zien is)"

Split = Sequence[tuple[str, Result]]


def kept_back(session: Session) -> frozenset[str]:
    """Texts, case-folded, that may not be shown, though a later question may have them as an option."""
    hidden: set[str] = set()
    shown: set[str] = set()
    for asked in session.rounds.values():
        ids = asked.hidden()
        for item in asked.texts():
            (hidden if item.id in ids else shown).add(item.text.casefold())
    decks = "\n".join(deck.text for deck in session.decks.values()).casefold()
    return frozenset(text for text in hidden - shown if text not in decks)


def _veiled(result: Result, hidden: Set[str]) -> Result:
    if not isinstance(result, Bars) or not hidden:
        return result
    return replace(
        result,
        bars=tuple(replace(bar, label=KEPT_BACK) if bar.label.casefold() in hidden else bar for bar in result.bars),
    )


def _unit(result: Result) -> str:
    match result:
        case Bars():
            return f"Aantal {result.unit}"
        case Distribution():
            return "Aantal deelnemers per score"
        case Words():
            return "Aantal deelnemers per woord"
        case TextList():
            return "Teksten"


def _beside(whole: Result, split: Split) -> Table:
    """The table with a column per role behind the total; a role may have spelled a word otherwise than most."""
    fold = str.casefold if isinstance(whole, Words) else str
    counts = [{fold(row[0]): row[1] for row in as_table(result).rows} for _, result in split]
    table = as_table(whole)
    rows = tuple((*row, *(column.get(fold(row[0]), "0") for column in counts)) for row in table.rows)
    return Table((*table.header, *(role for role, _ in split)), rows)


def _lists(result: TextList, split: Split) -> list[Block]:
    groups = [(f"Rol: {role}", part) for role, part in split] or [("", result)]
    return [
        Bullets(tuple(item.text for item in part.items), caption)
        for caption, part in groups
        if isinstance(part, TextList) and part.items
    ]


def _tables(name: str, result: Result, split: Split) -> list[Block]:
    table, unit = as_table(result), _unit(result)
    if not table.rows:
        return []
    if split and len(table.header) == 2 and sum(len(role) for role, _ in split) <= MOST_BESIDE:
        return [Figures(name, f"{unit}, samen en per rol", _beside(result, split))]
    parts = [
        Figures(f"{name}, {role}", f"{unit}, {role} ({count(part.answers, 'antwoord', 'antwoorden')})", as_table(part))
        for role, part in split
    ]
    return [Figures(name, unit, table), *(part for part in parts if part.table.rows)]


def _between(row: Spread) -> str:
    assert row.lower is not None, "a row with answers has quartiles"
    assert row.upper is not None, "a row with answers has quartiles"
    if row.lower == row.upper:
        return f"steeds {number(row.lower)}"
    return f"van {number(row.lower)} tot {number(row.upper)}"


def _spread(result: Result) -> list[Block]:
    """Where the middle half lies, for statements with enough scores to have one."""
    rows = [row for row in result.rows if row.answers >= FEW] if isinstance(result, Distribution) else []
    items = tuple(f"{row.label}: {_between(row)}" for row in rows)
    return [Bullets(items, "Waar de middelste helft van de scores ligt")] if rows else []


def _ends(result: Result) -> str:
    if not isinstance(result, Distribution) or result.ends is None or len(result.rows) == 1:
        return ""
    low, high = result.ends
    return f"Score 1 is {quoted(low)}. Score {len(result.rows[0].counts)} is {quoted(high)}."


def _changed(shown: Round) -> list[Block]:
    if shown.both is None or shown.moved is None:
        return []
    if shown.moved == 0:
        return [Paragraph(f"Geen van de {people(shown.both)} veranderde het antwoord.")]
    verb = "veranderde het" if shown.moved == 1 else "veranderden hun"
    return [Paragraph(f"{shown.moved} van de {people(shown.both)} {verb} antwoord.")]


def _times(shown: Round) -> str:
    opened = clock_time(shown.opened)
    return f"van {opened} tot {clock_time(shown.closed)}" if shown.closed else f"sinds {opened}"


def _roles(split: Split) -> str:
    named = [f"{role} {part.answers}" for role, part in split]
    return f"Per rol: {', '.join(named)}." if named else ""


def _outcome(name: str, shown: Round, roles: Sequence[str], hidden: Set[str]) -> list[Block]:
    result = _veiled(shown.result(), hidden)
    split = [(role, _veiled(part, hidden)) for role, part in shown.results_by_role(roles)]
    answers = f"{count(shown.answers, 'antwoord', 'antwoorden')}, {_times(shown)}."
    asides = " ".join(said for said in (answers, _roles(split), _ends(result)) if said)
    figures = _lists(result, split) if isinstance(result, TextList) else _tables(name, result, split)
    said = Paragraph(shown.activity.sentence(result), "outcome")
    return [said, *_changed(shown), Paragraph(asides, "quiet"), *figures, *_spread(result)]


def _round(name: str, shown: Round, roles: Sequence[str], hidden: Set[str]) -> list[Block]:
    if shown.is_open:
        said = f"Tot nu toe {count(shown.answers, 'antwoord', 'antwoorden')}, {_times(shown)}."
        return [Paragraph("Deze ronde is nog open. Dit is een tussenstand.", "outcome"), Paragraph(said, "quiet")]
    if not shown.answers:
        return [Paragraph("Er zijn geen antwoorden.", "outcome"), Paragraph(f"Open {_times(shown)}.", "quiet")]
    return _outcome(name, shown, roles, hidden)


def card_section(session: Session, rounds: Sequence[Round], hidden: Set[str], written: Sequence[Block]) -> Section:
    """A card with its rounds, and what was written down there."""
    title = rounds[-1].title
    if len(rounds) == 1:
        body = _round(title, rounds[0], session.roles, hidden)
        return Section(title, (*_question(rounds[0], title), *body, *written))
    asked_once = len({shown.activity.question for shown in rounds}) == 1
    parts = [
        Section(
            f"Ronde {shown.number}",
            (
                *(() if asked_once else _question(shown, title)),
                *_round(f"{title}, ronde {shown.number}", shown, session.roles, hidden),
                *(written if shown is rounds[-1] else ()),
            ),
        )
        for shown in rounds
    ]
    return Section(title, tuple(_question(rounds[0], title)) if asked_once else (), tuple(parts))


def _question(shown: Round, title: str) -> list[Block]:
    return [] if shown.activity.question == title else [Paragraph(shown.activity.question, "question")]
