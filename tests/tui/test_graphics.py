"""Pictures in dots: what a terminal answers, what it is sent for a page, and that no key is ever lost to that."""

import random
import re
import string

import pytest
from PIL import Image
from textual import events
from textual.message import Message

from kompas_tui.tui.graphics.ability import WHAT_IT_IS, Ability, Answers, questions
from kompas_tui.tui.graphics.frames import Frames, SentPicture
from kompas_tui.tui.graphics.gallery import Gallery
from kompas_tui.tui.graphics.kitty import FORGET_ALL
from kompas_tui.tui.graphics.sixel import sixels
from kompas_tui.tui.graphics.spots import HALF_BLOCK, SeenPicture, changed, mark_of, spots
from kompas_tui.tui.terminal import Keys

FEATURES, NO_SIXEL = b"\x1b[?63;1;2;4;6;22c", b"\x1b[?1;2c"
LIMITS = b"\x1b[6;17;8t\x1b[?1;0;256S\x1b[?2;0;1280;765S"
SIXEL = FEATURES + LIMITS + FEATURES
MARK = mark_of(7)


class Terminal:
    """What a program asked a terminal, understood of it, and was typed meanwhile."""

    def __init__(self, cell: tuple[int, int] | None = None) -> None:
        self.asked, self.able = "", list[Ability]()
        self._told = list[Message]()
        self._keys = Keys(self._told.append)
        self._answers = Answers(self._ask, self.able.append, lambda: cell)

    def _ask(self, said: str) -> None:
        self.asked += said

    def sends(self, data: bytes) -> None:
        self._keys.take(self._answers.without(data))

    def waits(self) -> None:
        self._answers._since -= 1
        self._keys.take(self._answers.overdue())
        self._keys.tick()

    @property
    def typed(self) -> str:
        return "".join(event.character or event.key for event in self._told if isinstance(event, events.Key))


def test_a_terminal_with_sixel_is_asked_how_large_a_cell_is_and_no_answer_is_a_key() -> None:
    terminal = Terminal()
    terminal.sends(b"a" + FEATURES + b"b")
    assert "\x1b[16t" in terminal.asked
    assert terminal.able == []
    terminal.sends(LIMITS + b"c" + FEATURES)
    assert terminal.able == [Ability("sixel", (8, 17), 256, (1280, 765))]
    assert terminal.typed == "abc"


@pytest.mark.parametrize("place", range(1, len(SIXEL)))
def test_an_answer_that_comes_in_two_parts_is_an_answer(place: int) -> None:
    terminal = Terminal()
    terminal.sends(b"x" + SIXEL[:place])
    terminal.sends(SIXEL[place:] + b"y")
    assert (terminal.typed, len(terminal.able)) == ("xy", 1)


def test_a_terminal_without_sixel_or_without_an_answer_changes_nothing() -> None:
    for answer in (NO_SIXEL, b"", b"\x1b[?4c"):
        terminal = Terminal((8, 16))
        terminal.sends(b"q" + answer + b"\x1b")
        assert terminal.typed == "q"
        terminal.waits()
        assert terminal.typed in ("q", "q\x1b")
        assert (terminal.asked, terminal.able) == ("", [])


def test_an_arrow_of_which_the_beginning_might_be_an_answer_is_an_arrow() -> None:
    for place in range(1, 3):
        terminal = Terminal()
        terminal.sends(b"\x1b[C"[:place])
        terminal.sends(b"\x1b[C"[place:])
        assert terminal.typed == "right"


def test_a_terminal_that_says_nonsense_is_not_believed() -> None:
    for cell in (b"\x1b[6;0;0t", b"\x1b[6;9999;9999t", b""):
        terminal = Terminal()
        terminal.sends(FEATURES + cell + FEATURES)
        assert (terminal.able, terminal.typed) == ([], "")
    known = Terminal((9, 18))
    known.sends(FEATURES + b"\x1b[?2;3;0S\x1b[?1;0;99999S" + FEATURES)
    assert known.able == [Ability("sixel", (9, 18))]
    few = Terminal((9, 18))
    few.sends(FEATURES + b"\x1b[?1;0;2S" + FEATURES)
    assert few.able == []


def test_no_bytes_at_all_stop_the_answers() -> None:
    chance = random.Random(3)
    parts = [bytes([byte]) for byte in range(256)] + [b"\x1b[?", b";", b"4c", b"\x1b[6;", b"t", b"\x1b_G", b"S"] * 40
    terminal = Terminal((8, 16))
    for _ in range(2_000):
        terminal.sends(b"".join(chance.choices(parts, k=chance.randint(1, 9))))
        terminal.waits()
    terminal.sends(b"\x1b\\\x1b[201~zzz")
    terminal.waits()
    assert "z" in terminal.typed


def test_kitty_is_asked_only_where_it_may_be_and_nothing_where_pictures_would_get_lost() -> None:
    assert questions({"TERM": "xterm-256color"}) == WHAT_IT_IS
    assert questions({"TERM": "xterm-kitty"}).startswith("\x1b_G")
    for lost in (
        {"TERM": "tmux-256color"},
        {"TERM": "screen"},
        {"TERM": "xterm-256color", "TMUX": "/tmp/tmux-0/default,1,0"},
        {"TERM": "xterm-256color", "NO_COLOR": "1"},
        {"TERM": "linux"},
        {},
    ):
        assert questions(lost) == ""
    kitty = Terminal()
    kitty.sends(b"\x1b_Gi=31;OK\x1b\\\x1b[6;20;10t\x1b[?62;c")
    assert kitty.able[-1] == Ability("kitty", (10, 20))


def test_the_pictures_of_a_page_are_found_with_what_lies_on_them() -> None:
    rows = ["é  " + MARK * 4, "ab ", "   " + MARK + "xy" + MARK]
    (spot,) = spots(rows)
    assert (spot.column, spot.row, spot.columns, spot.rows, spot.cells) == (3, 0, 4, 3, 6)
    assert spot.runs == ((0, 0, 4), (2, 0, 1), (2, 3, 4))


def test_only_what_changed_beside_a_picture_is_written_anew() -> None:
    before = [("a " + MARK * 2, 0), ("b " + MARK * 2, 0)]
    assert changed(before, before, 6) == []
    assert changed(before, [("z " + MARK * 2, 0), before[1]], 6) == [(0, 0, 2)]
    assert changed(before, [("a " + MARK * 2 + "z", 0), before[1]], 6) is None
    assert changed(before, [("a " + MARK * 2, 1), before[1]], 6) is None
    assert changed([*before, ("c", 0)], [*before, ("d", 0)], 6) == [(2, 0, 6)]
    assert changed(before, [("zz" + MARK * 2, 0), ("b" + MARK * 3, 0)], 6) is None
    assert changed([("a", 0)], [("b", 0)], 6) is None


def decoded(said: str) -> Image.Image:
    """What a terminal draws of sixels; what it leaves is transparent."""
    head = re.match(r'\x1bP0;1;0q"1;1;(\d+);(\d+)', said)
    assert head
    picture = Image.new("RGBA", (int(head[1]), int(head[2])))
    tones: dict[str, tuple[int, int, int]] = {}
    colour, x, y = "", 0, 0
    for part in re.finditer(r"#(\d+)(?:;2;(\d+);(\d+);(\d+))?|(?:!(\d+))?([?-~])|([$-])", said[head.end() : -2]):
        if part[1]:
            colour = part[1]
            if part[2]:
                tones[colour] = (int(part[2]), int(part[3]), int(part[4]))
                colour = "named, not chosen"
        elif part[7]:
            x, y = 0, y + 6 * (part[7] == "-")
        else:
            dots, times = ord(part[6]) - 63, int(part[5] or 1)
            for across in range(x, x + times):
                for down in (down for down in range(6) if dots >> down & 1):
                    red, green, blue = (round(tone * 2.55) for tone in tones[colour])
                    picture.putpixel((across, y + down), (red, green, blue, 255))
            x += times
    return picture


@pytest.mark.parametrize("largest", [None, (30, 40)])
def test_sixels_are_the_picture_but_for_its_holes(largest: tuple[int, int] | None) -> None:
    picture = Image.linear_gradient("L").resize((64, 48)).convert("RGB")
    picture.paste((255, 0, 0), (10, 5, 30, 40))
    seen = ((0, 0, 8), (1, 0, 3), (1, 6, 8), (2, 0, 8))
    whole = Image.new("RGBA", picture.size)
    for column, row, said in sixels(picture, SeenPicture(MARK, 0, 0, seen), Ability("sixel", (8, 16), 256, largest)):
        assert set(said[1:-2]) <= set(string.printable)
        whole.paste(decoded(said), (column * 8, row * 16))
    for x, y in ((0, 0), (12, 10), (20, 20), (63, 47), (63, 20)):
        tone, drawn = picture.getpixel((x, y)), whole.getpixel((x, y))
        assert isinstance(tone, tuple)
        assert isinstance(drawn, tuple)
        assert drawn[3] == 255
        assert all(abs(one - other) < 12 for one, other in zip(tone, drawn[:3], strict=True))
    assert {whole.getpixel((x, y)) for x in range(24, 48) for y in range(16, 32)} == {(0, 0, 0, 0)}


def test_a_picture_follows_its_cells_and_stays_in_half_blocks_where_something_lies_over_it() -> None:
    frames = Frames()
    frames.way = "sixel"
    frames.show([SentPicture(MARK, 4, "<picture>")])
    assert frames.with_pictures(f"\x1b[1;1H{MARK * 4}") == f"\x1b[1;1H{HALF_BLOCK * 4}<picture>"
    assert frames.with_pictures(f"{MARK * 3} dialog") == f"{HALF_BLOCK * 3} dialog"
    assert frames.is_torn
    assert frames.with_pictures("no picture") == "no picture"
    assert frames.with_pictures(MARK * 4).endswith("<picture>")
    assert not frames.is_torn
    assert frames.forgotten() == ""


def test_kitty_gets_a_picture_once_below_cells_without_a_ground() -> None:
    frames = Frames()
    frames.way = "kitty"
    frames.show([SentPicture(MARK, 2, "<picture>")])
    cells = f"\x1b[38;2;1;2;3;48;2;4;5;6m{MARK}\x1b[0m" * 2
    assert frames.with_pictures(cells) == "\x1b[0m \x1b[0m" * 2 + "<picture>"
    assert frames.with_pictures(cells) == "\x1b[0m \x1b[0m" * 2
    frames.show([])
    assert frames.with_pictures("text") == f"{FORGET_ALL}text"
    assert frames.with_pictures(cells).count(HALF_BLOCK) == 2


async def test_a_picture_is_encoded_once_and_leaves_the_last_row_of_the_screen_alone() -> None:
    told: list[str] = []
    gallery = Gallery(lambda: told.append("ready"))
    assert gallery.sign("a", 2, 3, lambda *_: None) == HALF_BLOCK
    gallery.ability = Ability("sixel", (8, 16))
    mark = gallery.sign("a", 2, 3, lambda width, height: Image.new("RGB", (width, height), "red"))
    found = spots([mark * 2] * 3)
    assert gallery.drawn(found, (4, 1), 4) == []
    while not told:
        await gallery._task  # type: ignore[misc]
    (drawn,) = gallery.drawn(found, (4, 1), 4)
    assert drawn.cells == 6
    assert drawn.sequence.startswith('\x1b7\x1b[2;5H\x1bP0;1;0q"1;1;16;32')
    assert gallery.drawn(spots([mark]), (4, 1), 4) == []
    assert told == ["ready"]
