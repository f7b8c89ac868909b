"""A support round of hundreds of texts: small pages in portions, one ballot for all of them."""

import gzip
from itertools import pairwise
from random import Random

import pytest

from kompas_tui.domain.question.fields import OneOf, SeveralOf
from kompas_tui.web.portions import portion_for, portions_of
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound
from kompas_tui.workshop.commands.course import GoTo
from tests.web.room import PageReader, PlainPhone, ServedRoom

LARGEST_PAGE = 14_000
SYLLABLES = [
    "een",
    "bank",
    "meer",
    "groen",
    "straat",
    "kin",
    "der",
    "en",
    "spe",
    "len",
    "op",
    "het",
    "plein",
    "veilig",
    "o",
    "ver",
    "ste",
    "ken",
    "licht",
    "rust",
    "bo",
    "men",
    "auto",
]


def texts(amount: int, chance: Random, *, longest: int = 24) -> list[str]:
    """Texts as people write them, none like another."""
    return [
        f"{' '.join(chance.choices(SYLLABLES, k=chance.randint(3, longest)))} {number}".capitalize()[:280]
        for number in range(amount)
    ]


async def supporting(room: Workshop, written: list[str]) -> None:
    """A support round on these texts."""
    await room.do(GoTo("open"))
    await room.do(OpenRound())
    asked = room.session.open_round
    assert asked is not None
    for number, pair in enumerate(zip(written[::2], written[1::2], strict=True)):
        await room.cast(f"{number:022}", asked.id, {f"tekst-{n}": [text] for n, text in enumerate(pair, 1)})
    await room.do(CloseRound())
    await room.do(OpenRound("steun"))


@pytest.mark.parametrize("kind", ["as people write", "noise", "Chinese"])
async def test_every_page_of_400_texts_is_small(room: ServedRoom, kind: str) -> None:
    chance = Random(400)
    letters = {
        "noise": [chr(code) for code in range(33, 383) if chr(code).isalnum()],
        "Chinese": "的一是在不了有和人这中大",
    }
    written = texts(400, chance)
    if kind != "as people write":
        written = ["".join(chance.choices(letters[kind], k=280)) for _ in range(400)]
    await supporting(room.workshop, written)
    phone = room.phone()
    await phone.look()
    asked = room.workshop.session.open_round
    assert asked is not None
    portions = portions_of(asked.activity.form())
    seen: list[str] = []
    for portion in portions:
        async with phone.client.stream("GET", f"/{phone.code}?deel={portion.number}") as response:
            wire = b"".join([part async for part in response.aiter_raw()])
        assert response.headers["content-encoding"] == "gzip"
        assert len(wire) <= LARGEST_PAGE, (portion.number, len(wire))
        form = PageReader(gzip.decompress(wire).decode()).forms[0]
        seen += [box.label for box in form.of("checkbox")]
        assert form.buttons == ["Verstuur"]
    assert sorted(seen) == sorted(asked.activity.listed())
    if kind == "as people write":
        assert len(portions) <= 6


async def ticked(phone: PlainPhone, page: PageReader, *places: int) -> PageReader:
    """The page after these boxes of the portion were ticked and sent."""
    form = page.forms[0]
    chosen = [form.of("checkbox")[place].value for place in places]
    response = await phone.client.post(
        f"/{phone.code}", data=form.data() | {"steun": form.data().get("steun", []) + chosen}
    )
    assert response.status_code == 200
    return PageReader(response.text)


async def test_portions_add_up_to_one_ballot(room: ServedRoom) -> None:
    await supporting(room.workshop, texts(400, Random(1)))
    phone = room.phone()
    await phone.look()
    first = await phone.look("?deel=1")
    assert "Dit is deel 1 van" in first.text
    saved = await ticked(phone, first, 0, 2)
    assert "Je antwoord is opgeslagen" in saved.text
    assert "Deel 2" in saved.text
    second = await phone.look("?wijzig=1&deel=2")
    assert "Dit is deel 2 van" in second.text
    await ticked(phone, second, 1)
    asked = room.workshop.session.open_round
    assert asked is not None
    (ballot,) = asked.ballots.values()
    start = portions_of(asked.activity.form())[1].places.start
    assert ballot.answer == {"steun": [0, 2, start + 1]}
    again = await phone.look("?wijzig=1&deel=1")
    assert [box.value for box in again.forms[0].of("checkbox") if box.checked] == ["0", "2"]


async def test_a_portion_in_which_nothing_is_ticked_is_refused_and_stays(room: ServedRoom) -> None:
    await supporting(room.workshop, texts(400, Random(1)))
    phone = room.phone()
    await phone.look()
    page = await phone.look("?deel=3")
    response = await phone.send(page.forms[0])
    assert response.status_code == 400
    assert "Dit is deel 3 van" in PageReader(response.text).text


def test_portions_hold_every_option_once_and_a_short_list_has_none() -> None:
    options = tuple(texts(500, Random(2)))
    portions = portions_of([SeveralOf("steun", "Wat?", options, 500)])
    assert (portions[0].places.start, portions[-1].places.stop) == (0, 500)
    assert all(one.places.stop == other.places.start for one, other in pairwise(portions))
    assert [one.number for one in portions] == list(range(1, len(portions) + 1))
    assert portions_of([SeveralOf("steun", "Wat?", options[:30], 30)]) == ()
    assert portions_of([OneOf("keuze", "Wat?", options)]) == ()


def test_phones_begin_at_different_portions_so_that_none_is_read_most() -> None:
    portions = portions_of([SeveralOf("steun", "Wat?", tuple(texts(500, Random(2))), 500)])
    begun = [portion_for(portions, 0, f"token-{number}") for number in range(2_000)]
    shares = [begun.count(portion) / 2_000 * len(portions) for portion in portions]
    assert all(0.8 < share < 1.2 for share in shares), shares
    assert portion_for(portions, 99, "") == portions[0]
    assert portion_for((), 1, "token") is None
