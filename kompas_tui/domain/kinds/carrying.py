"""Carrying on with what a group did: what a question takes from the last rounds of other cards."""

from dataclasses import dataclass

from kompas_tui.domain.language.wording import quoted
from kompas_tui.domain.question.options import Options

FROM = "_uit"
"""What comes behind a key whose list is taken from other cards, as in `opties_uit`."""

PROPOSAL = "voorstel"
TOP, ALL, HEADINGS = 3, "alle", "kopjes"
MOST_CARDS, MOST_TAKEN = 10, 60


@dataclass(frozen=True, slots=True)
class Carried:
    """What `fills` a key of the question: the `top` strongest of these cards, None for all of them.

    Where `headings`, it is the headings that texts stand under, each with their weight together.
    """

    fills: str
    cards: tuple[str, ...]
    top: int | None
    headings: bool = False

    @property
    def key(self) -> str:
        """The key by which a deck says it."""
        return self.fills + FROM

    @property
    def fewest(self) -> int:
        """With fewer than this there is nothing to ask."""
        return 2 if self.fills == "opties" else 1


def carried_of(options: Options, fillable: tuple[str, ...]) -> Carried | None:
    """What a block says about it, for the keys of its kind that can be filled; a key is listed or taken, never both."""
    found = [key for key in fillable if options.has(key + FROM)]
    if not found:
        return None
    fills = found[0]
    for key in fillable:
        if options.raw(key) is not None or (key != fills and options.has(key + FROM)):
            twin = key if options.has(key) else key + FROM
            options.problem(f"Kies: {quoted(twin)} of {quoted(fills + FROM)}, niet allebei.", twin)
    block = options.block(fills + FROM)
    if block is None:
        options.missing(fills + FROM)
        return None
    carried = Carried(fills, _cards(block), _top(block, fills), _headings(block))
    block.finish()
    return carried


def _cards(block: Options) -> tuple[str, ...]:
    if isinstance(block.raw("kaart"), list):
        return block.texts("kaart", at_least=1, at_most=MOST_CARDS)
    card = block.text("kaart", required=True)
    return (card,) if card else ()


def _top(block: Options, fills: str) -> int | None:
    if fills == PROPOSAL:
        return 1
    if block.raw("top") == ALL:
        return None
    return block.whole("top", TOP, 2 if fills == "opties" else 1, MOST_TAKEN)


def _headings(block: Options) -> bool:
    return block.choice("neem", (HEADINGS, "teksten"), "teksten") == HEADINGS
