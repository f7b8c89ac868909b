"""Groups that change on the beamer: which turn it is, and where who has no phone sits; no phone is named here."""

from collections.abc import Mapping

from rich.cells import cell_len

from kompas_tui.domain.deck.cards import Card
from kompas_tui.domain.language.wording import count, table_in_words
from kompas_tui.domain.session.groups import Groups
from kompas_tui.tui.drawing.cards import READABLE_WIDTH, text_parts
from kompas_tui.tui.drawing.lines import BLANK, NOW, PLAIN, STRONG, TITLE, Lines, paged, text, wrapped
from kompas_tui.tui.drawing.sizing import LetterSize, PagePart, Sized, sized

_BETWEEN = "   "

_LOOK = "Op je telefoon staat aan welke tafel je zit."


def groups_pages(
    card: Card, groups: Groups, without: Mapping[int, str], width: int, height: int, letters: LetterSize | None = None
) -> list[Lines]:
    """The card with the turn, and the table of each number of people without a phone, as large as there is room."""
    turns = groups.form.turns
    words = f"Beurt {groups.turn} van {turns}" if turns > 1 else "De groepen"
    stays = " Wie gastheer of gastvrouw is, blijft zitten." if groups.form.hosts else ""
    tables = f"Er zijn {count(groups.tables, 'tafel', 'tafels')}.{stays}"
    numbers = (
        [[BLANK, text("Geen telefoon? Kijk bij je nummer.", STRONG), *_numbers(without, width)]] if without else []
    )
    head = [*wrapped(card.title, width, TITLE), BLANK]
    parts: list[PagePart] = [Sized(words, NOW, is_head=True), [BLANK], Sized(_LOOK, STRONG), Sized(tables), *numbers]
    below = text_parts(card, min(width, READABLE_WIDTH))
    if large := sized([*parts, *below], width, height - len(head), letters):
        return paged(large, height, head)
    told = [*wrapped(words, width, NOW), BLANK, *wrapped(_LOOK, width, STRONG), *wrapped(tables, width, PLAIN)]
    return paged([told, *numbers, *below], height, head)


def _numbers(without: Mapping[int, str], width: int) -> Lines:
    """Each number with its table; a line ends between two of them, so that the eye finds its own number."""
    lines: list[str] = []
    for number, table in without.items():
        words = f"{number} → {table_in_words(table)}"
        if lines and cell_len(lines[-1]) + len(_BETWEEN) + cell_len(words) <= width:
            lines[-1] += _BETWEEN + words
        else:
            lines.append(words)
    return [part for line in lines for part in wrapped(line, width, TITLE)]
