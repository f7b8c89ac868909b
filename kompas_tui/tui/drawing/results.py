"""A result as pages: its sentence above, then what its shape asks for, and a page more for each role or table."""

from collections.abc import Callable, Sequence

from rich.cells import cell_len

from kompas_tui.domain.kinds.deciding import money
from kompas_tui.domain.kinds.leading import FEW
from kompas_tui.domain.language.wording import number
from kompas_tui.domain.result.money import payable
from kompas_tui.domain.result.shapes import (
    Axes,
    Bar,
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
from kompas_tui.domain.result.tables import Table
from kompas_tui.domain.result.together import in_one_table, on_one_field
from kompas_tui.tui.drawing.amounts import shown_part
from kompas_tui.tui.drawing.bars import bars_parts
from kompas_tui.tui.drawing.cards import READABLE_WIDTH, words_for
from kompas_tui.tui.drawing.checklists import idea_pages, stacked_parts
from kompas_tui.tui.drawing.columns import columns_parts
from kompas_tui.tui.drawing.field import axes_parts
from kompas_tui.tui.drawing.letters import LINE, Said, whole_lines
from kompas_tui.tui.drawing.lines import (
    BLANK,
    QUIET,
    STRONG,
    TITLE,
    Lines,
    cut,
    in_cells,
    joined,
    paged,
    text,
    wrapped,
)
from kompas_tui.tui.drawing.pins import pins_parts
from kompas_tui.tui.drawing.quadrants import profile_parts
from kompas_tui.tui.drawing.records import large_records, records_parts
from kompas_tui.tui.drawing.sizing import SMOOTH_LETTERS, LetterSize, Sized, sized
from kompas_tui.tui.drawing.spread import distribution_parts
from kompas_tui.tui.drawing.texts import large_texts, pairs_parts, texts_parts, words_parts


def result_parts(
    result: Result, width: int, height: int, *, numbered: bool = False, levels: Sequence[str] = (),
    letters: LetterSize | None = None, top_share: float = 0,
) -> list[Lines]:  # fmt: skip
    """Any result, by its shape; `numbered` where a digit makes an action point of what it shows.

    `levels` are the card's own words for the levels of a scale, `top_share` is the share of a bar over the whole width.
    """
    match result:
        case _ if not _has_more(result):
            return []
        case Bars():
            first = len(result.bars) + 1 if numbered else 0
            ordered = result.bars[: len(result.seats)] if result.seats else result.ranked
            texts = texts_parts(result.texts, width, first=first)
            below = sum(map(len, texts))
            room = height - below if below < height // 2 else height
            bars = bars_parts(
                ordered, width, room, numbered=numbered, more=_more(result, ordered),
                behind=[share_behind(result, bar) for bar in ordered], longest=top_share * _whole(result),
                letters=letters,
            )  # fmt: skip
            return [*bars, *texts]
        case Distribution():
            return distribution_parts(result, width, height, levels, letters)
        case Words():
            return words_parts(result, width, height, letters)
        case TextList() if result.columns:
            return columns_parts(result, width, height)
        case TextList():
            first = 1 if numbered else 0
            if large := large_texts(result.items, width, height, letters, first=first):
                return large
            airy = texts_parts(result.items, width, first=first)
            fits = sum(map(len, airy)) <= height + 1
            return airy if fits else texts_parts(result.items, width, airy=False, first=first)
        case Stacked():
            return stacked_parts(result, width, height, numbered=numbered, letters=letters or SMOOTH_LETTERS)
        case Axes():
            return axes_parts(result, width, height, letters)
        case Records():
            return large_records(result, width, height, letters) or records_parts(result, width)
        case Profile():
            return profile_parts(result, width, height, letters)
        case Pairs():
            return pairs_parts(result, width, height, letters)
        case PinMap():
            return pins_parts(result, width, height)


_FITS = {True: "past", False: "past niet", None: "nog open"}


def _more(result: Bars, bars: Sequence[Bar]) -> Sequence[str]:
    """What stands behind each label: its share, whether it is carried, what it costs and whether that fits."""
    costs, fitting = {}, {}
    if result.spending is not None:
        prices = zip(result.bars, result.spending.costs, strict=True)
        costs = {bar.label: money(cost, result.spending.unit) for bar, cost in prices}
        fitting = {label: _FITS[does] for label, does in payable(result).items()}
    if result.seats:
        places = zip(bars, result.seats, strict=False)
        return [f" · {full}" if (full := _full_in_words(bar.count, seats)) else "" for bar, seats in places]
    return [
        "".join(
            f" · {words}" for words in (_verdict(result, bar), costs.get(bar.label), fitting.get(bar.label)) if words
        )
        for bar in bars
    ]


def _full_in_words(signed: int, seats: int) -> str:
    """That it is full, and how many wait; empty where there is a place."""
    waiting = signed - seats
    if waiting > 0:
        return f"vol, {waiting} {'wacht' if waiting == 1 else 'wachten'}"
    return "" if waiting else "vol"


def _verdict(result: Bars, bar: Bar) -> str:
    return "haalt het" if bar in result.carried else ""


def share_behind(result: Bars, bar: Bar) -> str:
    """What stands behind a count: of how many places, or its share where that is asked for or says something."""
    if result.seats:
        seats = next((seats for one, seats in zip(result.bars, result.seats, strict=False) if one == bar), 0)
        return f" van {seats}" if bar.count <= seats else ""
    percent = result.told_percent(bar)
    if percent is None and result.unit.is_people and result.answers >= FEW:
        percent = result.percent(bar)
    return "" if percent is None else f" · {number(percent)}%"


def _whole(result: Bars) -> int:
    """Of what the counts are shares."""
    return result.valid if result.unit.is_people else sum(bar.count for bar in result.bars)


def _top_share(results: Sequence[Result]) -> float:
    """The largest share of any bar, so that the bars of all these are as long as they can be compared."""
    bars = [(bar.count, _whole(one)) for one in results if isinstance(one, Bars) for bar in one.options]
    return max((amount / whole for amount, whole in bars if whole), default=0)


def result_pages(
    sentence: str,
    result: Result,
    parts_of_it: Sequence[tuple[str, Result]],
    note: str,
    width: int,
    height: int,
    *,
    numbered: bool = False,
    levels: Sequence[str] = (),
    question: str = "",
    letters: LetterSize | None = None,
    drawn: Callable[[int, int], Lines] | None = None,
) -> list[Lines]:
    """The result with its question and sentence, a page more for each role or table, and a note at the foot.

    `drawn` gives a picture of it for so many columns and rows. It has a page of its own before the figures, or, where
    those stand beside it already, in their place.
    """
    result, left_out = shown_part(result)
    kept_back = wrapped(left_out, width, QUIET) if left_out else []
    foot = [BLANK, *wrapped(note, width, QUIET)] if note else []
    top = _top_share([result, *(part for _, part in parts_of_it)])
    ways = []
    for asked_in, said_in in ((letters, letters), (None, letters), (letters, None), (None, None)):
        # where a large sentence leaves no room for large rows, or spreads them over pages, the rows come first
        head = [*_head(question, sentence, result, width, height, asked_in, said_in), *kept_back, BLANK]
        room = height - len(head) - len(foot)
        parts = result_parts(result, width, room, numbered=numbered, levels=levels, letters=letters, top_share=top)
        ways.append((head, room, parts))
        if not isinstance(result, _IN_ROWS) or (_is_large(parts) and sum(map(len, parts)) <= room + 1):
            break
    large = [way for way in ways if _is_large(way[2])]
    ways = large or (ways if isinstance(result, Bars) else ways[:1])
    head, room, parts = min(ways, key=lambda way: (len(paged(way[2], way[1])), _cuts(way[2])))
    if letters is not None and isinstance(result, Bars) and not large and not _is_large([head]):
        free = room - sum(map(len, parts))
        taller = [*_taller_head(question, sentence, width, free, letters), *kept_back, BLANK]
        head, room = (taller, room + len(head) - len(taller)) if len(taller) > len(head) else (head, room)
    pages = [[*page, *foot] for page in paged(parts, height - len(foot), head)]
    if drawn is not None and (picture := drawn(width, room)):
        has_all = isinstance(result, Bars) and not result.texts
        pages = [[*head, *picture, *foot], *([] if has_all else pages)]
    if isinstance(result, Stacked):
        pages += idea_pages(result, width, height)
    together, groups = on_one_field(parts_of_it), in_one_table(parts_of_it)
    if groups is not None:
        return [*pages, *_beside_each_other(groups, width, height)]
    asked = _asked_lines(question, width, height, letters)
    texts = [(name, part) for name, part in parts_of_it if isinstance(part, TextList) and not part.columns]
    if len(texts) == len(parts_of_it) > 1:
        return [*pages, *_texts_by_group(texts, asked, width, height)]
    for name, whole in [("Per rol", together)] if together is not None else parts_of_it:
        part, _ = shown_part(whole)
        answers = text(f"   {words_for(part.answers)}", QUIET)
        named = _asked_lines(name, width, height, letters)
        title = [*asked, joined(text(cut(name, width - answers.cell_length), TITLE), answers), BLANK]
        if len(named) == LINE and height >= _LARGE_QUESTION_FROM:
            title = [*asked, *named, answers, BLANK]
        alike = min(room, height - len(title)) if isinstance(part, Bars) else height - len(title)
        told, close = (
            paged(result_parts(part, width, alike, levels=levels, letters=size, top_share=top), height, title)
            for size in (letters, None)
        )
        is_wanted = letters is not None and letters.steps > 0
        pages += told if is_wanted or len(told) <= len(close) else close  # of each group a page, where that can be
    return pages


def _texts_by_group(parts: Sequence[tuple[str, TextList]], asked: Lines, width: int, height: int) -> list[Lines]:
    """The texts of each role or table below its name, one after another, with no page that is left half empty."""
    blocks: list[Lines] = []
    for name, whole in parts:
        part, _ = shown_part(whole)
        assert isinstance(part, TextList), "a part of texts is texts"
        answers = text(f"   {words_for(part.answers)}", QUIET)
        title = [BLANK, joined(text(cut(name, width - answers.cell_length), TITLE), answers)]
        told = texts_parts(part.items, width, airy=False)
        blocks += [[*title, *(told[0] if told else [])], *told[1:]]
    return paged(blocks, height, asked)


_HEAD_OF_BARS, _HEAD_OF_TEXTS = 40, 25
"""The percentage of the height that the sentence above a result may take."""

_IN_ROWS = (Bars, Distribution, Stacked, Axes)
"""Results of which each row has a label, which is large or not."""

_LARGE_QUESTION_FROM = 36
"""From this height on the question above a result is large too."""


def _is_large(parts: Sequence[Lines]) -> bool:
    return any(isinstance(span.style, Said) for part in parts for line in part for span in line.spans)


def _cuts(parts: Sequence[Lines]) -> int:
    """How many lines say that something was left out of them."""
    return sum("…" in line.plain for part in parts for line in part)


def _asked_lines(question: str, width: int, height: int, letters: LetterSize | None, most: int = 1) -> Lines:
    """What was asked, in small large letters where there is room for them, over at most so many lines."""
    if not question:
        return []
    large: Lines = []
    if letters is not None and height >= _LARGE_QUESTION_FROM:
        large = whole_lines(question, width, QUIET, LINE, smooth=letters.is_smooth)
    return large if 0 < len(large) <= most * LINE else wrapped(question, width, QUIET)


def _head(
    question: str, sentence: str, result: Result, width: int, height: int, asked_in: LetterSize | None,
    said_in: LetterSize | None,
) -> Lines:  # fmt: skip
    """What was asked, and what came of it, as large as leaves room for the rest."""
    share = _HEAD_OF_BARS if isinstance(result, Bars) and not result.texts else _HEAD_OF_TEXTS
    if not _has_more(result):
        share = 100
    asked = _asked_lines(question, width, height, asked_in, 1 if isinstance(result, Bars) else 2)
    at_most = LetterSize(said_in.is_smooth) if said_in else None
    large = sized([Sized(sentence, TITLE, is_head=True)], width, height * share // 100 - len(asked), at_most)
    if not large and len(asked) >= LINE:  # what came of it is large before what was asked
        asked = _asked_lines(question, width, height, None)
        large = sized([Sized(sentence, TITLE, is_head=True)], width, height * share // 100 - len(asked), at_most)
    air = [BLANK] if share == 100 and asked and large and len(large[0]) + len(asked) < height - 1 else []
    return [*asked, *air, *(large[0] if large else wrapped(sentence, width, TITLE))]


def _taller_head(question: str, sentence: str, width: int, free: int, letters: LetterSize) -> Lines:
    """What came of it in large letters, else what was asked, where so many rows stay free below it; else nothing."""
    asked, told = (wrapped(words, width, style) for words, style in ((question, QUIET), (sentence, TITLE)))
    at_most = LetterSize(letters.is_smooth)
    if large := sized([Sized(sentence, TITLE, is_head=True)], width, len(told) + free, at_most):
        return [*(asked if question else []), *large[0]]
    large = sized([Sized(question, QUIET, is_head=True)], width, len(asked) + free, at_most) if question else []
    return [*large[0], *told] if large else []


def _has_more(result: Result) -> bool:
    """Whether anything stands below the sentence; a board was written on by the facilitator, who is no answer."""
    match result:
        case Bars() | Distribution() | Stacked() | Axes():
            return True
        case TextList():
            return bool(result.answers or result.items or result.columns)
        case Profile():
            return bool(result.dots)
        case _:
            return bool(result.answers)


def whole_pages(title: str, texts: Sequence[str], width: int, height: int) -> list[Lines]:
    """Texts from beginning to end, of which results say the first words only."""
    parts: list[Lines] = [[*wrapped(one, min(width, READABLE_WIDTH)), BLANK] for one in texts]
    return paged(parts, height, [text(title, TITLE), BLANK]) if texts else []


def _beside_each_other(groups: Table, width: int, height: int) -> list[Lines]:
    """What each group said of every row, a column a group."""
    names = groups.header[1:]
    cells = [*names, *(cell for row in groups.in_words for cell in row[1:])]
    each = max(min(max(cell_len(in_cells(cell)) for cell in cells) + 2, (width - 30) // len(names)), 6)
    label_width = width - each * len(names)

    def columns(cells: Sequence[str]) -> str:
        fitting = [cut(cell, each - 1) for cell in cells]
        return "".join(" " * (each - cell_len(cell)) + cell for cell in fitting)

    head = [text("Naast elkaar", TITLE), BLANK, text(" " * label_width + columns(names), STRONG)]
    whole = [wrapped(row[0], label_width - 1) for row in groups.in_words]
    if sum(map(len, whole)) > height - len(head):
        whole = [[text(cut(row[0], label_width - 1))] for row in groups.in_words]
    rows: list[Lines] = []
    for label, row in zip(whole, groups.in_words, strict=True):
        gap = text(" " * (label_width - label[0].cell_length))
        rows.append([joined(label[0], gap, text(columns(row[1:]))), *label[1:]])
    return paged(rows, height, head)
