"""Carrying on with filled-in forms: items made by a pattern, for a role, the weakest, and choices in a form."""

import pytest

from kompas_tui.deck_files import DeckProblems, read_decks
from kompas_tui.domain.kinds.checklist import Checklist
from kompas_tui.domain.kinds.formulier import Formulier
from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.commands.asking import CloseRound
from tests.workshop.rooms import opened, workshop

DECK = """---
titel: Verwachtingen
rollen: [raad, college, partner]
---

# Wat {#wat}

```formulier
vraag: Wat verwacht je?
velden:
  - {naam: wat, vraag: "Wat verwacht je?"}
  - {naam: aan, vraag: "Van wie?", soort: keuze, opties: [raad, college]}
  - {naam: nummer, vraag: "Je nummer", persoonsgegeven: ja}
```

# Antwoord {#antwoord}

```checklist
vraag: Wat antwoord jij?
antwoorden: [ja graag, later]
items_uit: {kaart: wat, top: alle, neem: "{aan}: {wat}", voor: aan}
per_rol: ja
openlijk: ja
```

# Hoe goed {#schaal}

```schaal
vraag: Hoe goed?
stellingen: [Bellen, Schrijven, Luisteren]
```

# Eerst {#eerst}

```keuze
vraag: Wat eerst?
opties_uit: {kaart: schaal, top: 2, neem: zwakste}
```

# Wie {#wie}

```formulier
vraag: Wie doet het?
velden:
  - {naam: punt, vraag: "Welk punt?", soort: keuze, opties_uit: {kaart: schaal, top: alle}}
  - {naam: wie, vraag: "Wie doet het?"}
```
"""

FORMS = (("Bel op tijd", "1"), ("Kom langs", "0"), ("Beslis", ""))


async def filled(room: Workshop) -> None:
    round_ = await opened(room, "wat")
    for number, (text, of) in enumerate(FORMS):
        sent = {"veld-1-1": [text], "veld-2": [of], "veld-3-1": ["06 1234"], "veld-3-mag": ["0"]}
        await room.cast(f"telefoon-{number}", round_.id, sent)
    await room.do(CloseRound())


async def scored(room: Workshop) -> None:
    round_ = await opened(room, "schaal")
    await room.cast("telefoon-1", round_.id, {"score-1": ["4"], "score-2": ["1"], "score-3": ["2"]})
    await room.do(CloseRound())


async def test_an_item_is_made_of_the_fields_of_a_form_and_asked_of_the_role_in_one_of_them() -> None:
    room = await workshop(("proef", DECK, False))
    await filled(room)
    asked = (await opened(room, "antwoord")).activity
    assert isinstance(asked, Checklist)
    assert sorted(zip(asked.items, asked.addressed, strict=True)) == [
        ("college: Bel op tijd", "college"),
        ("raad: Kom langs", "raad"),
    ]
    for role, of in (("college", "Bel op tijd"), ("raad", "Kom langs")):
        assert [field.label for field in asked.form_for(role)][::2] == [f"{role}: {of}"]
    assert asked.form_for("partner") == asked.form_for("") == ()


async def test_the_weakest_come_first() -> None:
    room = await workshop(("proef", DECK, False))
    await scored(room)
    assert (await opened(room, "eerst")).activity.listed() == ("Schrijven", "Luisteren")


async def test_a_choice_in_a_form_is_taken_from_another_card() -> None:
    room = await workshop(("proef", DECK, False))
    with pytest.raises(CommandRefused, match="Deze vraag neemt de sterkste uit ‘Hoe goed’"):
        await opened(room, "wie")
    await scored(room)
    asked = (await opened(room, "wie")).activity
    assert isinstance(asked, Formulier)
    assert asked.form_fields[0].options == ("Bellen", "Luisteren", "Schrijven")
    await room.cast("telefoon-1", "wie-1", {"veld-1": ["1"], "veld-2-1": ["de griffier"]})
    assert room.session.rounds["wie-1"].result().rows == (("Luisteren", "de griffier"),)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("{aan}: {wat}", "{aan}: {wta}"), "‘neem’: het formulier ‘wat’ kent ‘wta’ niet. Bedoel je ‘wat’?"),
        (("{aan}: {wat}", "{wat}"), "‘neem’: zet ‘{aan}’ erin. Dan is te zien voor wie het is."),
        (("kaart: wat, top: alle", "kaart: schaal"), "‘neem’: op de kaart ‘schaal’ staat geen formulier."),
        (("per_rol: ja\nopenlijk: ja", "per_rol: ja"), "‘voor’: zet er ook ‘per_rol: ja’ en ‘openlijk: ja’ bij."),
        (("top: alle}}", "top: alle}, opties: [a, b]}"), "Kies: ‘opties’ of ‘opties_uit’, niet allebei."),
        (("opties_uit: {kaart: schaal, top: alle}", "opties_uit: {kaart: scaal}"), "Bedoel je ‘schaal’?"),
        (("neem: zwakste", "neem: zwakte"), "‘neem’: ‘zwakte’ ken ik niet. Bedoel je ‘zwakste’?"),
    ],
)
def test_what_can_not_be_taken_is_told_beforehand(wrong: tuple[str, str], said: str) -> None:
    with pytest.raises(DeckProblems) as found:
        read_decks([("proef", DECK.replace(*wrong), False)])
    assert any(said in problem.message for problem in found.value.problems), found.value.problems


def for_a_name_of(length: int) -> str:
    """The deck with a field for whom an item is whose name is this long."""
    name = "a" * length
    text = DECK.replace("voor: aan", f"voor: {name}").replace("{aan}: {wat}", f"{{{name}}}: {{wat}}")
    return text.replace("naam: aan", f"naam: {name}")


def test_for_whom_an_item_is_can_be_named_in_sixty_characters() -> None:
    read_decks([("proef", for_a_name_of(60), False)])
    with pytest.raises(DeckProblems) as found:
        read_decks([("proef", for_a_name_of(61), False)])
    too_long = [problem.line for problem in found.value.problems if "hooguit 60 tekens" in problem.message]
    lines = for_a_name_of(61).splitlines()
    assert [lines[line - 1].split(":")[0] for line in too_long] == ["  - {naam", "items_uit"]


def test_a_role_that_an_item_names_is_as_long_as_an_option_may_be() -> None:
    listed = "items: [Bellen]\nvoor: [{}]"
    deck = DECK.replace('items_uit: {kaart: wat, top: alle, neem: "{aan}: {wat}", voor: aan}', listed)
    read_decks([("proef", deck.replace("[{}]", f"[{'r' * 280}]"), False)])
    with pytest.raises(DeckProblems, match="hooguit 280 tekens"):
        read_decks([("proef", deck.replace("[{}]", f"[{'r' * 281}]"), False)])
