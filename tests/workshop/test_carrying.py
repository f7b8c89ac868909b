"""Carrying on: items, statements, options and a proposal that come from what the group did on other cards."""

import pytest

from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.outcome import options_of, outcome_of
from kompas_tui.domain.outcome.gate import veil_of
from kompas_tui.domain.outcome.veil import KEPT_BACK, veiled_field
from kompas_tui.domain.question.answers import texts_in
from kompas_tui.domain.report import build_report
from kompas_tui.domain.session.round import Round
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.carrying import ProposalsTied
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound, ShowResult
from kompas_tui.workshop.commands.course import GoTo
from kompas_tui.workshop.commands.texts import Moderate
from tests.workshop.rooms import opened, workshop

DECK = """---
titel: Verder met wat er staat
---

# Voor {#voor}

```open
vraag: Wat pleit ervoor?
max: 3
```

# Tegen {#tegen}

```open
vraag: Wat pleit ertegen?
```

# Kleur {#kleur}

```meerkeuze
vraag: Welke kleur?
opties: [rood, geel, blauw]
```

# Toets {#checklist}

```checklist
vraag: Telt dit mee?
items_uit: {kaart: [voor, tegen], top: alle}
```

# Schaal {#schaal}

```schaal
vraag: Hoe sterk is dit?
stellingen_uit: {kaart: voor, top: 2}
```

# Kopjes {#kopjes}

```keuze
vraag: Welk kopje eerst?
opties_uit: {kaart: voor, top: alle, neem: kopjes}
```

# Punten {#punten}

```checklist
vraag: Telt dit punt mee?
items_uit: {kaart: voor, top: alle, neem: onderwerpen}
```

# Veld {#veld}

```assenveld
vraag: Waar ligt het?
items_uit: {kaart: kleur, top: 2}
x: [licht, zwaar]
y: [duur, goedkoop]
```

# Akkoord {#akkoord}

```instemming
vraag: Kun je hiermee leven?
voorstel_uit: {kaart: kleur}
```
"""


async def room_with(*, pro: dict[str, int], contra: tuple[str, ...] = ()) -> Workshop:
    """A room where these texts for it got so much support, and these were written against it."""
    room = await workshop(("proef", DECK, False))
    asked = await opened(room, "voor")
    for number, text in enumerate(pro):
        await room.cast(f"t{number}", asked.id, {"tekst-1": [text]})
    await room.do(CloseRound())
    if any(pro.values()):
        support = await opened(room, "voor", "steun")
        texts = [item.text for item in asked.texts()]
        places = {text: support.activity.listed().index(text) for text in texts}
        for voter in range(max(pro.values())):
            liked = [str(places[text]) for text, amount in pro.items() if amount > voter]
            await room.cast(f"s{voter}", support.id, {support.activity.fields()[0].name: liked})
        await room.do(CloseRound())
    against = await opened(room, "tegen")
    for number, text in enumerate(contra):
        await room.cast(f"c{number}", against.id, {"tekst-1": [text]})
    await room.do(CloseRound())
    return room


async def choose(room: Workshop, *colours: list[int]) -> None:
    asked = await opened(room, "kleur")
    for number, chosen in enumerate(colours):
        await room.cast(f"k{number}", asked.id, {"keuzes": [str(colour) for colour in chosen]})
    await room.do(CloseRound())


def labels(asked: Round) -> tuple[str, ...]:
    """What is judged, in the order in which a phone asks it."""
    return tuple(field.label for field in asked.activity.fields() if not field.name.startswith("idee"))


async def test_items_come_from_several_cards_and_all_of_them() -> None:
    room = await room_with(pro={"groen": 2, "rust": 1}, contra=("duur", "druk"))
    asked = await opened(room, "checklist")
    assert labels(asked)[:2] == ("groen", "rust")
    assert set(labels(asked)) == {"groen", "rust", "duur", "druk"}
    assert asked.taken_along == ""


async def test_how_many_went_along_is_kept_and_said() -> None:
    room = await room_with(pro={"groen": 3, "rust": 2, "spel": 1, "zon": 0})
    asked = await opened(room, "schaal")
    assert labels(asked) == ("groen", "rust")
    assert (asked.taken, asked.of) == (2, 4)
    assert asked.taken_along == "Hier staan 2 van de 4."
    await room.cast("t0", asked.id, {"score-1": ["4"]})
    await room.do(CloseRound())
    told = str(build_report(room.session, "f" * 64, room.course))
    assert "Van een eerdere vraag gingen 2 van de 4 verschillende antwoorden mee." in told


async def test_headings_go_along_instead_of_texts_with_the_support_of_their_texts() -> None:
    room = await room_with(pro={"bomen": 1, "gras": 1, "bankjes": 3, "zonder kopje": 3})
    before = room.session.rounds["voor-1"]
    ids = {item.text: item.id for item in before.texts()}
    with pytest.raises(CommandRefused, match="staan nog geen kopjes"):
        await opened(room, "kopjes")
    for text, heading in (("bomen", "groen"), ("gras", "groen"), ("bankjes", "rust")):
        await room.do(Moderate(ids[text], "groepeer", group=heading))
    assert (await opened(room, "kopjes")).activity.listed() == ("rust", "groen")


async def test_each_heading_and_each_text_without_one_goes_along_as_a_subject() -> None:
    room = await room_with(pro={"bomen": 1, "gras": 1, "bankjes": 3, "zonder kopje": 0})
    ids = {item.text: item.id for item in room.session.rounds["voor-1"].texts()}
    for text in ("bomen", "gras"):
        await room.do(Moderate(ids[text], "groepeer", group="groen"))
    assert labels(await opened(room, "punten")) == ("bankjes", "groen", "zonder kopje")


async def test_a_room_that_wrote_more_than_can_be_weighed_hears_to_put_texts_under_headings() -> None:
    room = await room_with(pro=dict.fromkeys((f"tekst {number}" for number in range(64)), 0))
    with pytest.raises(CommandRefused, match=r"zijn 64 antwoorden\. .* Zet ze daar eerst onder kopjes\."):
        await opened(room, "punten")
    for item in room.session.rounds["voor-1"].texts()[:9]:
        await room.do(Moderate(item.id, "groepeer", group="groen"))
    assert len(labels(await opened(room, "punten"))) == 56


async def test_a_field_takes_items_as_it_takes_options() -> None:
    room = await room_with(pro={"groen": 0})
    await choose(room, [0, 1], [1], [2, 1, 0])
    assert labels(await opened(room, "veld")) == ("geel", "rood")


async def test_the_strongest_becomes_the_proposal_and_equals_are_refused_with_a_way_out() -> None:
    room = await room_with(pro={"groen": 0})
    await choose(room, [0], [1])
    await room.do(GoTo("akkoord"))
    with pytest.raises(CommandRefused, match=r"Er kan maar één voorstel zijn\. Laat de groep daar nog eens kiezen\."):
        await room.do(OpenRound())
    await choose(room, [0], [1], [1])
    asked = await opened(room, "akkoord")
    assert asked.activity.data["voorstel"] == "geel"
    await room.do(CloseRound())
    await choose(room, [0])
    assert (await opened(room, "akkoord")).activity.data["voorstel"] == "geel"  # what was consented to stays


async def test_of_equally_strong_proposals_that_were_seen_the_facilitator_chooses_one() -> None:
    room = await room_with(pro={"groen": 0})
    await choose(room, [0], [1])
    await room.do(ShowResult())
    await room.do(GoTo("akkoord"))
    with pytest.raises(ProposalsTied, match="even sterk") as tie:
        await room.do(OpenRound())
    assert sorted(tie.value.tied) == ["geel", "rood"]
    with pytest.raises(ProposalsTied):
        await room.do(OpenRound("nieuw", "iets heel anders"))
    await room.do(OpenRound("nieuw", "geel"))
    asked = room.session.open_round
    assert asked is not None
    assert asked.activity.data["voorstel"] == "geel"
    assert asked.taken_along == "Hier staat 1 van de 2."


async def test_how_many_are_equal_is_said_of_those_at_the_cut_and_not_of_the_strongest() -> None:
    names = ", ".join(f"plan {number}" for number in range(63))
    many = f"---\ntitel: Veel\n---\n\n# Plannen {{#plannen}}\n\n```keuze\nvraag: Welk plan?\nopties: [{names}]\n```\n"
    few = "\n# Eerst {#eerst}\n\n```rangorde\nvraag: Wat eerst?\nopties_uit: {kaart: plannen, top: 2}\n```\n"
    room = await workshop(("proef", many + few, False))
    asked = await opened(room, "plannen")
    for phone, plan in enumerate([0, *range(62), *range(63)]):
        await room.cast(f"telefoon-{phone}", asked.id, {"keuze": [str(plan)]})
    await room.do(CloseRound())
    await room.do(GoTo("eerst"))
    with pytest.raises(CommandRefused, match=r"Bij ‘Plannen’ zijn 61 antwoorden even sterk\. Zo veel kan deze vraag"):
        await room.do(OpenRound())


async def test_a_card_without_a_closed_round_is_named() -> None:
    room = await workshop(("proef", DECK, False))
    await room.do(GoTo("checklist"))
    with pytest.raises(CommandRefused, match=r"‘Voor’\. Sluit daar eerst een ronde met minstens één antwoord\."):
        await room.do(OpenRound())


async def test_texts_that_nobody_may_see_yet_are_to_be_shown_first() -> None:
    asked = "```open\nvraag: Wat?\nmoderatie: ja\n```\n"
    taken = "```instemming\nvraag: Kan dit?\nvoorstel_uit: {kaart: eerst}\n```\n"
    room = await workshop(("proef", f"---\ntitel: P\n---\n# Eerst\n{asked}# Dan\n{taken}", False))
    await room.cast("telefoon", (await opened(room, "eerst")).id, {"tekst-1": ["Een idee"]})
    await room.do(CloseRound())
    await room.do(GoTo("dan"))
    with pytest.raises(CommandRefused, match=r"‘Eerst’ zijn de teksten nog niet te zien\. Toon er daar eerst één"):
        await room.do(OpenRound())


async def test_a_text_that_is_hidden_never_comes_along_nor_stays_where_it_went() -> None:
    room = await room_with(pro={"groen": 2, "scheldwoord": 1, "rust": 0})
    ids = {item.text: item.id for item in room.session.rounds["voor-1"].texts()}
    asked = await opened(room, "checklist")
    await room.cast("t1", asked.id, {f"item-{labels(asked).index('scheldwoord') + 1}": ["0"]})
    await room.do(CloseRound())
    later = await opened(room, "tegen")
    await room.cast("t2", later.id, {"tekst-1": ["ja"]})
    await room.do(CloseRound())
    for text_id in (ids["scheldwoord"], ids["rust"], *(item.id for item in later.texts())):
        await room.do(Moderate(text_id, "verberg", reason="kwetsend"))
    veil = veil_of(room.session, asked.activity)
    seen = " ".join(str(veiled_field(field, veil)) for field in asked.activity.fields())
    assert "scheldwoord" not in seen
    assert "'ja', 'deels', 'nee'" in seen  # the kind's own words stay, whatever somebody wrote
    assert "scheldwoord" not in str(outcome_of(room.session, asked).result)
    assert sum(KEPT_BACK in option for option in options_of(room.session, asked)) == 2
    assert "scheldwoord" not in str(build_report(room.session, "f" * 64, room.course))
    again = await opened(room, "checklist")
    assert set(labels(again)) == {"groen"}


async def test_consent_gives_its_proposal_to_a_later_question() -> None:
    deck = """---
titel: T
---

# Droom {#droom}

```instemming
vraag: Is dit onze droom?
voorstel: Een plein vol bomen
```

# Weeg {#weeg}

```schaal
vraag: Helpt dit?
stellingen_uit: {kaart: droom}
```
"""
    room = await workshop(("droom", deck, False))
    asked = await opened(room, "droom")
    await room.cast("t1", asked.id, {"instemming": ["0"]})
    await room.do(CloseRound())
    weighed = await opened(room, "weeg")
    assert [field.label for field in weighed.activity.fields()] == ["Een plein vol bomen"]


FORMS = """---
titel: T
---

# Idee {#idee}

```formulier
vraag: Wat is je idee?
velden:
  - {naam: wat, vraag: "Wat?"}
  - {naam: waar, vraag: "Waar?"}
```

# Beste {#beste}

```keuze
vraag: Welk idee?
opties_uit: {kaart: idee, top: 2%s}
```
"""


@pytest.mark.parametrize("pattern", ["", ', neem: "{wat} {waar}"'])
async def test_an_idea_that_two_people_wrote_in_a_form_is_stronger_than_the_first_of_the_alphabet(pattern: str) -> None:
    room = await workshop(("proef", FORMS % pattern, False))
    asked = await opened(room, "idee")
    for number, idea in enumerate(("appelboom", "bankje", "Zwembad", "zwembad", "bankje")):
        await room.cast(f"t{number}", asked.id, {"veld-1-1": [idea], "veld-2-1": ["plein"]})
    await room.do(CloseRound())
    taken = await opened(room, "beste")
    assert {option.partition(" ")[0].lower() for option in taken.activity.listed()} == {"bankje", "zwembad"}
    assert taken.taken_along == "Hier staan 2 van de 3."


async def test_of_forms_too_many_are_hidden_for_they_cannot_be_merged() -> None:
    room = await workshop(("proef", FORMS.replace("top: 2%s", "top: alle"), False))
    asked = await opened(room, "idee")
    for number in range(101):
        await room.cast(f"t{number}", asked.id, {"veld-1-1": [f"idee {number}"]})
    await room.do(CloseRound())
    with pytest.raises(CommandRefused, match=r"zijn 101 antwoorden\. .* Verberg wat dubbel is: op je telefoon"):
        await opened(room, "beste")
    (first, *_) = (item for ballot in asked.ballots.values() for item in texts_in(asked.activity.fields(), ballot))
    await room.do(Moderate(first.id, "verberg"))
    assert len((await opened(room, "beste")).activity.listed()) == 100


async def test_texts_under_headings_are_taken_by_their_support_and_not_by_their_heading() -> None:
    room = await room_with(pro={"bomen": 9, "fontein": 1, "bankjes": 8, "hek": 7})
    ids = {item.text: item.id for item in room.session.rounds["voor-1"].texts()}
    for text in ("bomen", "fontein"):
        await room.do(Moderate(ids[text], "groepeer", group="groen"))
    assert labels(await opened(room, "schaal")) == ("bomen", "bankjes")


async def test_equals_that_go_along_are_told_in_the_room_and_in_the_report() -> None:
    room = await room_with(pro={"groen": 3, "rust": 2, "spel": 2, "zon": 1})
    asked = await opened(room, "schaal")
    said = "Hier staan 3 van de 4. 1 antwoord was even sterk als het laatste. Dat doet ook mee."
    assert asked.taken_along == said
    await room.cast("t0", asked.id, {"score-1": ["4"]})
    await room.do(CloseRound())
    assert outcome_of(room.session, asked).taken_along == said
    told = "gingen 3 van de 4 verschillende antwoorden mee. 1 antwoord was even sterk als het laatste."
    assert told in str(build_report(room.session, "f" * 64, room.course))
