"""What was agreed, for the whole room to read: by heading, each with the digit by which it is corrected."""

from collections.abc import Sequence
from itertools import groupby

from kompas_tui.domain.report.agreed import Agreement, agreements, confirmation, feedback_line
from kompas_tui.domain.session.session import Session
from kompas_tui.tui.drawing.lines import BLANK, NOW, STRONG, TITLE, Lines, badge, headed, marked, paged, text, wrapped
from kompas_tui.tui.drawing.sizing import LetterSize, PagePart, Sized, over_pages, sized

_Group = tuple[str, list[tuple[int, Agreement]]]

_HEAD = "Dit hebben we afgesproken"
_EMPTY = "Er is nog niets afgesproken.", "Besluiten, toezeggingen en actiepunten komen hier te staan."


def harvest_pages(session: Session, width: int, height: int, letters: LetterSize | None) -> list[Lines]:
    """The harvest in pages, with what the room said of it and when people hear what happens with it.

    It is as large as all of it fits on one page, or on a few in a wide window.
    """
    listed = agreements(session)
    if not listed:
        below: list[PagePart] = [[BLANK], *_below(session, width)]
        nothing, what = _EMPTY
        empty: list[PagePart] = [
            [text(_HEAD, TITLE), BLANK], Sized(nothing, TITLE, is_head=True), [BLANK], Sized(what), *below,
        ]  # fmt: skip
        large = [line for part in sized(empty, width, height, letters) for line in part]
        return paged([large], height) if large else [_laid(wrapped(" ".join(_EMPTY), width), session, width)]
    groups = [
        (heading, list(group)) for heading, group in groupby(enumerate(listed, 1), key=lambda one: one[1].heading)
    ]
    if pages := _large(groups, session, width, height, letters):
        return pages
    parts = [part for heading, group in groups for part in _under(heading, group, width)]
    return paged([*parts, *_below(session, width)], height, [text(_HEAD, TITLE), BLANK])


def _laid(lines: Lines, session: Session, width: int) -> Lines:
    return [text(_HEAD, TITLE), BLANK, *lines, BLANK, *(line for part in _below(session, width) for line in part)]


def _below(session: Session, width: int) -> list[Lines]:
    """What the room said of the list, and when people hear more."""
    return [wrapped(sentence, width, TITLE) for sentence in (confirmation(session), feedback_line(session)) if sentence]


def _large(
    groups: Sequence[_Group], session: Session, width: int, height: int, letters: LetterSize | None
) -> list[Lines]:
    """Pages in large letters, the headings too where there is room; nothing where there is none."""
    for is_large in (True, False):
        parts: list[PagePart] = [Sized(_HEAD, TITLE) if is_large else [text(_HEAD, TITLE)]]
        for heading, group in groups:
            parts += [[BLANK], Sized(heading, NOW) if is_large else [text(heading, NOW)]]
            parts += [Sized(one.line, STRONG, mark=str(number)) for number, one in group]
        parts += [[BLANK], *_below(session, width)]
        if laid := sized(parts, width, height, letters):
            return paged(laid, height)
    return over_pages(parts, width, height, letters)


def _under(heading: str, group: Sequence[tuple[int, Agreement]], width: int) -> list[Lines]:
    """The heading with the first one below it, and each of the others, with air between them."""
    rows: list[Lines] = [[*marked(badge(number), one.line, width, STRONG), BLANK] for number, one in group]
    return headed(heading, rows, width)
