"""Options that come from what participants wrote: no text of theirs can keep a card from opening."""

import pytest

from kompas_tui.domain.language.errors import AnswerRefused, CommandRefused
from kompas_tui.domain.result.tables import strongest
from kompas_tui.workshop import Workshop, rounds
from tests.workshop.rooms import opened, workshop

TAKING = {
    "keuze": "",
    "meerkeuze": "max: 2",
    "stickers": "aantal: 3",
    "verdeling": "",
    "rangorde": "",
    "assenveld": "x: [a, b]\ny: [c, d]",
}
SOURCES = {
    "formulier": ("velden: [{naam: wat}, {naam: meer}]", "veld-1-1"),
    "open": ("max: 1", "tekst-1"),
    "vragen": ("max: 1", "vraag-1"),
    "woorden": ("max: 1", "woord-1"),
    "markt": ("", "vraag-1"),
}
DECK = "---\ntitel: T\n---\n" + "".join(
    f"# {word} {{#{word}}}\n```{word}\nvraag: Wat?\n{own}\n```\n" for word, (own, _) in SOURCES.items()
)
TEXTS = {
    "long": ("a" * 400, "b" * 280, "c" * 281, "d"),
    "the same once shortened": ("x" * 300 + "1", "x" * 300 + "2", "y", "z"),
    "odd": ("[b]vet[/b]", "\u202etoof", "=1+1", "- a: b", "{c}", "e\u0301" * 200, "🐻" * 30),
    "nearly nothing": ("\u200b", " ", "…", ".", "a"),
    "one": ("alleen", "alleen"),
    "many": tuple(f"tekst {number}" for number in range(60)),
    "with breaks": ("a\n\nb", "a b", "c\r\nd"),
}


async def said(room: Workshop, source: str, texts: tuple[str, ...]) -> None:
    asked = await opened(room, source)
    for number, text in enumerate(texts):
        try:
            await room.cast(f"t{number}", asked.id, {SOURCES[source][1]: [text]})
        except AnswerRefused:
            continue
    await room.close_round()


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("texts", TEXTS.values(), ids=TEXTS)
async def test_a_question_opens_with_whatever_was_written_or_says_what_is_missing(
    source: str, texts: tuple[str, ...]
) -> None:
    cards = "".join(
        f"# Neemt {word} {{#n-{word}}}\n```{word}\nvraag: Wat?\n{own}\nopties_uit: {{kaart: {source}, top: 20}}\n```\n"
        for word, own in TAKING.items()
    )
    room = await workshop(("proef", DECK + cards, False))
    await said(room, source, texts)
    last = room.session.last_round(source)
    assert last is not None
    if len(strongest(last.result(), 20)) < 2:
        with pytest.raises(CommandRefused, match="minstens twee uitkomsten"):
            await opened(room, "n-keuze")
        return
    for word in TAKING:
        options = (await opened(room, f"n-{word}")).activity.listed()
        assert len(options) >= 2
        assert all(0 < len(option) <= 280 for option in options)
        assert len(set(options)) == len(options)
        await room.close_round()


async def test_options_that_a_kind_cannot_take_are_refused_with_a_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    card = "# N {#n}\n```keuze\nvraag: Wat?\nopties_uit: {kaart: open}\n```\n"
    room = await workshop(("proef", DECK + card, False))
    await said(room, "open", ("a", "b"))
    monkeypatch.setattr(rounds, "_as_options", lambda said: ("a" * 281, "b"))
    await room.go("n")
    with pytest.raises(CommandRefused, match=r"kan deze vraag niet open\. Doe daar eerst een nieuwe ronde"):
        await room.open_round()
    assert room.session.open_round is None
