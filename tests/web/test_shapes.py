"""What a phone shows of every shape of result, and what it never shows."""

import pytest

from kompas_tui.workshop.commands.asking import CloseRound, OpenRound, ShowResult
from kompas_tui.workshop.commands.course import End, GoTo
from kompas_tui.workshop.commands.room import CountHands
from kompas_tui.workshop.commands.texts import MatchTexts, Moderate
from tests.web.room import ANSWERS, PROFILE, PageReader, PlainPhone, ServedRoom


async def answered(room: ServedRoom, card: str, changed: dict[str, str] | None = None, *, times: int = 1) -> PlainPhone:
    """So many phones answer; the last of them."""
    for _ in range(times):
        phone = room.phone()
        await phone.look()
        response = await phone.send((await phone.look()).forms[0], **{**ANSWERS[card][0], **(changed or {})})
        assert response.status_code == 200, response.text
    return phone


async def shown(room: ServedRoom) -> PageReader:
    """What a new phone sees of the result."""
    if room.workshop.session.open_round:
        await room.workshop.do(CloseRound())
    await room.workshop.do(ShowResult())
    return await room.phone().look()


@pytest.mark.parametrize(
    ("card", "sentence", "table"),
    [
        ("verdeling", "met 60 van de 100 punten", [["Optie", "Aantal"], ["Groen", "60"], ["Spelen", "40"]]),
        ("rangorde", "Eén tegen één wint ook ‘Een geveltuin’", [["Optie", "Aantal"], ["Een geveltuin", "3"]]),
        ("instemming", "Er is 1 bezwaar.", [["Optie", "Aantal"], ["Ik stem in", "0"]]),
        ("checklist", "‘Er is geld’ staat nog open", [["Onderdeel", "ja", "deels", "nee", "Score"]]),
        ("assenveld", "‘weinig werk’ en ‘veel effect’", [["Onderdeel", "Antwoorden"]]),
        ("vragen", "Er is 1 vraag", [["Tekst"], ["Wanneer begint het?"]]),
        ("formulier", "Er is 1 ingevuld formulier", [["Wat ga je doen?", "Wie ben je?", "Vanaf wanneer?"]]),
        ("markt", "Gevraagd: 1. Aangeboden: 1.", [["Tekst"], ["Een ladder"]]),
    ],
)
async def test_every_shape_stands_in_words_and_as_a_table(
    room: ServedRoom, card: str, sentence: str, table: list[list[str]]
) -> None:
    await room.open(card)
    await answered(room, card)
    page = await shown(room)
    assert sentence in page.text
    for row, expected in zip(page.tables[0], table, strict=False):
        assert row[: len(expected)] == expected


async def test_remarks_and_ideas_stand_under_a_heading_of_their_own(room: ServedRoom) -> None:
    await room.open("instemming")
    await answered(room, "instemming")
    assert (await shown(room)).tables[1] == [["Tekst"], ["Te druk op zondag"]]
    await room.open("checklist")
    await answered(room, "checklist")
    assert (await shown(room)).tables[1] == [["Tekst"], ["Vraag een potje"]]


async def test_a_personal_column_is_on_no_phone_and_not_in_the_state(room: ServedRoom) -> None:
    await room.open("formulier")
    await answered(room, "formulier")
    page = await shown(room)
    state = (await room.remote().get("/regie/stand")).text
    assert "31 december 2026" in page.text
    assert "2026-12-31" in state
    for text in (page.text, state):
        assert "06 1234" not in text
        assert "Op welk nummer" not in text


async def test_the_phone_says_before_that_somebody_can_be_known(room: ServedRoom) -> None:
    await room.open("formulier")
    page = await room.phone().look()
    assert "hieraan kan iemand jou herkennen. Het komt niet in het openbare verslag." in page.text
    assert "Je doet mee zonder naam" not in page.text
    kinds = {control.name: control.kind for control in page.forms[0].controls}
    assert (kinds["veld-1-1"], kinds["veld-3-1"], kinds["veld-4-1"]) == ("text", "date", "text")


async def test_a_group_below_five_is_not_shown_and_the_own_outcome_only_to_oneself(room: ServedRoom) -> None:
    await room.open("profiel")
    phone = await answered(room, "profiel", times=4)
    assert "Jouw antwoorden passen het best bij de doener. Je begint graag." in (await phone.look()).text
    page = await shown(room)
    assert "Tot nu toe: 4." in page.text
    assert page.tables == []
    assert "Jouw uitkomst" not in page.text
    assert "Jouw antwoorden passen het best bij de doener." in (await phone.look()).text
    await room.workshop.do(OpenRound("verder"))
    await answered(room, "profiel")
    page = await shown(room)
    assert page.tables[0][1] == ["doener", "5"]
    assert "Begin met iets doen." in page.text
    await room.workshop.do(GoTo("keuze"))
    assert "Jouw antwoorden passen het best bij de doener. Je begint graag." in (await phone.look()).text


async def test_the_own_outcome_can_be_found_on_every_later_page_of_that_phone_only(room: ServedRoom) -> None:
    await room.open("profiel")
    phone, other = await answered(room, "profiel"), await answered(room, "profiel", dict.fromkeys(PROFILE, "1"))
    await room.workshop.do(CloseRound())

    async def seen(state: str) -> None:
        mine = await phone.client.get(f"/{phone.code}")
        assert f'data-soort="{state}"' in mine.text
        assert "Jouw antwoorden passen het best bij de doener." in mine.text
        assert "Jouw uitkomst" in mine.text
        assert ("<details open" in mine.text) is (room.workshop.card.address == "profiel")
        assert "doener" not in (await other.client.get(f"/{phone.code}")).text
        assert "Jouw uitkomst" not in (await room.phone().look()).text

    await seen("wachten")
    await room.open("keuze")
    await seen("vraag")
    assert "Jouw antwoorden passen het best bij de doener." in (await phone.send((await phone.look()).forms[0])).text
    assert (
        "Jouw antwoorden passen het best bij de doener."
        in (await phone.send((await phone.look()).forms[0], keuze="0")).text
    )
    await seen("kenmerk")
    await room.workshop.do(CloseRound())
    await room.workshop.do(ShowResult())
    await seen("uitslag")
    await room.workshop.do(End())
    await seen("einde")


async def test_the_outcome_stands_on_the_receipt_itself(room: ServedRoom) -> None:
    await room.open("profiel")
    phone = room.phone()
    await phone.look()
    response = await phone.send((await phone.look()).forms[0], **ANSWERS["profiel"][0])
    assert "Je antwoord is opgeslagen" in response.text
    assert "Dit zie alleen jij." in response.text
    assert "doener" not in (await room.phone().look()).text


async def test_hidden_and_unread_texts_are_on_no_phone(room: ServedRoom) -> None:
    await room.open("moderatie")
    await answered(room, "moderatie")
    await answered(room, "moderatie", {"tekst-1": "Dit mag iedereen zien"})
    await room.workshop.do(ShowResult(interim=True))
    assert "lees je nog niet" not in (await room.phone().look()).text
    texts = {text.text: text.id for text in room.workshop.session.rounds["moderatie-1"].texts()}
    await room.workshop.do(Moderate(texts["Dit mag iedereen zien"], "toon"))
    page = await shown(room)
    assert "Dit mag iedereen zien" in page.text
    assert "lees je nog niet" not in page.text
    await room.workshop.do(Moderate(texts["Dit mag iedereen zien"], "verberg"))
    assert "Dit mag iedereen zien" not in (await room.phone().look()).text


async def test_a_text_that_is_hidden_during_its_support_round_goes_from_the_form(room: ServedRoom) -> None:
    await room.open("vragen")
    await answered(room, "vragen")
    await answered(room, "vragen", {"vraag-1": "Een grove grap"})
    await shown(room)
    await room.workshop.do(OpenRound("steun"))
    page = await room.phone().look()
    boxes = [control.label for control in page.forms[0].of("checkbox")]
    assert sorted(boxes) == ["Een grove grap", "Wanneer begint het?"], (
        "what two people asked in the same words stands there once"
    )
    crude = next(t.id for t in room.workshop.session.rounds["vragen-1"].texts() if t.text == "Een grove grap")
    await room.workshop.do(Moderate(crude, "verberg"))
    page = await room.phone().look()
    assert "Een grove grap" not in page.text
    left = page.forms[0].of("checkbox")
    assert [box.label for box in left] == ["Wanneer begint het?"]
    assert "(tekst die niet te zien is)" not in page.text
    (support,) = (one for one in room.workshop.session.rounds.values() if one.is_open)
    options = support.activity.fields()[0].options  # type: ignore[union-attr]  # it has them
    assert all(options[int(box.value)] == box.label for box in left)


async def test_support_counts_and_headings_stand_with_the_texts(room: ServedRoom) -> None:
    await room.open("vragen")
    await answered(room, "vragen")
    await shown(room)
    await room.workshop.do(OpenRound("steun"))
    phone = room.phone()
    await phone.look()
    response = await phone.send((await phone.look()).forms[0], steun="0")
    assert response.status_code == 200
    await room.workshop.do(CloseRound())
    (text,) = room.workshop.session.rounds["vragen-1"].texts()
    await room.workshop.do(Moderate(text.id, "groepeer", group="Planning"))
    page = await shown(room)
    assert page.tables[0] == [["Tekst", "Steun"], ["Wanneer begint het?", "1"]]
    assert "Planning" in page.text
    await room.workshop.do(Moderate(text.id, "beantwoord"))
    assert "Planning (beantwoord)" in (await room.phone().look()).text
    await room.workshop.do(End())
    assert "Steun bij: Wat wil je weten?" in (await phone.look()).text


async def test_a_second_round_is_laid_beside_the_first(room: ServedRoom) -> None:
    await room.open("verdeling")
    phone = await answered(room, "verdeling")
    await room.workshop.do(CloseRound())
    await room.workshop.do(OpenRound("nieuw"))
    await phone.send((await phone.look()).forms[0], **{"punten-1": "20", "punten-2": "80"})
    page = await shown(room)
    assert (
        "Dit verschoof het meest: ‘Groen’ (van 60 naar 20 procent) en ‘Spelen’ (van 40 naar 80 procent)." in page.text
    )
    assert page.tables[1] == [
        ["Optie", "Eerst", "Nu", "Verschil"], ["Groen", "60", "20", "−40"], ["Spelen", "40", "80", "+40"],
        ["Licht", "0", "0", "0"],
    ]  # fmt: skip
    later = (await room.remote().get("/regie/stand")).json()["uitslagen"][1]["vergelijking"]
    assert later["opties"][0] == {"optie": "Groen", "eerst": 60.0, "nu": 20.0, "verschil": -40.0}
    assert (later["met"], later["maat"]) == ({"kaart": "verdeling", "ronde": 1}, "procent")


async def test_hands_are_said_and_counted_and_tables_stand_apart(room: ServedRoom) -> None:
    await room.open("tafel")
    await answered(room, "tafel")
    phone = room.phone()
    await phone.look()
    form = (await phone.look()).forms[0]
    assert form.controls[2].label == "Het nummer van je tafel"
    assert (await phone.send(form, keuze="1")).status_code == 400
    assert (await phone.send(form, **{"tafel-1": "12", "keuze": "1"})).status_code == 200
    await room.workshop.do(CloseRound())
    await room.workshop.do(CountHands({"Een bank": 4}))
    page = await shown(room)
    assert "In de zaal staken 4 mensen een hand op. Dat telt mee." in page.text
    assert page.tables[0][1:] == [["Een bank", "5"], ["Een geveltuin", "1"]]
    assert page.tables[1][1:] == [["Een geveltuin", "1"], ["Een bank", "0"]]
    assert "Tafel 3" in page.text
    assert "Tafel 12" in page.text


async def test_a_match_stands_before_what_is_still_asked_and_offered(room: ServedRoom) -> None:
    await room.open("markt")
    await answered(room, "markt", times=2)
    await room.workshop.do(CloseRound())
    result = room.workshop.session.rounds["markt-1"].result()
    await room.workshop.do(MatchTexts(result.asks[0].id, result.offers[1].id))  # type: ignore[union-attr]  # pairs
    page = await shown(room)
    assert page.tables == [
        [["Vraag", "Aanbod"], ["Een ladder", "Koffie"]], [["Tekst"], ["Een ladder"]], [["Tekst"], ["Koffie"]],
    ]  # fmt: skip


HOSTILE = "</option></select><script>alert(1)</script>\u202e\x1b[2J"


@pytest.mark.parametrize(
    ("card", "name"),
    [
        ("instemming", "reden-1"), ("checklist", "idee-3-1"), ("vragen", "vraag-1"), ("formulier", "veld-1-1"),
        ("markt", "aanbod-1"),
    ],
)  # fmt: skip
async def test_hostile_text_is_text_in_every_shape_on_the_page_of_the_facilitator_too(
    room: ServedRoom, card: str, name: str
) -> None:
    await room.open(card)
    await answered(room, card, {name: HOSTILE})
    await room.workshop.do(CloseRound())
    await room.workshop.do(ShowResult())
    response = await room.client().get(f"/{room.workshop.session.code}")
    desk = room.client()
    await desk.post("/regie", data={"sleutel": "sleutel-voor-de-proef"})
    for text in (response.text, (await desk.get("/regie")).text):
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
        assert "<script>alert" not in text
        assert not {"\u202e", "\x1b"} & set(text)


async def test_hostile_text_in_a_support_round_is_an_option_and_no_more(room: ServedRoom) -> None:
    await room.open("open")
    await answered(room, "open", {"tekst-1": HOSTILE})
    await shown(room)
    await room.workshop.do(OpenRound("steun"))
    page = await room.phone().look()
    assert page.forms[0].of("checkbox")[0].label == "</option></select><script>alert(1)</script>[2J"


async def test_the_ideas_of_a_checklist_are_folded_and_open_with_what_was_written(room: ServedRoom) -> None:
    await room.open("checklist")
    phone = room.phone()
    response = await phone.client.get(f"/{phone.code}")
    assert response.text.count("<details><summary>Idee erbij</summary>") == 7
    phone = await answered(room, "checklist")
    again = await phone.client.get(f"/{phone.code}?wijzig=1")
    assert again.text.count("<details open><summary>Idee erbij</summary>") == 1


async def test_a_place_has_words_at_its_ends_and_a_ranking_a_select_per_place(room: ServedRoom) -> None:
    await room.open("assenveld")
    x, y = (await room.phone().look()).forms[0].of("select")[:2]
    assert [x.options[0], x.options[1], x.options[11]] == [
        ("", ""), ("0", "0 – weinig werk"), ("10", "10 – veel werk"),
    ]  # fmt: skip
    assert y.label == "Van weinig effect naar veel effect"
    await room.workshop.do(CloseRound())
    await room.open("rangorde")
    selects = (await room.phone().look()).forms[0].of("select")
    assert [select.label for select in selects] == ["Plaats 1", "Plaats 2", "Plaats 3", "Plaats 4"]
    assert all(select.options[0] == ("", "") and len(select.options) == 5 for select in selects)


@pytest.mark.parametrize(
    ("card", "sent", "sentence"),
    [
        ("rangorde", {"rangorde-1": "1", "rangorde-2": "1"}, "staat er twee keer"),
        ("rangorde", {"rangorde-2": "1"}, "Plaats 1 is nog leeg"),
        ("assenveld", {"plek-1-x": "1"}, "op beide lijnen een plek"),
        ("assenveld", {"plek-1-x": "11", "plek-1-y": "0"}, "een keuze die er niet is"),
        ("verdeling", {"punten-1": "60"}, "Verdeel er nog 40."),
        ("instemming", {"instemming": "3"}, "de reden van je bezwaar"),
        ("formulier", {"veld-1-1": "Snoeien", "veld-3-1": "morgen"}, "is geen datum"),
        ("formulier", {"veld-1-1": "Snoeien", "veld-4-1": "veel"}, "is geen getal"),
        ("formulier", {"veld-2": "1"}, "‘Wat ga je doen?’ is nog leeg"),
    ],
)
async def test_a_wrong_answer_is_refused_and_stands_in_the_form_again(
    room: ServedRoom, card: str, sent: dict[str, str], sentence: str
) -> None:
    await room.open(card)
    phone = room.phone()
    await phone.look()
    response = await phone.send((await phone.look()).forms[0], **sent)
    assert response.status_code == 400
    assert sentence in response.text
    again = PageReader(response.text).forms[0].data()
    assert all(again[name] == [value] for name, value in sent.items() if value != "11")
