"""All figures of a session as one long table, a figure a row, as programs for analysis read it."""

import csv
import io
from collections.abc import Iterator, Sequence

from kompas_tui.domain.language.wording import OTHERS
from kompas_tui.domain.outcome import Outcome, outcome_of
from kompas_tui.domain.outcome.roles import tables_in_words
from kompas_tui.domain.result.shapes import (
    Axes,
    Bars,
    Distribution,
    Pairs,
    PinMap,
    Profile,
    Records,
    Result,
    Stacked,
    TextList,
    Words,
)
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session
from kompas_tui.export.markup import strip

ACTIVE = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r", "\n", "\0")
"""A cell that begins so, also full-width, gets an apostrophe before it (OWASP ASVS 1.2.10)."""

APOSTROPHE = "'"

LONG_HEADER = (
    "ronde_id", "kaart", "ronde", "vraag", "werkvorm", "groep", "optie", "maat", "aantal", "antwoorden",
)  # fmt: skip

EVERYBODY = "allen"
"""The group of all together."""

_COUNTED, _SUPPORT, _HANDS, _PADDLES = "aantal", "steun", "handen", "kaarten"

_Figure = tuple[str, str, float | None, int]
"""The option, what is measured of it, the figure, and how many answered."""


def long_table(session: Session) -> list[tuple[str | float | None, ...]]:
    """The header and a row for each figure of every closed round, of all together and of each group."""
    rows = [
        row
        for asked in session.rounds.values()
        if not asked.is_open
        for row in _of_round(asked, outcome_of(session, asked))
    ]
    return [LONG_HEADER, *rows]


def plain_csv(rows: Sequence[Sequence[str | float | None]]) -> bytes:
    """Rows for analysis, as RFC 4180 has it: commas, points in numbers, and texts as they are.

    What a spreadsheet would run has an apostrophe before it all the same, as such a file is opened by everybody.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerows([_harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return stream.getvalue().encode("utf-8", "replace")


def _harmless(text: str) -> str:
    stripped = strip(text)
    return f"{APOSTROPHE}{stripped}" if text.startswith(ACTIVE) or stripped.startswith(ACTIVE) else stripped


def _of_round(asked: Round, outcome: Outcome) -> Iterator[tuple[str | float | None, ...]]:
    about = asked.id, asked.title, asked.number, outcome.question, asked.activity.word
    groups = [(_named("rol", role), part) for role, part in outcome.by_role]
    groups += [(_named("", table), part) for table, part in tables_in_words(outcome.by_table)]
    for group, result in ((EVERYBODY, outcome.result), *groups):
        for figure in figures_of(result):
            yield (*about, group, *figure)


def _named(by: str, group: str) -> str:
    return group if not by or group == OTHERS else f"{by} {group}"


def figures_of(result: Result) -> Iterator[_Figure]:
    """Every figure of a result; what people filled in is no figure, and only counted."""
    answers = result.answers
    match result:
        case Bars():
            for bar in result.bars:
                yield bar.label, str(result.named or result.unit), bar.count, answers
                for way, amount in ((_HANDS, bar.hands), (_PADDLES, bar.paddles)):
                    if amount:
                        yield bar.label, way, amount, answers
        case Distribution():
            for spread in result.rows:
                for score, amount in zip(spread.scores, spread.counts, strict=True):
                    yield spread.label, f"score {score}", amount, spread.answers
                yield spread.label, "mediaan", spread.median, spread.answers
                yield spread.label, "gemiddelde", spread.mean, spread.answers
        case Stacked():
            for row in result.rows:
                for level, amount in zip(result.levels, row.counts, strict=True):
                    yield row.label, level, amount, row.answers
                if result.is_scored:
                    yield row.label, "score van 0 tot 1", row.score, row.answers
        case Axes():
            for point in result.points:
                yield point.label, " tot ".join(result.x), point.x, point.answers
                yield point.label, " tot ".join(result.y), point.y, point.answers
        case Words():
            for word in result.words:
                yield word.text, _COUNTED, word.count, answers
        case TextList():
            for item in result.items:
                yield item.text, _SUPPORT, item.support, answers
        case Profile():
            for style in () if result.is_hidden else result.styles:
                yield style.name, _COUNTED, style.count, answers
        case Records():
            yield "formulieren", _COUNTED, len(result.rows), answers
        case PinMap():
            for cluster in result.clusters:
                yield cluster.label, "prikken", cluster.pins, answers
        case Pairs():
            yield "gevraagd", _COUNTED, len(result.asks), answers
            yield "aangeboden", _COUNTED, len(result.offers), answers
            yield "gekoppeld", _COUNTED, len(result.matches), answers
        case _:  # figures come out where a shape says which
            return
