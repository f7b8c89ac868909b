"""Carrying on with what a group did: what a question takes from the last rounds of other cards."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kompas_tui.domain.language.wording import quoted, without_stop
from kompas_tui.domain.question.options import FROM, Options

PROPOSAL = "voorstel"
TOP, ALL = 3, "alle"
AT_MOST = "hooguit"
"""The key that says how many go along at most; `top` takes what shares the last place too."""
TEXTS, TAKE_HEADINGS, TAKE_SUBJECTS, WEAKEST = "teksten", "kopjes", "onderwerpen", "zwakste"
_MOST_CARDS, MOST_TAKEN = 10, 100
LONGEST_PATTERN = 200

_FIELD = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Carried:
    """What `fills` a key of the question: the `top` strongest of these cards, None for all of them.

    It `takes` the texts, the headings that they stand under (each with their weight together), the subjects (those
    headings, and each text without one), or the weakest.
    Of a form each may be made by a `pattern` over the names of its fields, such as `{een} of {ander}`, and be for
    the role that stands in the field `addressed`. `inside` leads to the block of which the key is. With a `cell` it
    takes what stands in that cell of the canvases on these cards, with a `column` only what was written there.
    """

    fills: str
    cards: tuple[str, ...]
    top: int | None
    takes: str = TEXTS
    pattern: str = ""
    addressed: str = ""
    inside: tuple[str | int, ...] = ()
    cell: str = ""
    column: str = ""
    parts_equals: bool = False
    """Whether never more than the top go along: what shares the last place beyond it stays behind."""

    @property
    def key(self) -> str:
        """The key by which a deck says it."""
        return self.fills + FROM

    @property
    def path(self) -> tuple[str | int, ...]:
        """Where it stands in the block of the question."""
        return (*self.inside, self.key)

    @property
    def names(self) -> tuple[str, ...]:
        """The fields of a form that its pattern names."""
        return tuple(_FIELD.findall(self.pattern))

    @property
    def fewest(self) -> int:
        """With fewer than this there is nothing to ask."""
        return 2 if self.fills == "opties" else 1


def made_by(pattern: str, row: Mapping[str, str]) -> str:
    """The text that a pattern makes of a filled-in form, by the names of its fields; "" where one of them is empty.

    Inside it no sentence ends.
    """
    named = _FIELD.findall(pattern)
    if not all(row.get(name) for name in named):
        return ""
    return _FIELD.sub(
        lambda match: row[match[1]] if match.end() == len(pattern) else without_stop(row[match[1]]), pattern
    )


def carried_of(
    options: Options, fillable: tuple[str, ...], inside: tuple[str | int, ...] = (), *, addresses: bool = False
) -> Carried | None:
    """What a block says about it, for the keys of its kind that can be filled; a key is listed or taken, never both.

    `addresses` is whether each may be for one role.
    """
    sources = [key for key in fillable if options.has(key + FROM)]
    if not sources:
        return None
    fills = sources[0]
    for key in fillable:
        if options.raw(key) is not None or (key != fills and options.has(key + FROM)):
            twin = key if options.has(key) else key + FROM
            options.problem(f"Kies: {quoted(twin)} of {quoted(fills + FROM)}, niet allebei.", twin)
    source = options.raw(fills + FROM)
    if isinstance(source, str) and source:
        options.problem(f"{quoted(fills + FROM)}: schrijf het als ‘{fills}{FROM}: {{kaart: {source}}}’.", fills + FROM)
        return None
    block = options.block(fills + FROM)
    if block is None:
        options.missing(fills + FROM)
        return None
    takes, pattern = _taken(block)
    carried = Carried(
        fills,
        _cards(block),
        _top(block, fills),
        takes,
        pattern,
        block.text("voor", limit=60) if addresses else "",
        inside,
        block.text("cel", limit=60),
        block.text("kolom", limit=150),
        block.has(AT_MOST),
    )
    if carried.cell and carried.column:
        block.problem("‘kolom’ hoort bij antwoorden. Bij ‘cel’ komt alles uit het vak mee.", "kolom")
    if carried.cell and block.has("neem"):
        block.problem("‘neem’ hoort bij antwoorden. Bij ‘cel’ komt alles uit het vak mee.", "neem")
    if carried.addressed and carried.addressed not in carried.names:
        block.problem(f"‘neem’: zet {quoted(f'{{{carried.addressed}}}')} erin. Dan is te zien voor wie het is.", "voor")
    block.finish()
    return carried


def _cards(block: Options) -> tuple[str, ...]:
    if isinstance(block.raw("kaart"), list):
        return block.texts("kaart", at_least=1, at_most=_MOST_CARDS)
    card = block.text("kaart", required=True)
    return (card,) if card else ()


def _top(block: Options, fills: str) -> int | None:
    if fills == PROPOSAL:
        if block.raw("top") not in (None, "1", 1):
            block.problem("‘top’: een voorstel is één tekst. Haal deze regel weg.", "top")
        return 1
    if block.has(AT_MOST):
        if block.raw("top") is not None:
            block.problem(f"Kies: ‘top’ of {quoted(AT_MOST)}, niet allebei.", "top")
        return block.whole(AT_MOST, TOP, 2 if fills == "opties" else 1, MOST_TAKEN)
    if block.raw("top") == ALL:
        return None
    return block.whole("top", TOP, 2 if fills == "opties" else 1, MOST_TAKEN)


def _taken(block: Options) -> tuple[str, str]:
    """Which of the earlier answers are taken, and the pattern that makes each of a form; empty where none does."""
    filter_text = block.text("neem", limit=LONGEST_PATTERN)
    if _FIELD.search(filter_text):
        return TEXTS, filter_text
    return block.choice("neem", (TAKE_HEADINGS, TAKE_SUBJECTS, TEXTS, WEAKEST), TEXTS), ""
