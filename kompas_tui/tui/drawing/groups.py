"""Groups that change on the beamer: which turn it is, and where who has no phone sits; no phone is named here."""

from collections.abc import Mapping

from rich.cells import cell_len

from kompas_tui.domain.deck.cards import Card
from kompas_tui.domain.language.wording import count, table_in_words
from kompas_tui.domain.session.groups import Groups
from kompas_tui.tui.drawing.cards import READABLE_WIDTH, text_parts
from kompas_tui.tui.drawing.letters import large_lines
from kompas_tui.tui.drawing.lines import BLANK, NOW, PLAIN, STRONG, TITLE, Lines, paged, text, wrapped

_BETWEEN = "   "

_LARGE_FROM = 30
"""From this many lines on the turn is drawn large."""


def groups_pages(card: Card, groups: Groups, without: Mapping[int, str], width: int, height: int) -> list[Lines]:
    """The card with the turn, and the table of each number of people without a phone."""
    turns = groups.form.turns
    said = f"Beurt {groups.turn} van {turns}" if turns > 1 else "De groepen"
    name = (large_lines(said, width, NOW) if height >= _LARGE_FROM else []) or wrapped(said, width, NOW)
    stays = " Wie gastheer of gastvrouw is, blijft zitten." if groups.form.hosts else ""
    tables = f"Er zijn {count(groups.tables, 'tafel', 'tafels')}.{stays}"
    told = wrapped("Op je telefoon staat aan welke tafel je zit.", width, STRONG) + wrapped(tables, width, PLAIN)
    parts: list[Lines] = [[*name, BLANK, *told]]
    if without:
        parts.append([BLANK, text("Geen telefoon? Kijk bij je nummer.", STRONG), *_numbers(without, width)])
    parts += text_parts(card, min(width, READABLE_WIDTH))
    return paged(parts, height, [*wrapped(card.title, width, TITLE), BLANK])


def _numbers(without: Mapping[int, str], width: int) -> Lines:
    """Each number with its table; a line ends between two of them, so that the eye finds its own number."""
    lines: list[str] = []
    for number, table in without.items():
        said = f"{number} → {table_in_words(table)}"
        if lines and cell_len(lines[-1]) + len(_BETWEEN) + cell_len(said) <= width:
            lines[-1] += _BETWEEN + said
        else:
            lines.append(said)
    return [part for line in lines for part in wrapped(line, width, TITLE)]
