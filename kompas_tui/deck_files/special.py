"""The special blocks of a card: a bear, a talk-picture, a fan, a canvas, a break, what stands beside them."""

from collections.abc import Callable, Iterator
from itertools import repeat

from kompas_tui.deck_files.draft import BesideValue, Special
from kompas_tui.deck_files.groups import read_groups
from kompas_tui.deck_files.rhythms import read_rhythm
from kompas_tui.domain.course.hunt import OTHERWISE
from kompas_tui.domain.deck.canvases import SORTS, Canvas, CanvasCell
from kompas_tui.domain.deck.cards import FAMILIES, Bear, Break, Fan, Sides, slug
from kompas_tui.domain.deck.plates import (
    DRAWN,
    FORMS,
    OWN_RATIOS,
    OWN_WIDTH,
    Area,
    Plate,
    PlatePoint,
    SignPlace,
    covered,
)
from kompas_tui.domain.kinds.activity import OPTION_LENGTH
from kompas_tui.domain.language.wording import quoted
from kompas_tui.domain.question.options import Options
from kompas_tui.domain.question.pictures import PICTURE, SCENES, Picture

MOST_POINTS = 10
CORNERS = 4
MOST_TOPICS = 10
LONGEST_TOPIC = 60
LONGEST_DRAWING = 60
_MOST_CELLS = 20
_MOST_ALSO = 20
_LONGEST_BREAK = 120
LONGEST_CELL_NAME, LONGEST_CELL_TITLE, LONGEST_IF_EMPTY = 40, 60, 80


def read_bear(options: Options) -> Bear:
    """A bear with what you hear and how to chase it away."""
    bear = Bear(
        options.text("naam", required=True),
        options.choice("familie", FAMILIES),
        options.text("tekening", limit=LONGEST_DRAWING),
        options.texts("gezegd", at_least=1, at_most=12),
        options.texts("tips", at_least=1, at_most=9, limit=OPTION_LENGTH),
    )
    if bear.tips == (OTHERWISE,):
        options.problem(f"{quoted(OTHERWISE)} is nog geen tip. Schrijf op wat deze beer verjaagt.", "tips", 0)
    return bear


def read_plate(options: Options) -> Plate:
    """A talk-picture; its points get the keys 1 to 9 and 0, those below the keys that follow."""
    middle = options.text("midden", required=True, limit=80)
    form = options.choice("vorm", (*FORMS, DRAWN), FORMS[0])
    scene, own = _scene(options, middle)
    if form == DRAWN and not scene and own is None and options.raw(PICTURE) in (None, ""):
        options.problem(f"Bij ‘vorm: {DRAWN}’ hoort een ‘beeld’. Je kunt kiezen uit: {', '.join(SCENES)}.", "vorm")
    blocks = options.blocks("punten", missing="‘punten’: er moet er minstens één staan.", like="titel")
    under = options.blocks("onder", like="titel")
    if len(blocks) + len(under) > MOST_POINTS:
        options.problem(f"Er passen hooguit {MOST_POINTS} punten op de plaat, met ‘onder’ erbij.", "punten")
    elif form == "kwadranten" and blocks and len(blocks) != CORNERS:
        options.problem(
            "Bij ‘vorm: kwadranten’ horen vier punten. Met een ander aantal kies je ‘vorm: kompas’.", "punten"
        )
    on_scene = options.has(PICTURE)
    read = [
        _point(block, number, on_scene=on_scene, otherwise=foot)
        for number, (block, foot) in enumerate(zip((*blocks, *under), _places(len(blocks), len(under)), strict=True), 1)
    ]
    around = FORMS[0] if form == DRAWN else form
    plate = Plate(middle, around, tuple(read[: len(blocks)]), tuple(read[len(blocks) :]), scene, own)
    for one, other in covered(plate):
        options.problem(
            f"De bordjes {quoted(one.title)} en {quoted(other.title)} vallen over elkaar. Geef ze een andere ‘bij’.",
            "punten",
        )
    return plate


def _scene(options: Options, middle: str) -> tuple[str, Picture | None]:
    """The scene of ours that is named, or the picture of the deck's own."""
    if not options.has(PICTURE):
        return "", None
    if isinstance(options.raw(PICTURE), str):
        return options.choice(PICTURE, SCENES, ""), None
    own = options.picture(PICTURE, middle)
    if own is not None and own.is_kept:
        least, most = OWN_RATIOS
        if not least <= own.ratio <= most:
            options.problem(
                "‘beeld’: neem een liggend beeld, zoals 16 bij 9. Vierkant of heel breed past niet.", PICTURE
            )
        elif own.width < OWN_WIDTH:
            options.problem(f"‘beeld’: neem een beeld dat minstens {OWN_WIDTH} beeldpunten breed is.", PICTURE)
    return "", own


def _places(around: int, below: int) -> Iterator[SignPlace | None]:
    """Where signs stand of which nothing is said: those below side by side at the foot, for the others it is asked."""
    yield from repeat(None, around)
    yield from ((share / below, 1.0) for share in range(below))


def _point(block: Options, number: int, *, on_scene: bool, otherwise: SignPlace | None) -> PlatePoint:
    point = PlatePoint(
        str(number % 10),
        block.text("titel", required=True, limit=60),
        block.text("vraag", limit=80),
        _address(block.text("naar", required=True)),
        _address(block.text("tot")),
        _place(block, otherwise) if on_scene else None,
        _area(block) if on_scene else None,
        tuple(map(_address, block.texts("ook", at_least=1, at_most=_MOST_ALSO))) if block.has("ook") else (),
    )
    block.finish()
    return point


def _place(block: Options, otherwise: SignPlace | None) -> SignPlace | None:
    """Where the sign of a point stands; a scene wants one for each."""
    if not block.has("bij") and otherwise is not None:
        return otherwise
    if not block.has("bij"):
        block.missing("bij", "‘bij’: zeg waar het bordje staat, zoals [0.10, 0.15].")
    shares = block.shares("bij", 2, "van links en van boven")
    return (shares[0], shares[1]) if shares else None


def _area(block: Options) -> Area | None:
    shares = block.shares("vlak", 4, "links, boven, breedte en hoogte")
    if not shares:
        return None
    if shares[0] + shares[2] > 1 or shares[1] + shares[3] > 1 or not shares[2] or not shares[3]:
        block.problem(
            "‘vlak’: dit ligt niet in het beeld. Links en breedte zijn samen hooguit 1, boven en hoogte ook.", "vlak"
        )
        return None
    return shares[0], shares[1], shares[2], shares[3]


def _address(typed: str) -> str:
    """The address of a card with the name of its deck as a session knows it."""
    deck, _, card = typed.rpartition("/")
    return f"{slug(deck)}/{card}" if deck else card


def read_fan(options: Options) -> Fan:
    """A fan: questions by topic."""
    room = _address(options.text("zaal"))
    topics = options.block("onderwerpen", missing="‘onderwerpen’: zet er minstens één onderwerp met vragen onder.")
    if topics is None:
        return Fan((), room)
    if len(topics.names()) > MOST_TOPICS:
        topics.problem(f"Er passen hooguit {MOST_TOPICS} onderwerpen in een waaier.")
    read = tuple((name, topics.texts(name, at_least=1, at_most=100)) for name in topics.named(LONGEST_TOPIC))
    topics.finish()
    return Fan(read, room)


def read_canvas(options: Options) -> Canvas:
    """A canvas with its cells."""
    name = options.text("naam", required=True, limit=80)
    sort = options.choice("soort", SORTS)
    blocks = options.blocks("cellen", missing="‘cellen’: er moet er minstens één staan.")
    if len(blocks) > _MOST_CELLS:
        options.problem(f"‘cellen’: er mogen er hooguit {_MOST_CELLS} staan. Er staan er {len(blocks)}.", "cellen")
    cells = tuple(map(_cell, blocks))
    for index, cell in enumerate(cells):
        if cell.name and cell.name in [before.name for before in cells[:index]]:
            options.problem(
                f"{quoted(cell.name)} staat hier dubbel. Geef elk vak een eigen naam.", "cellen", index, "naam"
            )
    return Canvas(name, sort, cells, _address(options.text("akkoord")))


def _cell(block: Options) -> CanvasCell:
    cell = CanvasCell(
        block.text("naam", required=True, limit=LONGEST_CELL_NAME),
        block.text("titel", required=True, limit=LONGEST_CELL_TITLE),
        _address(block.text("uit")),
        block.text("mag_leeg", limit=LONGEST_IF_EMPTY),
        block.yes("blijft"),
    )
    block.finish()
    return cell


def read_break(options: Options) -> Break:
    """A break, with its minutes."""
    if not options.has("duur"):
        options.missing("duur")
    return Break(options.minutes("duur", 1, 1, _LONGEST_BREAK))


def read_sides(options: Options) -> Sides:
    """What a card says to each side, by the option that chose it."""
    card = options.text("kaart", required=True)
    texts = options.block(
        "teksten", missing="‘teksten’: zet er minstens één antwoord onder, met wat de kaart dan zegt."
    )
    if texts is None:
        return Sides(card, ())
    read = tuple((name, texts.text(name, required=True)) for name in texts.named(OPTION_LENGTH))
    texts.finish()
    return Sides(card, read)


SPECIAL_READERS: dict[str, Callable[[Options], Special]] = {
    "beer": read_bear,
    "praatplaat": read_plate,
    "waaier": read_fan,
    "canvas": read_canvas,
    "pauze": read_break,
    "groepen": read_groups,
}

BESIDE_READERS: dict[str, Callable[[Options], BesideValue]] = {"kant": read_sides, "ritme": read_rhythm}

FIRST_KEYS = {
    "beer": "naam", "praatplaat": "midden", "waaier": "onderwerpen", "canvas": "naam", "pauze": "duur",
    "kant": "kaart", "ritme": "rondes", "groepen": "van",
}  # fmt: skip
"""A key of each block, to show what belongs in it."""
