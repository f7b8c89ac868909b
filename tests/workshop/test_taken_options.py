"""Options that come from what participants wrote: no text of theirs can keep a card from opening."""

import pytest

from kompas_tui.domain.language.errors import AnswerRefused, CommandRefused
from kompas_tui.domain.outcome import options_of
from kompas_tui.domain.outcome.veil import KEPT_BACK
from kompas_tui.domain.result.weight import strongest
from kompas_tui.workshop import Workshop, carrying
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound
from kompas_tui.workshop.commands.course import GoTo
from kompas_tui.workshop.commands.texts import Moderate
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
    await room.do(CloseRound())


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
        with pytest.raises(CommandRefused, match="minstens twee antwoorden"):
            await opened(room, "n-keuze")
        return
    for word in TAKING:
        if len(strongest(last.result(), 60)) > 20 and word == "assenveld":
            with pytest.raises(
                CommandRefused, match=r"zijn \d+ antwoorden even sterk\. Zo veel kan deze vraag er niet aan"
            ):
                await opened(room, f"n-{word}")
            continue
        options = (await opened(room, f"n-{word}")).activity.listed()
        assert len(options) >= 2
        assert all(0 < len(option) <= 1000 for option in options)
        assert len(set(options)) == len(options)
        await room.do(CloseRound())


async def test_options_that_a_kind_cannot_take_are_refused_with_a_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    card = "# N {#n}\n```keuze\nvraag: Wat?\nopties_uit: {kaart: open}\n```\n"
    room = await workshop(("proef", DECK + card, False))
    await said(room, "open", ("a", "b"))
    given = carrying._Given
    monkeypatch.setattr(carrying, "_as_options", lambda texts: (given("a" * 1001, 1), given("b", 0)))
    await room.do(GoTo("n"))
    with pytest.raises(CommandRefused, match=r"kan deze vraag niet open\. Doe daar eerst een nieuwe ronde"):
        await room.do(OpenRound())
    assert room.session.open_round is None


TIES = """---
titel: T
---

# Uit {#uit}

```%s
vraag: Wat?
%s
```

# Neemt {#neemt}

```%s
vraag: Welke?
opties_uit: {kaart: uit, top: %d}
%s
```
"""
CHOICES = "opties: [a, b, c, d, e]"


async def taken(room: Workshop, *forms: dict[str, list[str]]) -> tuple[set[str], str]:
    """The options that come out of these answers, and what the facilitator hears."""
    asked = await opened(room, "uit")
    for number, form in enumerate(forms):
        await room.cast(f"t{number}", asked.id, form)
    await room.do(CloseRound())
    taking = await opened(room, "neemt")
    return set(taking.activity.listed()), room.watch.ties()


@pytest.mark.parametrize(
    ("kind", "own", "top", "forms", "options", "sentence"),
    [
        ("meerkeuze", CHOICES, 2, [{"keuzes": ["4"]}, {"keuzes": ["4", "1"]}], "eb", ""),
        ("meerkeuze", CHOICES, 2, [{"keuzes": ["4"]}, {"keuzes": ["4", "1", "2"]}], "ebc", "1 antwoord was even sterk"),
        ("meerkeuze", CHOICES, 2, [{"keuzes": ["1", "2", "3", "4"]}], "bcde", "2 antwoorden waren even sterk"),
        ("keuze", CHOICES, 2, [{"keuze": [n]} for n in "433211"], "bd", ""),
        ("woorden", "max: 5", 2, [{f"woord-{n}": [w] for n, w in enumerate("zyx", 1)}], "xyz", "1 antwoord was even"),
        ("woorden", "max: 5", 2, [{"woord-1": ["z"]}, {"woord-1": ["Z"], "woord-2": ["b"]}], "Zb", ""),
        ("open", "max: 3", 2, [{f"tekst-{n}": [w] for n, w in enumerate("zyx", 1)}], "xyz", "1 antwoord was even"),
        ("vragen", "max: 3", 2, [{f"vraag-{n}": [w] for n, w in enumerate("zyx", 1)}], "xyz", "1 antwoord was even"),
        (
            "schaal",
            "stellingen: [a, b, c]",
            2,
            [{"score-1": ["5"], "score-2": ["2"], "score-3": ["2"]}],
            "abc",
            "1 antwoord",
        ),
        (
            "checklist",
            "items: [a, b, c]",
            2,
            [{"item-1": ["0"], "item-2": ["1"], "item-3": ["1"]}],
            "abc",
            "1 antwoord",
        ),
        ("formulier", "velden: [{naam: wat}]", 2, [{"veld-1-1": [w]} for w in "abc"], "abc", "1 antwoord was even"),
        ("formulier", "velden: [{naam: wat}]", 2, [{"veld-1-1": [w]} for w in "caab"], "abc", "1 antwoord was even"),
        ("formulier", "velden: [{naam: wat}]", 2, [{"veld-1-1": [w]} for w in "caacb"], "ac", ""),
        ("markt", "", 2, [{"vraag-1": ["a"], "aanbod-1": ["c"]}, {"vraag-1": ["b"]}], "abc", "1 antwoord was even"),
    ],
)
async def test_equal_outcomes_at_the_cut_go_along_together_and_that_is_said(
    kind: str, own: str, top: int, forms: list[dict[str, list[str]]], options: str, sentence: str
) -> None:
    room = await workshop(("proef", TIES % (kind, own, "keuze", top, ""), False))
    found, told = await taken(room, *forms)
    assert found == set(options)
    assert told.startswith(sentence)
    assert bool(told) is bool(sentence)


async def test_equals_that_are_too_many_are_left_out_together_and_that_is_said() -> None:
    axes = "x: [a, b]\ny: [c, d]"
    room = await workshop(("proef", TIES % ("woorden", "max: 10", "assenveld", 3, axes), False))
    many = [{f"woord-{n}": [f"w{person}{n}"] for n in range(1, 9)} for person in range(3)]
    strong = [{"woord-1": ["sterk"], "woord-2": ["stevig"]}] * 2
    found, told = await taken(room, *many, *strong)
    assert found == {"sterk", "stevig"}
    assert told == "24 antwoorden waren even sterk. Dat zijn er te veel, dus ze doen niet mee."
    assert room.watch.warnings() == [told]
    await room.do(CloseRound())
    assert room.watch.ties() == ""


async def test_what_was_cut_stands_in_the_log() -> None:
    room = await workshop(("proef", TIES % ("woorden", "max: 5", "keuze", 2, ""), False))
    await taken(room, {f"woord-{n}": [w] for n, w in enumerate("zyxw", 1)})
    event = room.session.openings["neemt-1"]
    assert (event.along, event.left_out) == (2, 0)


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("texts", TEXTS.values(), ids=TEXTS)
async def test_no_option_stays_of_texts_that_are_hidden(source: str, texts: tuple[str, ...]) -> None:
    card = f"# N {{#n}}\n```keuze\nvraag: Wat?\nopties_uit: {{kaart: {source}, top: 20}}\n```\n"
    room = await workshop(("proef", DECK + card, False))
    await said(room, source, texts)
    try:
        asked = await opened(room, "n")
    except CommandRefused:
        return  # too few texts to choose from
    written = room.session.rounds[f"{source}-1"].texts()
    assert len(written) >= len(options_of(room.session, asked)) >= 2
    for item in written:
        await room.do(Moderate(item.id, "verberg"))
    assert all(option.startswith(KEPT_BACK) for option in options_of(room.session, asked))
