"""A card as lines: its title and text, its question, a bear, and an open round."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import product
from pathlib import Path

from textual.content import Content

from kompas_tui.domain.deck.cards import Block, Card, is_step
from kompas_tui.domain.kinds import Activity
from kompas_tui.domain.kinds.deciding import money
from kompas_tui.domain.kinds.rules import rule_of
from kompas_tui.domain.language.lists import BULLET, list_lines
from kompas_tui.domain.language.sentences import dotted
from kompas_tui.domain.language.wording import count, number, without_stop
from kompas_tui.domain.question.fields import Field, Place, Points, Scale
from kompas_tui.domain.result.tables import Table
from kompas_tui.tui.drawing.bears import bear_pages, hunt_head, with_hunted
from kompas_tui.tui.drawing.letters import LEAST_ROWS, LINE, large_lines
from kompas_tui.tui.drawing.lines import (
    BLANK,
    NOW,
    PLAIN,
    QUIET,
    STRONG,
    TITLE,
    Lines,
    footed,
    joined,
    marked,
    paged,
    place_mark,
    text,
    wrapped,
)
from kompas_tui.tui.drawing.pictures import picture
from kompas_tui.tui.drawing.sizing import LetterSize, PagePart, Sized, in_larger_letters, parted_names, sized
from kompas_tui.tui.drawing.told_tables import table_lines

READABLE_WIDTH = 76
"""Lines longer than this are hard to read from the back row."""

_MAY_BE_LARGE = ("paragraph", "heading", "item", "quote", "side")
"""What a card may hold where it stands in large letters; code and tables keep their cells."""

_DEEPEST = 2
"""Lists in lists further down stand no further in, or words would have no room."""

_LARGE_COUNT_FROM = 30
"""From this height on it is told in large letters too how many answered."""

_LEAST_ROOM = 6
"""With less room below a proposal, what can be answered stands on a page of its own."""


def _styled(block: Block) -> Content:
    base = {"heading": TITLE, "quote": "italic", "code": QUIET}.get(block.style, PLAIN)
    return joined(
        *(
            text(
                span.text,
                " ".join(
                    part for part in (base, "bold" * span.strong, "italic" * span.emphasis, QUIET * span.code) if part
                ),
            )
            for span in block.spans
        )
    )


def passage_lines(block: Block, width: int) -> Lines:
    """A paragraph, item, quote or heading over as many lines as it needs."""
    content = _styled(block)
    if block.style == "item":
        return marked(text("  " * min(block.level, _DEEPEST) + f"{block.mark or ' '} ", TITLE), content, width)
    if block.style == "side":
        return marked(text("▌ ", NOW), content, width)
    if block.style == "quote":
        return marked(text("│ ", "$soft"), content, width)
    return wrapped(content, width)


def text_parts(card: Card, width: int) -> list[Lines]:
    """The card's text, a part a paragraph or row of a table, with a blank line before each that is no next item."""
    parts: list[Lines] = []
    before = ""
    for block in card.blocks:
        if isinstance(block, Table):
            parts += _table_parts(*table_lines(block, width))
            before = ""
            continue
        tight = block.style == before == "item"
        parts.append([*([] if tight else [BLANK]), *passage_lines(block, width)])
        before = block.style
    return parts


def _table_parts(above: Lines, rows: Sequence[Lines]) -> list[Lines]:
    """The head with the first row, so that it never stands alone, and the others."""
    first = [BLANK, *above, *(rows[0] if rows else [])]
    return [first, *rows[1:]]


def question_lines(activity: Activity, width: int) -> Lines:
    """The question and the line under it."""
    lines = [*wrapped(activity.question, width, TITLE), *_per_table(activity, width)]
    if activity.explanation:
        lines += wrapped(activity.explanation, width, PLAIN)
    return lines


def _per_table(activity: Activity, width: int) -> Lines:
    """What each table is asked, where that differs."""
    asked = activity.table_questions
    return [line for table, own in asked for line in marked(text(f"{table}  ", TITLE), text(own), width)]


def _proposal_lines(proposal: str, width: int) -> Lines:
    """What consent is asked for, with a bar before it."""
    return [line for part in _proposal_parts(proposal, width) for line in part]


def _proposal_parts(proposal: str, width: int) -> list[Lines]:
    """What consent is asked for: each agreement of a list by itself, the first one with the heading above it."""
    if not proposal:
        return []
    parts: list[Lines] = []
    is_headed, bar = False, text("▌ ", TITLE)
    room = width - bar.cell_length
    for written, is_item in list_lines(proposal):
        mark = text(f"{BULLET} ", STRONG)
        lines = marked(mark, written, room, STRONG) if is_item else wrapped(written, room, STRONG)
        hung = [line.pad_left(bar.cell_length) if parts or at else joined(bar, line) for at, line in enumerate(lines)]
        if is_headed:
            parts[-1] = [*parts[-1], *hung]
        else:
            parts += [hung] if is_item else [[line] for line in hung]
        is_headed = not is_item and written.endswith(":")
    return [[BLANK], *parts, [BLANK]]


def _hint(field: Field) -> str:
    """The rule of a field; on a beamer with what lies at the ends of a scale and on the lines of a place."""
    match field:
        case Points():
            return f"Je hebt {money(field.total, field.unit)}."
        case Scale(ends=ends) if ends is not None:
            return f"{without_stop(rule_of(field))}: {number(field.low)} is {ends[0]}, {field.high} is {ends[1]}."
        case Place():
            return f"Geef een plek tussen {field.x[0]} en {field.x[1]}, en tussen {field.y[0]} en {field.y[1]}."
        case _:
            return rule_of(field)


def _with_more(listed: Sequence[str], more: Sequence[str]) -> Sequence[str]:
    """What is listed, each with what stands behind it."""
    return [f"{choice} · {behind}" for choice, behind in zip(listed, more, strict=True)] if more else listed


def _hint_lines(activity: Activity, width: int) -> Lines:
    """How to answer, where the question has no explanation of its own."""
    fields = activity.fields()
    hint = activity.hint or (_hint(fields[0]) if fields else "")
    return [] if activity.explanation or not hint else wrapped(hint, width, QUIET)


def asked_parts(
    activity: Activity, listed: Sequence[str], width: int, height: int, marks: Sequence[str] = ()
) -> list[Lines]:
    """What is asked: a hint, and what is `listed` with numbers, or other `marks`, airy where there is room."""
    hint_lines = _hint_lines(activity, width)
    hint = [hint_lines] if hint_lines else []
    choices = _with_more(listed, activity.beside())
    before = [text(f"{mark}  ", TITLE) for mark in marks] or [
        place_mark(number, len(choices)) for number in range(1, len(choices) + 1)
    ]
    close = [marked(mark, choice, width) for mark, choice in zip(before, choices, strict=True)]
    airy = [[BLANK, *lines] for lines in close]
    if sum(map(len, [*hint, *airy])) <= height:
        return [*hint, *airy]
    return [*hint, [BLANK, *close[0]] if close else [], *close[1:]]


def card_pages(
    card: Card, width: int, height: int, folder: Path | None = None, agreed: Mapping[str, str] | None = None,
    letters: LetterSize | None = None,
) -> list[Lines]:  # fmt: skip
    """A card at rest: title, text, question with options, source; close together where that saves a page.

    `folder` is the deck's, in which its own drawings lie; `agreed` says of a tip who does it and when. With `letters`
    all of it is as large as there is room.
    """
    if card.bear is not None:

        def intro(room: int) -> Lines:
            return [line for part in text_parts(card, room) for line in part]

        source = source_lines(card, width, airy=False)
        drawing = picture(card.bear.drawing, folder)
        return bear_pages(card, card.bear, drawing, source, intro, width, height, agreed or {}, letters)
    return with_hunted(card.hunted, folder, partial(_resting_pages, card, letters=letters), width, height)


def _resting_pages(card: Card, width: int, height: int, letters: LetterSize | None) -> list[Lines]:
    return [page for step in _steps(card) for page in _step_pages(step, width, height, letters)]


def _steps(card: Card) -> list[Card]:
    """The card as it grows: up to each step in its text, and at last with its question."""
    ends = [index for index, part in enumerate(card.blocks) if is_step(part)]
    text_only = [part for part in card.blocks if not is_step(part)]
    grown = [replace(card, blocks=tuple(text_only[: end - n]), activity=None) for n, end in enumerate(ends)]
    return [*grown, replace(card, blocks=tuple(text_only))]


def _step_pages(card: Card, width: int, height: int, letters: LetterSize | None) -> list[Lines]:
    if large := _large_card(card, width, height, letters):
        return large
    airy = _plain_pages(card, width, height, airy=True)
    return airy if len(airy) == 1 else _plain_pages(card, width, height, airy=False)


def _large_card(card: Card, width: int, height: int, letters: LetterSize | None) -> list[Lines]:
    """The card in large letters; nothing where there is no room for any, or what it holds has none."""
    if card.hunted is not None or any(part.style not in _MAY_BE_LARGE for part in card.passages) or card.has_tables:
        return []
    source = source_lines(card, width, airy=True)
    room = height - len(source)
    small = [wrapped(card.title, width, TITLE), *text_parts(card, min(width, READABLE_WIDTH))]
    ways = [sized([*above, *_asked(card, width)], width, room, letters) for above in (_large_above(card), small)]
    large = ways[0]
    if card.activity is not None and large and len(large[-1]) < LEAST_ROWS:
        # the text of the card gives way where its options would be small
        large = ways[1] if ways[1] and len(ways[1][-1]) >= LEAST_ROWS else large
    return [footed(page, source, height) for page in paged(large, room)] if large else []


def _large_above(card: Card) -> list[PagePart]:
    """The card's title and text, as large as there is room; no title that is the question too."""
    asks_its_title = card.activity is not None and card.activity.question == card.title
    title: list[PagePart] = [] if asks_its_title else [Sized(card.title, TITLE, is_head=card.activity is None), [BLANK]]
    return [*title, *(part for block in card.passages for part in _large_block(block))]


def _asked(card: Card, width: int) -> list[PagePart]:
    """The card's question with its options."""
    if card.activity is None:
        return []
    return [[BLANK], *_large_question(card.activity, card.activity.listed(), card.activity.proposed(), width, STRONG)]


def _large_block(block: Block) -> list[PagePart]:
    """A paragraph, heading, item or row of the card, as large as there is room."""
    words = "".join(span.text for span in block.spans)
    style = {"heading": TITLE, "side": STRONG}.get(block.style, PLAIN)
    mark = block.mark or " " if block.style == "item" else ""
    return [*([] if mark else [[BLANK]]), Sized(words, style, mark=mark, level=min(block.level, _DEEPEST))]


def _large_question(
    activity: Activity, listed: Sequence[str], proposal: str, width: int, style: str, note: str = "",
    marks: Sequence[str] = (), sides: Sequence[PagePart] = (), *, is_proposal_large: bool = True,
) -> list[PagePart]:  # fmt: skip
    """What is asked and what can be answered, as large as there is room; a long proposal may stay in plain letters."""
    parts: list[PagePart] = [Sized(activity.question, style, is_head=True), *sides, _per_table(activity, width)]
    if activity.explanation:
        parts.append(Sized(activity.explanation))
    parts += [wrapped(note, width, QUIET)] if note else []
    if proposal:
        parts += [[BLANK], *_large_proposal(proposal)] if is_proposal_large else [_proposal_lines(proposal, width)]
    parts.append([*_hint_lines(activity, width), BLANK])
    choices = _with_more(listed, activity.beside())
    before = marks or [str(number) for number in range(1, len(choices) + 1)]
    named = zip(before, choices, parted_names(choices), strict=True)
    return [*parts, *(Sized(choice, mark=mark, parted=parted) for mark, choice, parted in named)]


def _large_proposal(proposal: str) -> list[PagePart]:
    """What consent is asked for, as large as there is room: each agreement of a list by itself, behind its mark."""
    lines = list_lines(proposal)
    has_items = any(is_item for _, is_item in lines)
    return [Sized(line, STRONG, mark=BULLET if is_item else "", is_head=not has_items) for line, is_item in lines]


def source_lines(card: Card, width: int, *, airy: bool = False) -> Lines:
    """Where the card comes from; `airy` with air above it, and over as many lines as it needs."""
    if not card.source:
        return []
    source = f"Bron: {card.source}"
    return [*([BLANK] if airy else []), *wrapped(source, width, QUIET)]


def _plain_pages(card: Card, width: int, height: int, *, airy: bool) -> list[Lines]:
    title = wrapped(card.title, width, TITLE) if card.hunted is None else hunt_head(card, width)
    head = [*title, *([BLANK] if airy else [])]
    source = source_lines(card, width, airy=airy)
    parts = text_parts(card, min(width, READABLE_WIDTH))
    if card.activity is not None:
        question = [BLANK, *wrapped(card.activity.question, width, STRONG), *_per_table(card.activity, width)]
        question += wrapped(card.activity.explanation, width) if card.activity.explanation else []
        question += _proposal_lines(card.activity.proposed(), width)
        used = len(head) + len(source) + sum(map(len, parts)) + len(question)
        parts += [question, *asked_parts(card.activity, card.activity.listed(), width, height - used if airy else 0)]
    pages = paged(parts, height, head)
    if len(pages[-1]) + len(source) <= height:
        pages[-1] = footed(pages[-1], source, height)
    else:
        pages.append([*head, *source])
    return pages


def answered_lines(answers: int, asked: int, unit: str, width: int, letters: LetterSize | None = None) -> Lines:
    """How many of those asked answered: the figure, in words, and dots for a group that fits on a line or two."""
    behind = text(f"{dotted(answers)} van {dotted(asked)}{unit} klaar", STRONG)
    dots = wrapped("●" * answers + "○" * max(asked - answers, 0), width, TITLE) if asked <= width * 2 else []
    drawn = large_lines(behind.plain, width, TITLE, smooth=letters.is_smooth) if letters else []
    return [*drawn, *dots] if len(drawn) == LINE else [*dots, behind]


def open_pages(
    activity: Activity,
    answers: int,
    participants: int,
    width: int,
    height: int,
    *,
    listed: Sequence[str],
    card: Card | None = None,
    note: str = "",
    proposal: str = "",
    letters: LetterSize | None = None,
    left: str = "",
    marks: Sequence[str] = (),
) -> list[Lines]:
    """An open round: the question, what to choose from and how many answered, never what; of a hunt with its step.

    `listed` and `proposal` are as they may be seen, `note` says how many of the options there were. With `letters`
    the question is as large as there is room. `left` is what is left of the time for an answer.
    `marks` stand before what is listed in the place of numbers.
    """
    step = [*hunt_head(card, width), BLANK] if card is not None and card.hunted is not None else []
    explained = wrapped(note, width, QUIET) if note else []
    explained += wrapped(f"{left[0].upper()}{left[1:]} om te antwoorden.", width, NOW) if left else []
    question = [
        *question_lines(activity, width),
        *explained,
        *_proposal_lines(proposal, width),
        *_side_lines(card, width),
    ]
    head = [*step, *question, *([BLANK] if activity.explanation or explained else [])]
    tables = len(activity.named_tables) if activity.one_a_table else 0
    asked, unit = (tables, " tafel" if tables == 1 else " tafels") if tables else (participants, "")
    if card is None or card.hunted is None:
        in_small = _counter(answers, max(asked, answers), unit, left, width, height, None)[-1]
        counter = _counter(answers, max(asked, answers), unit, left, width, height, letters)
        pages = _large_open_pages(
            partial(_large_question, activity, listed, proposal, width, TITLE, note, marks, _side_texts(card)),
            (counter, [BLANK, in_small]),
            width,
            height,
            letters,
            has_options=bool(listed),
            proposal=proposal,
        )
        if pages:
            return pages
    counted = partial(answered_lines, answers, max(asked, answers), unit, width)
    foot = [BLANK, *counted(letters if answers else None)]
    room = height - len(head) - len(foot)
    small = [BLANK, *counted()]
    if len(small) < len(foot):  # what can be answered comes first, with the air that it has room for
        parts = asked_parts(activity, listed, width, height - len(head) - len(small), marks)
        foot, room = (foot, room) if sum(map(len, parts)) <= room else (small, height - len(head) - len(small))
    if room < _LEAST_ROOM and proposal:
        short = question_lines(activity, width)
        told, side = ([[line] for line in lines] for lines in ([*short, *explained], _side_lines(card, width)))
        before = paged([*told, *_proposal_parts(proposal, width), *side], height - len(foot), step)
        rest = height - len(foot) - len(short)
        after = [[*short, *page] for page in paged(asked_parts(activity, listed, width, rest, marks), max(rest, 3))]
        return [footed(page, foot, height) for page in (*before, *after)]
    pages = paged(asked_parts(activity, listed, width, room, marks), max(room, 3))
    return [footed([*head, *page], foot, height) for page in pages]


def _large_open_pages(
    asking: Callable[..., Sequence[PagePart]], feet: Sequence[Lines], width: int, height: int,
    letters: LetterSize | None, *, has_options: bool, proposal: str,
) -> list[Lines]:  # fmt: skip
    """What is asked over the first foot that leaves room for large letters, for the options too where it can.

    `asking` gives its parts, with its proposal large or not. In a window too wide for plain letters it may take two
    pages.
    """
    ways: list[list[Lines]] = []
    for is_proposal_large, foot in product((True, False)[: 1 + bool(proposal)], feet):
        room = height - len(foot)
        if not (large := sized(asking(is_proposal_large=is_proposal_large), width, room, letters)):
            continue
        has_items = any(is_item for _, is_item in list_lines(proposal))
        if has_items and is_proposal_large and len(large[-1]) < LEAST_ROWS:
            continue  # the items of a list are as large as the options
        pages = [footed(page, foot, height) for page in paged(large, room)]
        if proposal or not has_options or len(large[-1]) >= LEAST_ROWS:
            return pages
        ways.append(pages)
    over = _on_two_pages(asking(), width, height - len(feet[0]), letters) if ways else []
    return [footed(page, feet[0], height) for page in over] or next(iter(ways), [])


def _on_two_pages(parts: Sequence[PagePart], width: int, height: int, letters: LetterSize | None) -> list[Lines]:
    """What is asked in the smallest large letters on two pages, in a window too wide for plain ones; else nothing."""
    alike = [replace(part, is_head=False) if isinstance(part, Sized) else part for part in parts]
    pages = paged(in_larger_letters(alike, width, height, letters), height)
    return pages if len(pages) == 2 and len(pages[-1]) >= LEAST_ROWS else []


def _counter(
    answers: int, asked: int, unit: str, left: str, width: int, height: int, letters: LetterSize | None
) -> Lines:
    """How many of those asked answered and what is left of the time, in large letters where there is room."""
    clock = f" · {left}" if left else ""
    large: Lines = []
    if letters is not None and height >= _LARGE_COUNT_FROM:
        counter = f"{dotted(answers)} van {dotted(asked)}{unit} klaar{clock}"
        large = large_lines(counter, width, TITLE, height // 10, smooth=letters.is_smooth)
    if large:
        return [BLANK, *large]
    *dots, counted = answered_lines(answers, asked, unit, width)
    return [BLANK, *dots, joined(counted, text(clock, NOW))]


def _side_texts(card: Card | None) -> list[PagePart]:
    """What the card says to the side that was chosen, as large as there is room."""
    sides = [block for block in card.passages if block.style == "side"] if card is not None else []
    return [part for block in sides for part in _large_block(block)]


def _side_lines(card: Card | None, width: int) -> Lines:
    """What the card says to the side that was chosen."""
    sides = [block for block in card.passages if block.style == "side"] if card is not None else []
    return [line for block in sides for line in [BLANK, *passage_lines(block, width), BLANK]]


def words_for(answers: int) -> str:
    """`18 antwoorden`."""
    return count(answers, "antwoord", "antwoorden")
